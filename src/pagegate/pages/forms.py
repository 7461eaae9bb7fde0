"""Takes the text of a quote apart by the order of its numbers: `DAX 9,800.93 +47.37 (0.49%)`, `CAC 40 4.413,57 (+0,85%) +37,25`, `FCHI8,074.230.08%`."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.pages.arrow import Strings, extract, extract_some, matches, numpy, strings
from pagegate.pages.indices import NAMED
from pagegate.pages.split import PRICE, WHOLE_PRICE, fit, fused, number

#: The state of the market, as it is printed by a price.
STATE = r"(?:closed|open|live|delayed|real.?time|at close|market closed|pre.?market|after.?hours|halted)"
#: A state, or what a price counts: a currency or points.
STATUS = rf"(?i:{STATE}|usd|eur|gbp|gbx|jpy|chf|cad|aud|inr|pts?|points)"
#: What stands in front of a price: a currency's sign, with the country before it, or behind a blank its code (`EUR/USD` is a name).
MONEY = r"(?:(?:US|A|C|CA|AU|HK|NZ|S|R|NT|MX)?\p{Sc}|Rs\.?|\s(?:USD|EUR|GBP|JPY|CHF|INR)\b)?\s?"
#: What stands behind one: a currency's sign, or the p of pence.
UNIT_BEHIND = r"(?:\s?\p{Sc}|p\b|\s?kr\b|\s?zł)?"
_BLOB = r"[0-9](?:[0-9.,']*[0-9])?"
_SIGN = r"(?:[▲▼]\s?[+\-]?|[+\-])\s?"
_PCT = rf"(?P<pct>(?:{_SIGN})?{_BLOB})\s?%"
_SIGNED_PCT = rf"(?P<pct>{_SIGN}{_BLOB})\s?%"
#: What follows the quote in the same row of a table, behind a tab or wide gap, or as numbers with their units: volume, time, and so on.
_REST = r"(?P<tail>\s*[)\]]?\s*[▲▼]?)(?:(?:\t|\s{2,}).*|(?:\s[+\-]?\p{Sc}?[0-9][0-9.,:'/]*\s?\p{L}{0,4}){1,4})?$"
_OPEN = r"\s*[(\[]\s*"


def _forms(money: str, behind: str, state: str, rest: str) -> dict[str, str]:
    """The orders of a quote's numbers, the first that fits first, given what stands in front of a price, behind it, and behind the quote."""
    # An arrow between name and price is the direction of the change.
    name = rf"^(?P<name>.*?)(?P<gap>\s*?[▲▼]?\s*?[:=]?\s*?{money})"
    status = rf"{behind}(?:\s*{state})?\s*"
    return {
        "price change percent": rf"{name}(?P<p>{_BLOB})(?P<g1>{status}{money})(?P<c>{_SIGN}{money}{_BLOB})(?P<g2>{behind}(?:{_OPEN}|\s+)){_PCT}{rest}",
        "price change percent, glued": rf"{name}(?P<p>{_BLOB})(?P<g1>{status}{money})(?P<c>{_SIGN}{money}{_BLOB})(?P<g2>){_SIGNED_PCT}{rest}",
        "price percent change": rf"{name}(?P<p>{_BLOB})(?P<g1>{status}(?:{_OPEN})?|\s+){_PCT}(?P<g2>\s*[)\]]?\s*)(?P<c>{_SIGN}{money}{_BLOB}){behind}{rest}",
        "price change percent, unsigned": rf"{name}(?P<p>{_BLOB})(?P<g1>{behind}\s+{money})(?P<c>{_BLOB})(?P<g2>{behind}(?:{_OPEN}|\s+)){_PCT}{rest}",
        "price percent": rf"{name}(?P<p>{_BLOB})(?P<g1>\s*{state}\s*(?:{_OPEN})?|{behind}{_OPEN}|{behind}\s+|\s?\p{{Sc}}\s?|p){_PCT}{rest}",
        "price percent, signed": rf"{name}(?P<p>{_BLOB})(?P<g1>{behind}\s*){_SIGNED_PCT}{rest}",
        "price and percent, glued": rf"{name}(?P<blob>{_BLOB})\s?%(?P<tail>\s*[▲▼]?)$",
    }


