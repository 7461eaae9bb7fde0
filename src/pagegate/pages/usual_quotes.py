"""Reads quotes in the shape that most of them have: `FCHI8,074.23-30.12(-0.37%)`, `Apple Inc 182.31 +1.20 (+0.66%)`.

A name without digits, a price, a change with its sign, and a percent: here no mark can mean anything else, so each part is cut out by the bytes around it. What has another shape is left to
`forms`, which would say the same of these.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.pages import octets
from pagegate.pages.arrow import Strings, matches, numpy, take
from pagegate.pages.forms import CURRENCY, MOST_MOVED, STATE
from pagegate.pages.indices import NAMED
from pagegate.pages.split import WHOLE_PRICE, agree

Ints = npt.NDArray[np.int64]

#: The words of a name end in letters, so that no digit or sign of it can be the price's.
_WORD = r"[A-Za-z&/=^\-]*[A-Za-z]"
_NAME = rf"[A-Za-z^](?:[A-Za-z.&/=^\-]*[A-Za-z])?(?: {_WORD}){{0,4}}"
_WHOLE = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*|0)"
_SHAPE = rf"^{_NAME} ?{_WHOLE}\.[0-9]{{2,8}} ?[+\-]{_WHOLE}(?:\.[0-9]+)?(?: | ?\()[+\-]?[0-9]{{1,4}}(?:\.[0-9]+)?%\)?$"
#: Names that `forms` does not take for one, or takes a digit of the price for a part of.
_OTHER = rf"^(?i:{STATE}|as of|last|price|today|overnight|at open)$"
_INDEX = rf"(?:^|[^A-Za-z])(?:{NAMED}),?[1-9]"
_LONGEST_NAME = 48


@dataclass(frozen=True)
class Usual:
    """Quotes of the usual shape: `rows` (positions among the texts given), and of each part where it begins and ends, in characters, as all are ASCII.

    `ambiguous` are those behind whose name a blank stands and whose numbers do not agree: some of their digits may be the name's.
    """

    text: Strings
    rows: Ints
    ambiguous: npt.NDArray[np.bool_]
    name_end: Ints
    price: tuple[Ints, Ints]
    change: tuple[Ints, Ints]
    percent: tuple[Ints, Ints]

    def raw(self) -> pd.DataFrame:
        """The quotes as they stand: `symbol`, `name` (none), `price`, `change`, `change_pct`, text. A percent without a sign has that of its change."""
        percent, change = self.part(*self.percent), self.part(*self.change)
        bare = ~octets.beginning(percent, b"+-")
        if bare.any():
            signs = pa.array(np.where(octets.beginning(change, b"-"), "-", "+")[bare], pa.large_string())
            percent = pc.replace_with_mask(percent, pa.array(bare), pc.binary_join_element_wise(signs, percent.filter(pa.array(bare)), pa.scalar("", pa.large_string())))
        columns = {"symbol": self.part(np.zeros_like(self.name_end), self.name_end), "name": pa.nulls(len(self.rows), pa.large_string()), "price": self.part(*self.price), "change": change, "change_pct": percent}
        return pd.DataFrame({name: _column(texts) for name, texts in columns.items()})

    def places(self, segment: Ints) -> pd.DataFrame:
        """Where each field stands: `row`, `field`, `segment`, `offset`, `text`."""
        parts = {"symbol": (np.zeros_like(self.name_end), self.name_end), "price": self.price, "change": self.change, "change_pct": self.percent}
        texts = pa.concat_arrays([self.part(begin, end) for begin, end in parts.values()])
        count = len(self.rows)
        return pd.DataFrame({
            "row": np.tile(np.arange(count), len(parts)), "field": pd.array(list(parts), dtype="str").repeat(count), "segment": np.tile(segment, len(parts)),
            "offset": np.concatenate([begin for begin, _ in parts.values()]), "text": _column(texts),
        })

    def only(self, good: npt.NDArray[np.bool_]) -> Usual:
        """Some of them."""
        if good.all():
            return self
        price, change, percent = ((begin[good], end[good]) for begin, end in (self.price, self.change, self.percent))
        return Usual(take(self.text, good), self.rows[good], self.ambiguous[good], self.name_end[good], price, change, percent)

    def part(self, begin: Ints, end: Ints) -> Strings:
        """The text between two characters of each."""
        at = octets.buffers(self.text)[0][:-1]
        return octets.ranges(self.text, at + begin, at + end)


def usual_quotes(texts: Strings) -> Usual:
    """Which of some texts are such quotes, and where their parts stand."""
    rows = np.flatnonzero(matches(texts, _SHAPE)) if len(texts) else np.zeros(0, dtype=np.int64)
    found = _apart(take(texts, rows), rows)
    found = found.only(~_other(found) & (found.name_end <= _LONGEST_NAME))
    return _moved(found, ~_agreeing(found))


def _moved(found: Usual, odd: npt.NDArray[np.bool_]) -> Usual:
    """The same, with the first digits of prices given to the names where the numbers agree only without them, and `ambiguous` where they never do."""
    if not odd.any():
        return found
    some, at = found.only(odd), np.flatnonzero(odd)
    digits = np.zeros(len(odd), dtype=np.int64)
    for moved in range(MOST_MOVED - 1, 0, -1):
        digits[at[_agreeing(some, moved)]] = moved
    begin, end = found.price
    name_end = np.where(digits > 0, begin + digits, found.name_end)
    moved_on = replace(found, price=(begin + digits, end), name_end=name_end, ambiguous=odd & (digits == 0) & (begin > found.name_end))
    # A price without its decimals is a weak one, which `forms` weighs against its neighbours.
    return moved_on.only((digits == 0) | octets.holding(moved_on.part(*moved_on.price), "."))


def _apart(text: Strings, rows: Ints) -> Usual:
    """Where the parts of texts of this shape stand: the first digit, the first sign behind it, the first space or bracket behind that, and the percent sign."""
    offsets, data = octets.buffers(text)
    start = offsets[:-1]
    blank, sign, digit = data == _SPACE, (data == _PLUS) | (data == _MINUS), (data >= _ZERO) & (data <= _NINE)
    price = _next(digit, start)
    change = _next(sign, price)
    change_end = _next(blank | (data == _OPEN), change)
    percent = _next(digit | sign, change_end)
    percent_end = _next(data == _PERCENT, percent) + 1
    name_end, price_end = price - blank[price - 1], change - blank[change - 1]
    return Usual(text, rows, np.zeros(len(rows), dtype=bool), name_end - start, (price - start, price_end - start), (change - start, change_end - start), (percent - start, percent_end - start))


_SPACE, _PLUS, _MINUS, _OPEN, _PERCENT, _ZERO, _NINE = b" +-(%09"


def _next(flags: npt.NDArray[np.bool_], at: Ints) -> Ints:
    """The first flagged byte from each place on; there is one."""
    places = np.flatnonzero(flags)
    found: Ints = places[np.searchsorted(places, at)] if len(at) else at
    return found


def _other(found: Usual) -> npt.NDArray[np.bool_]:
    """Those of which `forms` may think otherwise: with a word for a currency or the market's state, or an index whose number may be the price's first digits."""
    if not len(found.rows):
        return np.zeros(0, dtype=bool)
    at = octets.buffers(found.text)[0][:-1]
    head = octets.ranges(found.text, at, at + found.price[1])
    return matches(head, rf"Rs|\s(?:{CURRENCY})") | matches(octets.ranges(found.text, at, at + found.name_end), _OTHER) | matches(head, _INDEX)


def _agreeing(found: Usual, moved: int = 0) -> npt.NDArray[np.bool_]:
    """Those whose numbers agree with each other within their digits, with a price that does without so many of its first ones."""
    begin, end = found.price
    price = found.part(np.minimum(begin + moved, end), end)
    whole = matches(price, WHOLE_PRICE) if moved else np.ones(len(found.rows), dtype=bool)
    shown = (pc.if_else(pa.array(whole), price, "0"), found.part(*found.change), found.part(found.percent[0], found.percent[1] - 1))
    values = [numpy(pc.replace_substring(pc.ascii_ltrim(text, "+"), ",", "").cast(pa.float64())) for text in shown]
    points = [numpy(pc.find_substring(text, ".")) for text in shown]
    steps = [10.0 ** -np.where(at < 0, 0, octets.sizes(text) - at - 1) for text, at in zip(shown, points, strict=True)]
    return whole & agree(values[0], values[1], values[2], steps[0], steps[1], steps[2])


def _column(texts: Strings) -> pd.Series:
    return pd.Series(texts.to_pandas(), dtype="str") if len(texts) else pd.Series([], dtype="str")
