"""Pressure in another unit.

What it does: where the pressure is outside what hPa can be (W011 is the error), names the unit that makes it ordinary: inches of mercury, millimetres of mercury,
    kilopascals or pascals.
Why it matters: it names the bug.
Instead: convert the number, or map the field with its unit.
Source: NIST SP 811 (2008), appendix B.8: 1 inHg is 33.86388640341 hPa, 1 mmHg 1.33322387415 hPa; range of sea-level pressure as in W011.
Known false alarms: it is information only; none in 15,589 real observations from 197 places, nor in 26,115 of three airports. 650 to 815 is also what hPa
    are at stations high in the mountains.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from pagegate import Check
from pagegate.frames import answer

if TYPE_CHECKING:
    from collections.abc import Mapping

#: From, to, factor to hPa.
_UNITS: Mapping[str, tuple[float, float, float]] = {
    "inches of mercury": (25.0, 32.0, 33.86388640341),
    "millimetres of mercury": (650.0, 815.0, 1.33322387415),
    "kilopascals": (87.0, 108.4, 10.0),
    "pascals": (87_000.0, 108_330.0, 0.01),
}


def _named(weather: pd.DataFrame) -> pd.DataFrame:
    pressure = weather["pressure_hpa"].astype("float64")
    unit = pd.Series("", index=weather.index, dtype="str")
    converted = pd.Series(float("nan"), index=weather.index)
    for name, (low, high, factor) in _UNITS.items():
        fits = pressure.between(low, high)
        unit = unit.where(~fits, name)
        converted = converted.where(~fits, (pressure * factor).round(1))
    return pd.DataFrame({"unit": unit, "converted": converted})


def _holds(weather: pd.DataFrame) -> pd.Series[Any]:
    return answer(_named(weather)["unit"] == "", weather["pressure_hpa"].notna())


CHECK = Check(
    code="W307",
    name="pressure-in-another-unit",
    severity="info",
    reads=("pressure_hpa",),
    holds=_holds,
    explain=_named,
    message="pressure {pressure_hpa} is {converted} hPa if it is in {unit}",
    hint="Convert the number, or map the field with its unit.",
    passes=({"pressure_hpa": 1013.2}, {"pressure_hpa": 964}, {"pressure_hpa": -9999}),
    fails=({"pressure_hpa": 29.92}, {"pressure_hpa": 760}, {"pressure_hpa": 101.3}, {"pressure_hpa": 101325}),
    skips=({"pressure_hpa": None}, {"temp_c": 20.0}),
)