_FORMS = _forms(MONEY, UNIT_BEHIND, STATUS, _REST)
#: In most quotes no letter and no currency stands behind the first digit, and nothing behind the only percent. There all that is asked of these can be left out of
#: the forms, which makes them so short that RE2 tells their groups in a tenth of the time.
_BARE, CURRENCY = r"^[^%0-9\p{Sc}]*[0-9][^%\p{L}\p{Sc}]*%[)\]]?[▲▼]?$", "USD|EUR|GBP|JPY|CHF|INR"
_NEVER = r"[^\x00-\x{10ffff}]"
_TAIL = r"(?P<tail>\s*[)\]]?\s*[▲▼]?)$"
_BARE_FORMS = _forms(r"\s?", "", _NEVER, _TAIL)
#: Where the only percent is the end, nothing of the same row follows; what may follow is most of what RE2 builds of a form.
_LAST = r"^[^%]*%\s*[)\]]?\s*[▲▼]?$"
_LAST_FORMS = _forms(MONEY, UNIT_BEHIND, STATUS, _TAIL)
#: So many digits of a price, less one, may be the name's.
MOST_MOVED = 5
_GROUPS = ("name", "gap", "p", "g1", "c", "g2", "pct", "blob", "tail")
#: A known name that ends in digits, and the price behind it.
_KNOWN = rf"(?P<before>^|.*[^\p{{L}}])(?P<known>{NAMED})(?P<mark>,?)(?P<price>[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?|[1-9][0-9]*\.[0-9]+)$"
#: Signs, arrows, currencies and units that stand by the digits of a number.
_BY_DIGITS = r"[^0-9.,]"


def parse(text: Strings, page: npt.NDArray[np.int64]) -> pd.DataFrame:
    """Take each text apart; `page` says which are of one page.

    Columns, all text: `text`, `form` ("" where none fits), the groups of the form as they stand in the text (`name`, `gap`, `p`, `g1`, `c`, `g2`, `pct`, `blob`,
    `tail`), and what they mean, with a decimal point and grouping commas: `lead` (digits of the name that touch the price), `price`, `change` and `percent` with
    their signs, `up` (the sign of an arrow that stands apart). Booleans: `ambiguous` (another split is as likely), `unsplit` (none was found).
    """
    count = len(text)
    parsed = pd.DataFrame({"text": pd.Series(numpy(text), dtype="str")}, index=pd.RangeIndex(count))
    bare = matches(text, _BARE) & ~matches(text, f"Rs|{CURRENCY}")
    found = {column: np.full(count, "", dtype=object) for column in ("form", *_GROUPS)}
    last = ~bare & matches(text, _LAST)
    for forms, asked in ((_BARE_FORMS, bare), (_LAST_FORMS, last), (_FORMS, ~(bare | last))):
        open_ = np.flatnonzero(asked)
        for form, pattern in forms.items():
            if not len(open_):
                break
            groups = extract(text.take(open_), pattern)
            fits = groups.pop("found").to_numpy(dtype=bool)
            for column, shown in groups.items():
                found[str(column)][open_[fits]] = shown.to_numpy()[fits]
            found["form"][open_[fits]] = form
            open_ = open_[~fits]
    for column, texts in found.items():
        parsed[column] = pd.Series(texts, dtype="str")
    _point(parsed)
    _give_back(parsed)
    arrow = (parsed["name"].str.extract(r"^\s*([▲▼])", expand=False).fillna("") + parsed["gap"] + parsed["tail"]).str.extract("([▲▼])", expand=False)
    parsed["up"] = arrow.map({"▲": "+", "▼": "-"}).fillna("").astype("str")
    _split(parsed, page)
    _move_digits(parsed)
    return parsed


