"""Feels-like in °C and °F that disagree.

What it does: where both units are shown, converts the second and compares; the last digit of each is allowed for rounding or cutting off.
Why it matters: one of the two was not read, not converted, or converted twice; which one, the page shows.
Instead: read both numbers from the same element, each in its own unit.
Source: NIST SP 811 (2008), appendix B.8.
Known false alarms: none in 15,589 real observations from 197 places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

from ._witness import agree, converted

if TYPE_CHECKING:
    import pandas as pd

FACTOR, OFFSET = 5 / 9, -160 / 9


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    return agree(weather, "feels_like_c", "feels_like_f", FACTOR, OFFSET)


def _explain(weather: pd.DataFrame) -> pd.DataFrame:
    return converted(weather, "feels_like_f", FACTOR, OFFSET)


CHECK = Check(
    code="W703",
    name="feels-likes-disagree",
    severity="error",
    reads=("feels_like_c", "feels_like_f"),
    holds=_holds,
    explain=_explain,
    message="feels-like {feels_like_c} °C, but {feels_like_f} °F are {witness} °C",
    hint="One of the two was not converted, or converted twice.",
    passes=({"feels_like_c": 35.3, "feels_like_f": 95.5}, {"feels_like_c": 35, "feels_like_f": 96}),
    fails=({"feels_like_c": 25.0, "feels_like_f": 95.5}, {"feels_like_c": 95.5, "feels_like_f": 95.5}),
    skips=({"feels_like_c": 35.3}, {"feels_like_c": None, "feels_like_f": 95.5}),
)
