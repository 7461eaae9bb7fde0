"""How scrapers break quotes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate.mutate.fault import Fault, Records, Way
from pagegate.mutate.shown import decimals, moments_as_text, text, value, with_decimals
from pagegate.mutate.texts import (
    add_digit,
    as_fraction,
    cut_short,
    drop_digit,
    drop_sign,
    in_all,
    in_one_of,
    instead,
    marks_swapped,
    of_another_record,
    picked,
    several_digits,
    shift_point,
    shows,
    swapped,
)

_MOVE = ("price", "change", "change_pct")
#: Fields that sites print with a K, M or B behind the digits.
_ABBREVIATED = ("volume", "market_cap", "shares_outstanding")
_BETRAYED = "price, change and percent tell one fact twice"
_PLAUSIBLE = "where the page does not show all three, or the move is so small that the digits hide the fault"


def _signed(one: str) -> bool:
    return one[:1] in ("+", "-")


def _disagree(before: Records, after: Records) -> pd.Series[Any]:
    """Not where price, change and percent still agree within their digits, as their source shows digits.

    A percent that is cut off where others round it agrees too, unless the source rounds: some record of it can only be rounded, and none can only be cut.
    """
    rounded, cut = _agree(after, cut=False), _agree(after, cut=True)
    was_rounded, was_cut = _agree(before, cut=False), _agree(before, cut=True)
    by_source = pd.DataFrame({"rounded": was_rounded & ~was_cut, "cut": was_cut & ~was_rounded}).groupby(before["source"], observed=True).transform("any")
    rounds = by_source["rounded"] & ~by_source["cut"]
    different: pd.Series[Any] = ~(rounded | (cut & ~rounds))
    return different


def _agree(records: Records, *, cut: bool) -> pd.Series[Any]:
    """Whether there are a true price, change and percent that round to those shown, or whose percent is cut to it.

    From percent = 100 x change / (price - change) follows change = price x percent / (100 + percent), which rises with percent above -100: the change lies
    between its values at the ends of what price and percent can be.
    """
    price, change, percent = ([value(records, name) - half, value(records, name) + half] for name in _MOVE for half in [_half(records, name)])
    if cut:
        # The true percent is then farther from zero; sites do so behind two decimals or more.
        shown, half = value(records, "change_pct"), _half(records, "change_pct")
        away = np.sign(shown) * half.where(half <= 0.005 * (1 + 1e-9), 0.0)
        percent = [percent[0] + away, percent[1] + away]
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = [end / (100 + end) for end in percent]
        ends = np.array([one * share for one in price for share in shares])
        dust = 1e-9 * np.abs(price[1])
        fits = (change[1] + dust >= ends.min(axis=0)) & (change[0] - dust <= ends.max(axis=0))
    agree: pd.Series[Any] = fits & (price[0] + price[1] > 0) & (percent[0] > -100)
    return agree


def _half(records: Records, field: str) -> pd.Series[Any]:
    """Half the last digit shown."""
    return 0.5 * records[f"{field}.step"].fillna(0.0) if f"{field}.step" in records else pd.Series(0.0, index=records.index)


def _all_three(before: Records, _after: Records) -> pd.DataFrame:
    return pd.DataFrame({"price, change and percent shown": shows(*_MOVE)(before)})


def _price_before(records: Records, _rng: np.random.Generator) -> pd.DataFrame:
    before = (value(records, "price") - value(records, "change")).to_numpy(dtype=float)
    return pd.DataFrame({"price": with_decimals(before, decimals(records, "price")).set_axis(records.index)})


def _days_ago(records: Records, rng: np.random.Generator) -> pd.DataFrame:
    shift = pd.Series(pd.to_timedelta(rng.integers(2, 31, len(records)), unit="D"), index=records.index)
    return pd.DataFrame({"as_of": moments_as_text(records["as_of"] - shift, records, "as_of")})


def _letter_lost(one: str, _rng: np.random.Generator) -> str:
    """`64,090,000`, shown as `64.09M`, stored as `64.09`."""
    number = float(one)
    power = next(power for power in (12, 9, 6, 3) if abs(number) >= 10**power)
    return f"{number / 10**power:.2f}"


def _glued(records: Records, rng: np.random.Generator) -> pd.DataFrame:
    """Price or change with the field that stands behind it on the page, as the text of their common element has them."""
    percent = text(records, "change_pct") + "%"
    behind = {"price and change": ("price", text(records, "change")), "price and percent": ("price", percent), "change and percent": ("change", percent)}
    fits = pd.DataFrame({name: text(records, field).notna() & other.notna() for name, (field, other) in behind.items()})
    chosen = picked(fits, rng)
    texts = {"price": text(records, "price"), "change": text(records, "change")}
    for name, (field, other) in behind.items():
        here = (chosen == name) & fits[name]
        texts[field] = texts[field].where(~here, text(records, field) + other)
    return pd.DataFrame(texts)


def _can_be_glued(records: Records) -> pd.Series[Any]:
    shown = pd.concat([text(records, name).notna() for name in _MOVE], axis=1)
    return shown.sum(axis=1) > 1


def _instead_of_price(*choices: str | None) -> Way:
    return in_one_of(("price",), instead({"*": choices}, "price"))


def _in_move(name: str, what: str, way: Way, expected: str = _BETRAYED) -> Fault:
    """A fault in the price or its move, which leaves no trace where all three still agree."""
    return Fault(name=name, kind="quotes", what=what, way=way, expected=expected, plausible=_PLAUSIBLE, traces=_disagree, cases=_all_three)


FAULTS = (
    _in_move("digit-dropped", "one digit of price, change or percent is lost", in_one_of(_MOVE, drop_digit, several_digits)),
    _in_move("digit-added", "one digit too many in price, change or percent", in_one_of(_MOVE, add_digit)),
    _in_move("point-shifted-by-1", "the decimal point of price, change or percent slips by one place", in_one_of(_MOVE, shift_point(1))),
    _in_move("point-shifted-by-2", "the decimal point of price, change or percent slips by two places", in_one_of(_MOVE, shift_point(2))),
    _in_move("point-shifted-by-3", "the decimal point of price, change or percent slips by three places", in_one_of(_MOVE, shift_point(3))),
    _in_move("comma-and-point-swapped", "a decimal comma is read as a thousands mark, and the other way round", in_one_of(_MOVE, marks_swapped, lambda one: "." in one)),
    _in_move("change-sign-lost", "the change loses its sign", in_all(("change",), drop_sign, _signed), "change and percent have one sign"),
    _in_move("percent-sign-lost", "the percent loses its sign", in_all(("change_pct",), drop_sign, _signed), "change and percent have one sign"),
    _in_move("both-signs-lost", "change and percent lose their signs, as where colour alone shows a loss", in_all(("change", "change_pct"), drop_sign, _signed)),
    _in_move("change-and-percent-swapped", "change and percent stand in each other's place", swapped("change", "change_pct")),
    _in_move("price-of-another-row", "two rows swap their prices", of_another_record("price")),
    _in_move("percent-as-fraction", "0.37 % is stored as 0.0037", in_all(("change_pct",), as_fraction)),
    _in_move("price-of-before", "the price is still the one before the move that is shown", Way(shows("price", "change"), _price_before)),
    _in_move("fields-glued", "two fields are stored as one text", Way(_can_be_glued, _glued), "the text is no number, or price, change and percent disagree"),
    _in_move("field-cut", "price, change or percent is cut short", in_one_of(_MOVE, cut_short, several_digits)),
    Fault(
        name="stale-copy", kind="quotes", what="the quote is a copy from days before", expected="its time against the time of fetching",
        plausible="where the page does not say when the quote was taken, or the run not when it was fetched",
        way=Way(shows("as_of"), _days_ago), cases=lambda before, _after: pd.DataFrame({"time of fetching known": shows("fetched_at")(before)}),
    ),
    Fault(name="price-zero", kind="quotes", what="the price is 0", expected="a price is above zero", way=_instead_of_price("0", "0.00", "0.0")),
    Fault(name="price-missing", kind="quotes", what="the price is not there", expected="a quote has a price", way=_instead_of_price(None, "", "N/A", "--")),
    Fault(
        name="symbol-of-another-row", kind="quotes", what="the symbols slip by one row", expected="a second witness of who it is: a known index and its size",
        plausible="nearly always: a quote does not say whose it is but by its symbol", way=of_another_record("symbol"),
    ),
    Fault(
        name="thousands-letter-lost", kind="quotes", what="64.09M is stored as 64.09", expected="market value against price and shares; a volume is a whole number",
        plausible="where nothing else on the page tells the size",
        way=in_one_of(_ABBREVIATED, _letter_lost, lambda one: abs(float(one)) >= 1000),
    ),
)