def _point(parsed: pd.DataFrame) -> None:
    """Give every number of a text a decimal point and grouping commas; the percent, or else the price, shows which mark the text uses."""
    last = parsed["pct"].where(parsed["pct"] != "", parsed["blob"])
    last = last.where(last.str.contains(r"[.,]"), parsed["p"])
    comma = last.str.contains(r",[0-9]{1,2}$") | last.str.contains(r"^[+\-▲▼]?\s?0,[0-9]+$")
    for column in ("p", "c", "pct", "blob"):
        plain_text = parsed[column].str.replace("'", ",", regex=False)
        swapped = plain_text.str.replace(".", "\x00", regex=False).str.replace(",", ".", regex=False).str.replace("\x00", ",", regex=False)
        # Apostrophes group whatever the decimal mark is.
        swapped = swapped.where(~parsed[column].str.contains("'", regex=False), parsed[column].str.replace(".", "", regex=False).str.replace(",", ".", regex=False).str.replace("'", ",", regex=False))
        parsed[f"{column}_"] = swapped.where(comma, plain_text)


def _give_back(parsed: pd.DataFrame) -> None:
    """Read `FTSE 100 9,403.57 +0.52%` as a name that ends in digits, and its price: as a price of 100 and a change, the numbers would not agree."""
    unsigned = parsed["form"].str.startswith("price change percent") & parsed["c"].str.contains("^[▲▼]|^[^+-]") & parsed["c"].str.contains("[.,]")
    rows = np.flatnonzero(unsigned & parsed["p"].str.fullmatch("[0-9]{1,4}") & parsed["name"].str.contains(r"[^\W\d_]"))
    if not len(rows):
        return
    price, change, percent = (parsed[f"{column}_"].iloc[rows].str.replace(_BY_DIGITS, "", regex=True) for column in ("p", "c", "pct"))
    rows = rows[~fit(number(price), number(change), number(percent), price, change, percent)]
    given = parsed.loc[rows]
    before = given["c"].str.extract("^([^0-9]*)", expand=False)
    parsed.loc[rows, "name"] = given["name"] + given["gap"] + given["p"]
    parsed.loc[rows, "gap"] = given["g1"] + before
    parsed.loc[rows, "p"], parsed.loc[rows, "p_"] = given["c"].str.replace("^[^0-9]*", "", regex=True), given["c_"].str.replace("^[^0-9]*", "", regex=True)
    parsed.loc[rows, "g1"], parsed.loc[rows, ["c", "c_", "g2"]] = given["g2"], ""
    parsed.loc[rows, "form"] = "price percent"


def _split(parsed: pd.DataFrame, page: npt.NDArray[np.int64]) -> None:
    """Fill `lead` (digits of the name), `price`, `change`, `percent`, and `ambiguous`."""
    for column in ("lead", "price", "change", "percent"):
        parsed[column] = ""
    parsed["ambiguous"] = False
    parsed["unsplit"] = False
    glued = (parsed["form"] == "price and percent, glued").to_numpy(dtype=bool)
    dots = parsed["blob_"].str.count(r"\.").to_numpy(dtype=float)
    for changes, rows in ((False, glued & (dots <= 2)), (True, glued & (dots >= 3))):
        at = np.flatnonzero(rows)
        if not len(at):
            continue
        ways = fused(strings(parsed["blob_"].iloc[at]), page[at], changes=changes).set_index(at)
        split = ways["found"].to_numpy(dtype=bool)
        parsed.loc[at, ["lead", "price", "change", "percent"]] = ways[["lead", "price", "change", "percent"]]
        parsed.loc[at, "ambiguous"] = split & ~ways["unique"].to_numpy(dtype=bool)
        parsed.loc[at, "unsplit"] = ~split
    apart = ~glued & (parsed["form"] != "").to_numpy(dtype=bool)
    at = np.flatnonzero(apart)
    if not len(at):
        return
    price = extract(strings(parsed["p_"].iloc[at]), PRICE).set_index(at)
    parsed.loc[at, ["lead", "price"]] = price[["lead", "price"]]
    parsed.loc[at, "change"] = _signed(parsed["c_"].iloc[at])
    parsed.loc[at, "percent"] = _signed(parsed["pct_"].iloc[at])
    parsed.loc[at, "unsplit"] = ~price["found"].to_numpy(dtype=bool)
    _double(parsed, at)


def _signed(shown: pd.Series) -> pd.Series:
    """The digits behind their sign; an arrow's where no sign is written."""
    texts = strings(shown)
    written, arrow = (extract(texts, f"(?P<mark>{marks})")["mark"] for marks in (r"[+\-]", "[▲▼]"))
    sign = written.where(written != "", arrow.map({"▲": "+", "▼": "-"})).fillna("").astype("str")
    return sign.set_axis(shown.index) + shown.str.replace(_BY_DIGITS, "", regex=True)


