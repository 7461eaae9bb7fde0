"""Winds in km/h and mph that disagree.

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

FACTOR = 1.609344


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    return agree(weather, "wind_kmh", "wind_mph", FACTOR)


def _explain(weather: pd.DataFrame) -> pd.DataFrame:
    return converted(weather, "wind_mph", FACTOR)


CHECK = Check(
    code="W704",
    name="winds-disagree",
    severity="error",
    reads=("wind_kmh", "wind_mph"),
    holds=_holds,
    explain=_explain,
    message="wind {wind_kmh} km/h, but {wind_mph} mph are {witness} km/h",
    hint="One of the two was not converted, or converted twice.",
    passes=({"wind_kmh": 24.1, "wind_mph": 15.0}, {"wind_kmh": 24, "wind_mph": 15}, {"wind_kmh": 3.6, "wind_mph": 2.2}),
    fails=({"wind_kmh": 15.0, "wind_mph": 15.0}, {"wind_kmh": 24.1, "wind_mph": 24.1}, {"wind_kmh": 53.9, "wind_mph": 15.0}),
    skips=({"wind_kmh": 24.1}, {"wind_kmh": None, "wind_mph": 15.0}),
)
