"""Formulas of moist air and of how warm it feels, on whole columns.

Every function takes float64 arrays (or numbers) that broadcast, gives float64, and gives NaN for NaN. None of them raises or warns; outside the
range that its docstring names, a formula is only as good as its extrapolation, unless the docstring says that it answers NaN there.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Column: TypeAlias = npt.NDArray[np.float64]

#: 0 °F, and the worth of one °F, in °C.
_FAHRENHEIT = 5 / 9


def fahrenheit(temp_c: Any) -> Column:
    """°C to °F. Exact; NIST SP 811 (2008), appendix B.8."""
    return np.asarray(temp_c, dtype=float) / _FAHRENHEIT + 32


def celsius(temp_f: Any) -> Column:
    """°F to °C. Exact; NIST SP 811 (2008), appendix B.8."""
    return (np.asarray(temp_f, dtype=float) - 32) * _FAHRENHEIT


def saturation_pressure(temp_c: Any, *, over_ice: bool = False) -> Column:
    """Saturation vapour pressure in hPa at a temperature in °C.

    Valid -45..60 °C over water and -65..0 °C over ice, where it is within 0.6 %. At and below -243 °C (over ice -272 °C) NaN.
    Source: WMO-No. 8, Guide to Instruments and Methods of Observation (2018), volume I, annex 4.B (Magnus form after Sonntag 1990).
    """
    temp = np.asarray(temp_c, dtype=float)
    factor, offset = (22.46, 272.62) if over_ice else (17.62, 243.12)
    temp = np.where(temp > -offset, temp, np.nan)
    return np.asarray(6.112 * np.exp(factor * temp / (offset + temp)))


def relative_humidity(temp_c: Any, dew_point_c: Any) -> Column:
    """Relative humidity in % over water, from air temperature and dew point in °C.

    Valid where both are -45..60 °C. Above 100 if the dew point is above the air.
    Source: WMO-No. 8 (2018), volume I, annex 4.B: the ratio of the two saturation pressures.
    """
    return 100 * saturation_pressure(dew_point_c) / saturation_pressure(temp_c)


def dew_point(temp_c: Any, humidity_pct: Any) -> Column:
    """Dew point in °C, from air temperature in °C and relative humidity in %.

    Valid -45..60 °C and above 0 to 100 %; NaN at 0 % and below.
    Source: WMO-No. 8 (2018), volume I, annex 4.B, solved for the temperature.
    """
    humidity = np.asarray(humidity_pct, dtype=float)
    pressure = np.where(humidity > 0, humidity, np.nan) / 100 * saturation_pressure(temp_c)
    level = np.log(pressure / 6.112)
    return np.asarray(243.12 * level / (17.62 - level))


def heat_index(temp_c: Any, humidity_pct: Any) -> Column:
    """The heat index of the US National Weather Service in °C, from air temperature in °C and relative humidity in %.

    Valid from about 4 °C (40 °F) up; below that it is the air temperature, as the NWS has it. Steadman's simple formula, averaged with the air, serves
    where that gives less than 80 °F; above, Rothfusz's regression with its two adjustments (dry: below 13 % and 80..112 °F; humid: above 85 % and
    80..87 °F). Made for about 27..43 °C; hotter and wetter it overshoots.
    Source: NWS Weather Prediction Center, "The Heat Index Equation"; Rothfusz, NWS Technical Attachment SR 90-23 (1990).
    """
    t = fahrenheit(temp_c)
    r = np.asarray(humidity_pct, dtype=float)
    simple = 0.5 * (t + 0.5 * (t + 61.0 + (t - 68.0) * 1.2 + r * 0.094))
    full = (
        -42.379 + 2.04901523 * t + 10.14333127 * r - 0.22475541 * t * r - 6.83783e-3 * t * t - 5.481717e-2 * r * r
        + 1.22874e-3 * t * t * r + 8.5282e-4 * t * r * r - 1.99e-6 * t * t * r * r
    )
    dry = (13 - r) / 4 * np.sqrt(np.clip(17 - np.abs(t - 95), 0, None) / 17)
    humid = (r - 85) / 10 * (87 - t) / 5
    full = full - np.where((r < 13) & (t >= 80) & (t <= 112), dry, 0.0) + np.where((r > 85) & (t >= 80) & (t <= 87), humid, 0.0)
    return celsius(np.where(t <= 40, t, np.where(simple < 80, simple, full)))


def wind_chill(temp_c: Any, wind_kmh: Any) -> Column:
    """Wind chill in °C as North America has it since 2001, from air temperature in °C and wind at 10 m in km/h.

    NaN outside its range: above 10 °C (50 °F), or at a wind of 4.8 km/h (3 mph) and less.
    Source: Environment Canada, "Wind Chill: the science and equations" (2001); the NWS wind chill chart is the same formula in °F and mph.
    """
    temp, wind = np.asarray(temp_c, dtype=float), np.asarray(wind_kmh, dtype=float)
    applies = (temp <= 10) & (wind > 4.8)
    return np.where(applies, wind_chill_anywhere(temp, wind), np.nan)


def wind_chill_anywhere(temp_c: Any, wind_kmh: Any) -> Column:
    """The wind chill formula without its range, to recognise it where a site used it wrongly; wind below 0 counts as 0."""
    temp = np.asarray(temp_c, dtype=float)
    breeze = np.clip(np.asarray(wind_kmh, dtype=float), 0, None) ** 0.16
    return np.asarray(13.12 + 0.6215 * temp - 11.37 * breeze + 0.3965 * temp * breeze)


def apparent_temperature(temp_c: Any, humidity_pct: Any, wind_kmh: Any) -> Column:
    """Apparent temperature in °C in the shade, from air temperature in °C, relative humidity in % and wind at 10 m in km/h.

    Valid for all weather that people go out in; about 4 °C below the air where that is dry and calm.
    Source: Australian Bureau of Meteorology, "Thermal comfort observations", after Steadman, Australian Meteorological Magazine 43 (1994), 1-16.
    """
    temp, humidity = np.asarray(temp_c, dtype=float), np.asarray(humidity_pct, dtype=float)
    warm = np.where(temp > -237.7, temp, np.nan)
    pressure = humidity / 100 * 6.105 * np.exp(17.27 * warm / (237.7 + warm))
    return np.asarray(temp + 0.33 * pressure - 0.70 * np.asarray(wind_kmh, dtype=float) / 3.6 - 4.00)


def humidex(temp_c: Any, dew_point_c: Any) -> Column:
    """The humidex of Environment Canada, read as °C, from air temperature and dew point in °C.

    NaN below 20 °C, where it is not used.
    Source: Masterton and Richardson, "Humidex", Atmospheric Environment Service CLI 1-79 (1979).
    """
    temp, dew = np.asarray(temp_c, dtype=float), np.asarray(dew_point_c, dtype=float)
    pressure = 6.11 * np.exp(5417.7530 * (1 / 273.16 - 1 / (273.15 + np.where(dew > -273, dew, np.nan))))
    return np.where(temp >= 20, temp + 0.5555 * (pressure - 10.0), np.nan)
