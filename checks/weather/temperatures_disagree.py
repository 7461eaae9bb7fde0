"""Temperatures in °C and °F that disagree.

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
    return agree(weather, "temp_c", "temp_f", FACTOR, OFFSET)


def _explain(weather: pd.DataFrame) -> pd.DataFrame:
    return converted(weather, "temp_f", FACTOR, OFFSET)


CHECK = Check(
    code="W702",
    name="temperatures-disagree",
    severity="error",
    reads=("temp_c", "temp_f"),
    holds=_holds,
    explain=_explain,
    message="temperature {temp_c} °C, but {temp_f} °F are {witness} °C",
    hint="One of the two was not converted, or converted twice.",
    passes=({"temp_c": 29.1, "temp_f": 84.4}, {"temp_c": 29, "temp_f": 84}, {"temp_c": -40, "temp_f": -40}, {"temp_c": 17, "temp_f": 64}),
    fails=({"temp_c": 84.4, "temp_f": 84.4}, {"temp_c": 29.1, "temp_f": 29.1}, {"temp_c": 4.0, "temp_f": 24.8}, {"temp_c": 29, "temp_f": 81}),
    skips=({"temp_c": 29.1}, {"temp_c": 29.1, "temp_f": None}),
)
