"""What rules know of the world: the same for everybody."""

from __future__ import annotations

#: Where the indices that are planted with a wrong size stand: pagegate knows more of them, the others are asked of these.
INDICES = {"GDAXI": 24_000.0, "FTSE": 9_500.0, "GSPC": 6_700.0, "N225": 48_000.0}
FACTOR = 8.0
#: What stands for a symbol that is none.
PLACEHOLDERS = ("nan", "NaN", "None", "none", "null", "Null", "undefined", "[object Object]", "#N/A", "N/A", "n/a", "--", "-", "Symbol", "symbol", "Ticker", "ticker", "SYMBOL", "TICKER")
LONGEST = 32
#: Control characters, markup and entities; numbers with decimals, a sign of money or of percent. RE2, Rust's engine and Python's read them alike.
MARKUP = r"[\x00-\x1f\x7f<>{}]|&(?:[A-Za-z]{2,8}|#[0-9]{1,6});"
NUMBER = r"^[+-]?[$€£¥]?[0-9]+(?:,[0-9]{3})*[.,][0-9]+\s?%?$|^[0-9]+\s?%$"
SPLITS = (2.0, 3.0, 4.0, 5.0, 10.0, 20.0)
ROOM = 0.025
#: From which move in percent on it is asked for a split, and from which on any other is large.
SPLIT_FROM, LARGE = 48.0, 30.0

#: What each rule asks, in words.
RULES = {
    "Q001": "there is a symbol",
    "Q002": "there is a price",
    "Q003": "volume is not negative",
    "Q101": "price is above 0",
    "Q102": "change is price less previous close, but for rounding",
    "Q103": "percent is what price and change make, unless a sign or a factor of 100 explains it (Q105, Q106)",
    "Q104": "without a change: percent is what price and previous close make",
    "Q105": "change and percent have the same sign",
    "Q106": "percent is not a hundredth of what price and change make",
    "Q107": "without a percent: change is not the price itself",
    "Q108": "price and previous close are not a hundred apart",
    "Q109": "no move of more than 30 %, unless by the ratio of a split",
    "Q110": "no move by the ratio of a split (2, 3, 4, 5, 10, 20 or 1/n, within 2.5 %)",
    "Q111": "no loss of more than 100 %",
    "Q201": "the day's low is not above its high",
    "Q202": "price is inside of the day's range, where that is one",
    "Q203": "open is inside of the day's range, where that is one",
    "Q205": "the low of 52 weeks is not above their high",
    "Q206": "price is inside of the range of 52 weeks, unless the previous close was and it left the range today",
    "Q209": "no price of the day, the year or the day before is 0 or below where the quote has a price",
    "Q301": "volume is whole",
    "Q302": "volume is not 0 where the day's low and high differ",
    "Q401": "symbol has at most 32 characters",
    "Q402": "symbol holds no markup or control characters",
    "Q403": "symbol is no number",
    "Q405": "currency is one that there is (300 codes)",
    "Q406": "an index stands within a factor of 8 of where it is known to",
    "Q407": "symbol is not a word for none",
}
