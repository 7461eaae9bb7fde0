"""What scrapers do to the text of a field, and which of several fields they do it to.

Texts differ in length and form, and at most a sample of them is broken at a time: they are changed one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from pagegate.mutate.fault import Applies, Way
from pagegate.mutate.shown import text

#: One text and random numbers in, another text (or None) out.
Change: TypeAlias = Callable[[str, np.random.Generator], str | None]
#: Whether a text is one that a fault can be put into.
Fits: TypeAlias = Callable[[str], bool]


def each(texts: pd.Series[Any], rng: np.random.Generator, change: Change) -> pd.Series[Any]:
    """Every text that is there, changed."""
    return pd.Series([change(one, rng) if isinstance(one, str) else None for one in texts], index=texts.index, dtype="str")


def shows(*fields: str) -> Applies:
    """Records that show all of these fields."""
    return lambda records: pd.concat([text(records, field).notna() for field in fields], axis=1).all(axis=1)


def shows_any(*fields: str) -> Applies:
    """Records that show one of these fields."""
    return lambda records: pd.concat([text(records, field).notna() for field in fields], axis=1).any(axis=1)


def picked(fits: pd.DataFrame, rng: np.random.Generator) -> pd.Series[Any]:
    """For each record one of the fields that fit (bool, one column a field): the field's name, each as likely as the others; the first where none fits."""
    draws = rng.random(fits.shape) * fits.to_numpy(dtype=bool)
    return pd.Series(fits.columns.to_numpy()[draws.argmax(axis=1)], index=fits.index)


def in_one_of(fields: Sequence[str], change: Change, fits: Fits | None = None) -> Way:
    """A fault in one of several fields, drawn anew for each record among those whose text fits (any text, if not said)."""

    def fitting(records: pd.DataFrame) -> pd.DataFrame:
        return pd.DataFrame({field: _fit(text(records, field), fits) for field in fields})

    def applies(records: pd.DataFrame) -> pd.Series[Any]:
        return fitting(records).any(axis=1)

    def apply(records: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
        chosen = picked(fitting(records), rng)
        return pd.DataFrame({field: text(records, field).where(chosen != field, each(text(records, field).where(chosen == field), rng, change)) for field in fields})

    return Way(applies, apply)


def in_all(fields: Sequence[str], change: Change, fits: Fits | None = None) -> Way:
    """A fault in every one of several fields whose text fits."""

    def changed(one: str, rng: np.random.Generator) -> str | None:
        return change(one, rng) if fits is None or fits(one) else one

    def applies(records: pd.DataFrame) -> pd.Series[Any]:
        return pd.concat([_fit(text(records, field), fits) for field in fields], axis=1).any(axis=1)

    return Way(applies, lambda records, rng: pd.DataFrame({field: each(text(records, field), rng, changed) for field in fields}))


def _fit(texts: pd.Series[Any], fits: Fits | None) -> pd.Series[Any]:
    """Which texts are there and fit: bool."""
    return pd.Series([isinstance(one, str) and (fits is None or fits(one)) for one in texts], index=texts.index, dtype=bool)


def swapped(one: str, other: str) -> Way:
    """Two fields in each other's place."""
    return Way(shows(one, other), lambda records, _rng: pd.DataFrame({one: text(records, other), other: text(records, one)}))


def either(*ways: Way) -> Way:
    """One of several ways into the same records, drawn anew for each record."""

    def apply(records: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
        chosen = pd.Series(rng.integers(len(ways), size=len(records)), index=records.index)
        texts: dict[str, pd.Series[Any]] = {}
        for number, way in enumerate(ways):
            for field, column in way.apply(records, rng).items():
                texts[str(field)] = texts.get(str(field), text(records, str(field))).where(chosen != number, column)
        return pd.DataFrame(texts)

    return Way(ways[0].applies, apply)


def of_another_record(field: str) -> Way:
    """A field of another record of the same draw; none keeps its own, unless it is alone."""

    def apply(records: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
        order = rng.permutation(len(records))
        other = np.empty(len(records), dtype=np.intp)
        other[order] = np.roll(order, 1)
        return pd.DataFrame({field: text(records, field).iloc[other].set_axis(records.index)})

    return Way(shows(field), apply)


def instead(choices: Mapping[str, Sequence[str | None]], field: str) -> Change:
    """Something else in place of the text: one of the choices of its field, or of `*`."""
    offered = choices.get(field, choices["*"])
    return lambda _text, rng: offered[int(rng.integers(len(offered)))]


def several_digits(one: str) -> bool:
    """Whether a number has more than one digit."""
    return sum(map(str.isdigit, one)) > 1


def drop_digit(one: str, rng: np.random.Generator) -> str:
    """`144.41` as `14.41`."""
    places = [at for at, letter in enumerate(one) if letter.isdigit()]
    at = places[rng.integers(len(places))]
    return one[:at] + one[at + 1 :]


def add_digit(one: str, rng: np.random.Generator) -> str:
    """`144.41` as `1744.41`."""
    places = [at for at, letter in enumerate(one) if letter.isdigit()]
    at = places[rng.integers(len(places))] + int(rng.integers(2))
    return f"{one[:at]}{rng.integers(10)}{one[at:]}"


def shift_point(by: int) -> Change:
    """`144.41` as `14.441` or `1444.1`: the decimal point moved to either side, the digits as they are."""
    return lambda one, rng: scaled(one, by if rng.integers(2) else -by)


def scaled(one: str, power: int) -> str:
    """A number's digits with the decimal point moved to the right."""
    return f"{'+' if one.startswith('+') else ''}{Decimal(one).scaleb(power):f}"


def as_fraction(one: str, _rng: np.random.Generator) -> str:
    """`75` as `0.75`."""
    return scaled(one, -2)


def marks_swapped(one: str, _rng: np.random.Generator) -> str:
    """`6,796.29` read as if the point grouped and the comma were the decimal mark: `6.79629`; `144.41` as `14441`."""
    sign, digits = (one[0], one[1:]) if one[0] in "+-" else ("", one)
    whole, _, decimals = digits.partition(".")
    if len(whole) <= 3:
        return f"{sign}{whole}{decimals}"
    # Only the first group stands before the comma that is taken for the decimal mark.
    first = len(whole) % 3 or 3
    return f"{sign}{whole[:first]}.{whole[first:]}{decimals}"


def drop_sign(one: str, _rng: np.random.Generator) -> str:
    """`-1.15` as `1.15`."""
    return one.lstrip("+-")


def cut_short(one: str, rng: np.random.Generator) -> str:
    """`144.41` as `144.` or `1`: at least one digit stays."""
    first = next((at for at, letter in enumerate(one) if letter.isdigit()), 0) + 1
    return one[: rng.integers(first, max(first + 1, len(one)))]