def _double(parsed: pd.DataFrame, at: npt.NDArray[np.intp]) -> None:
    """A price with its unsigned change glued behind it, and the percent apart: `9,800.9347.37(0.49%)`."""
    doubled = at[(parsed["unsplit"].iloc[at] & (parsed["change"].iloc[at] == "") & (parsed["p_"].iloc[at].str.count(r"\.") == 2)).to_numpy(dtype=bool)]
    if not len(doubled):
        return
    ways = extract(strings(parsed["p_"].iloc[doubled]), r"^(?P<lead>[0-9]*?)(?P<price>(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*|0)\.[0-9]{2})(?P<change>(?:[1-9][0-9]{0,2}(?:,[0-9]{3})*|[1-9][0-9]*|0)\.[0-9]{2})$").set_index(doubled)
    split = ways["found"].to_numpy(dtype=bool)
    parsed.loc[doubled[split], ["lead", "price", "change"]] = ways.loc[split, ["lead", "price", "change"]]
    parsed.loc[doubled[split], "unsplit"] = False


def _move_digits(parsed: pd.DataFrame) -> None:
    """Give digits of the price back to the name where a known name, or the arithmetic of the line, demands it."""
    touching = (parsed["gap"].str.strip(" ") == "") & (parsed["price"] != "") & (parsed["name"] != "")
    before = parsed["name"] + parsed["gap"]
    whole = before + parsed["lead"] + parsed["price"]
    known = extract_some(strings(whole), _KNOWN)
    named = (known["found"] & touching).to_numpy(dtype=bool) & (known["price"].str.len() <= parsed["price"].str.len()).to_numpy(dtype=bool)
    length = known["before"].str.len() + known["known"].str.len() - before.str.len()
    # A fixed space between name and price, `S&P 500 206,07`, was taken for one that groups.
    spaced = (known["mark"] != "").to_numpy(dtype=bool)
    named &= (length > 0).to_numpy(dtype=bool) & (~spaced | parsed["p"].str.contains("'", regex=False).to_numpy(dtype=bool))
    at = np.flatnonzero(named)
    if len(at):
        cuts = zip(whole.iloc[at], before.iloc[at].str.len(), length.iloc[at].astype(int), spaced[at], strict=True)  # a text's slice, of another length in each row
        parsed.loc[at, "lead"] = [shown[begun : begun + long] + (" " if fixed else "") for shown, begun, long, fixed in cuts]
        parsed.loc[at, "price"] = known["price"].iloc[at]
    complete = touching & (parsed["change"] != "") & (parsed["percent"] != "") & ~named
    rows = np.flatnonzero(complete.to_numpy(dtype=bool))
    if not len(rows):
        return
    change, percent = parsed["change"].iloc[rows], parsed["percent"].iloc[rows]
    amount, share = number(change.str.replace("+", "", regex=False)), number(percent.str.replace("+", "", regex=False))
    shown, lead = parsed["price"].iloc[rows], parsed["lead"].iloc[rows]
    settled = np.zeros(len(rows), dtype=bool)
    best, best_lead = shown.copy(), lead.copy()
    for moved in range(MOST_MOVED):
        # Nearly all lines agree with their own numbers as they stand.
        left = np.flatnonzero(~settled)
        if not len(left):
            break
        candidate = shown.iloc[left].str[moved:]
        value = number(candidate)
        valid = matches(strings(candidate), WHOLE_PRICE) & np.isfinite(value)
        fits = valid & fit(value, amount[left], share[left], candidate, change.iloc[left], percent.iloc[left])
        hit = left[fits]
        best.iloc[hit] = candidate[fits]
        best_lead.iloc[hit] = lead.iloc[hit] + shown.iloc[hit].str[:moved]
        settled[hit] = True
    parsed.loc[rows, "price"], parsed.loc[rows, "lead"] = best, best_lead
    # Digits of the price could be the name's, and no way of reading the line agrees with its own change.
    digits_in_name = before.iloc[rows].str.contains(r"\s$").to_numpy(dtype=bool)
    parsed.loc[rows, "ambiguous"] |= ~settled & digits_in_name
