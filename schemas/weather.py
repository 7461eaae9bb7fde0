"""What one weather observation must look like."""

from __future__ import annotations

import pandera.pandas as pa

from pagegate.model import Limit
from pagegate.schema import clock, number, text, time

_HADISD = "WMO World Weather and Climate Extremes Archive, by way of HadISD (Dunn et al. 2012), table of records"
_MADIS = "NOAA MADIS, Meteorological Surface Quality Control, validity checks"


def _temperature(code: str, column: str, what: str) -> Limit:
    """A limit at the extremes of air temperature ever measured; `what` is the temperature's name in messages."""
    return Limit(
        code=code,
        name=f"{what.replace(' ', '-')}-out-of-this-world",
        severity="error",
        low=-89.2,
        high=56.7,
        message=f"{what} {{{column}}} °C is outside -89.2..56.7 °C, the extremes ever measured",
        hint="Look for a lost minus or decimal point, a Fahrenheit number, or a sentinel such as -9999.",
        source=f"{_HADISD}: Vostok 1983, Death Valley 1913.",
        passes=(-89.2, 0.0, 56.7, None),
        fails=(-89.3, 56.8, 291.0),
    )


def _percent(code: str, column: str, what: str, source: str) -> Limit:
    """A limit at 0 and 100 %."""
    return Limit(
        code=code,
        name=f"{what.replace(' ', '-')}-not-a-percentage",
        severity="error",
        low=0,
        high=100,
        message=f"{what} {{{column}}} % is outside 0..100 %",
        hint="Look at the selector: another number may stand in its place, or a sentinel such as -9999.",
        source=source,
        passes=(0, 55.5, 100, None),
        fails=(-1, 100.1, 250),
    )


def _never_negative(code: str, column: str, what: str, unit: str, source: str) -> Limit:
    """A limit at 0 for what cannot be less."""
    return Limit(
        code=code,
        name=f"{what.lower().replace('.', '').replace(' ', '-')}-negative",
        severity="error",
        low=0,
        message=f"{what} {{{column}}}{unit} is negative",
        hint="Look for a dash read as a minus, or a sentinel such as -999.",
        source=source,
        passes=(0, 12.5, None),
        fails=(-0.1, -999),
    )


SCHEMA = pa.DataFrameSchema(
    {
        "temp_c": number("°C", _temperature("W002", "temp_c", "temperature")),
        "temp_min_c": number("°C", _temperature("W003", "temp_min_c", "lowest temperature")),
        "temp_max_c": number("°C", _temperature("W004", "temp_max_c", "highest temperature")),
        "feels_like_c": number(
            "°C",
            Limit(
                code="W005",
                name="feels-like-out-of-this-world",
                severity="error",
                low=-130,
                high=85,
                message="feels-like {feels_like_c} °C is outside -130..85 °C",
                hint="Look for a Fahrenheit number, a lost decimal point, or a sentinel such as -9999.",
                source="Wind chill (Environment Canada 2001) of the coldest air ever measured in a gale; heat index of Dhahran, 8 July 2003 (81 °C), the highest known.",
                passes=(-130, 35.3, 81.1, None),
                fails=(-130.1, 85.1, 353),
            ),
        ),
        "humidity_pct": number("%", _percent("W006", "humidity_pct", "humidity", f"{_MADIS}: relative humidity 0..100 %.")),
        "dew_point_c": number(
            "°C",
            Limit(
                code="W007",
                name="dew-point-out-of-this-world",
                severity="error",
                low=-100,
                high=38,
                message="dew point {dew_point_c} °C is outside -100..38 °C",
                hint="Look for a Fahrenheit number or a sentinel such as -9999.",
                source="HadISD (Dunn et al. 2012), table of records: dew point from -100 °C. The highest ever measured is 35 °C (Dhahran, 8 July 2003).",
                passes=(-100, 12.5, 35, None),
                fails=(-100.1, 38.1, 68),
            ),
        ),
        "wind_kmh": number(
            "km/h",
            Limit(
                code="W008",
                name="wind-out-of-this-world",
                severity="error",
                low=0,
                high=345,
                message="wind {wind_kmh} km/h is outside 0..345 km/h, the strongest sustained wind of any cyclone",
                hint="Look for a dash read as a minus, a unit converted twice, a lost decimal point or a sentinel such as 999.9.",
                source="Hurricane Patricia, 23 October 2015 (National Hurricane Center, Tropical Cyclone Report EP202015): 345 km/h over one minute.",
                passes=(0, 24.1, 345, None),
                fails=(-0.1, -24.1, 345.1, 1687),
            ),
        ),
        "gust_kmh": number(
            "km/h",
            Limit(
                code="W009",
                name="gust-out-of-this-world",
                severity="error",
                low=0,
                high=408,
                message="gust {gust_kmh} km/h is outside 0..408 km/h, the strongest ever measured outside a tornado",
                hint="Look for a dash read as a minus, a unit converted twice, a lost decimal point or a sentinel such as 999.9.",
                source=f"{_HADISD}: Barrow Island, 10 April 1996.",
                passes=(0, 63.0, 408, None),
                fails=(-0.1, 408.1),
            ),
        ),
        "wind_dir_deg": number(
            "°",
            Limit(
                code="W010",
                name="wind-direction-off-the-compass",
                severity="error",
                low=0,
                high=360,
                message="wind direction {wind_dir_deg}° is outside 0..360°",
                hint="A code for variable wind (99, 990, 999) or another number stands in its place.",
                source=f"{_MADIS}: wind direction 0..360°.",
                passes=(0, 210, 360, None),
                fails=(-1, 361, 999),
            ),
        ),
        "pressure_hpa": number(
            "hPa",
            Limit(
                code="W011",
                name="pressure-out-of-this-world",
                severity="error",
                low=870,
                high=1083.3,
                message="pressure {pressure_hpa} hPa is outside 870..1083.3 hPa, the sea-level extremes ever measured",
                hint="25..32 is inches of mercury, 650..815 millimetres, 87..108 kPa; a high station's own pressure must be reduced to sea level.",
                source=f"{_HADISD}: Typhoon Tip 1979; Agata 1968, 1083.3 hPa.",
                passes=(870, 1013.2, 1083.3, None),
                fails=(869.9, 1083.4, 29.92, 760, 101.3),
            ),
        ),
        "visibility_km": number(
            "km",
            Limit(
                code="W012",
                name="visibility-out-of-this-world",
                severity="error",
                low=0,
                high=161,
                message="visibility {visibility_km} km is outside 0..161 km",
                hint="Metres may have been read as kilometres, or a sentinel such as 9999.",
                source=f"{_MADIS}: visibility 0..100 miles.",
                passes=(0, 10, 161, None),
                fails=(-1, 161.1, 9999),
            ),
        ),
        "uv_index": number(
            "index",
            Limit(
                code="W013",
                name="uv-index-out-of-this-world",
                severity="error",
                low=0,
                high=43,
                message="UV index {uv_index} is outside 0..43, the highest ever measured",
                hint="Look at the selector: another number may stand in its place, or a sentinel such as -9999.",
                source="Cabrol et al., Record solar UV irradiance in the tropical Andes, Frontiers in Environmental Science 2 (2014): 43.3 at Licancabur.",
                passes=(0, 11, 43, None),
                fails=(-1, 43.1, 100),
            ),
            Limit(
                code="W014",
                name="uv-index-extraordinary",
                severity="warning",
                high=16,
                message="UV index {uv_index} is above 16; only high mountains of the tropics know such values",
                hint="Look at the selector and at the decimal point.",
                source="WHO, Global Solar UV Index: A Practical Guide (2002): noon values of the tropics at sea level reach 10 to 14.",
                passes=(0, 11, 16, None),
                fails=(16.1, 30),
            ),
        ),
        "aqi": number(
            "index",
            _never_negative("W015", "aqi", "air quality index", "", "US EPA, Technical Assistance Document for the Reporting of Daily Air Quality (2024): the index starts at 0."),
            Limit(
                code="W016",
                name="air-quality-index-off-the-scale",
                severity="warning",
                high=500,
                message="air quality index {aqi} is above 500, where the scale ends",
                hint="A concentration in µg/m³ or a sentinel may have been read as the index; some sites run on above 500.",
                source="US EPA, Technical Assistance Document for the Reporting of Daily Air Quality (2024): the scale ends at 500.",
                passes=(1, 161, 500, None),
                fails=(501, 999),
            ),
        ),
        "aqi_scale": number("index"),
        "pm25": number("µg/m³", _never_negative("W017", "pm25", "PM2.5", " µg/m³", f"{_MADIS}: a concentration is not below zero.")),
        "pm10": number("µg/m³", _never_negative("W018", "pm10", "PM10", " µg/m³", f"{_MADIS}: a concentration is not below zero.")),
        "cloud_cover_pct": number("%", _percent("W019", "cloud_cover_pct", "cloud cover", f"{_MADIS}: a share of the sky.")),
        "rain_chance_pct": number("%", _percent("W020", "rain_chance_pct", "rain chance", "AMS Glossary of Meteorology, probability of precipitation: a probability.")),
        "precip_mm": number(
            "mm",
            Limit(
                code="W021",
                name="rain-out-of-this-world",
                severity="error",
                low=0,
                high=1825,
                message="precipitation {precip_mm} mm is outside 0..1825 mm, the most that ever fell in a day",
                hint="Look for a dash read as a minus, a lost decimal point or a sentinel such as -999.",
                source="WMO World Weather and Climate Extremes Archive: Foc-Foc, La Réunion, 7 to 8 January 1966.",
                passes=(0, 31, 1825, None),
                fails=(-0.1, 1825.1, 9999),
            ),
            Limit(
                code="W022",
                name="rain-extraordinary",
                severity="warning",
                high=305,
                message="precipitation {precip_mm} mm is more than ever fell in an hour (305 mm)",
                hint="Look at the decimal point, and whether the number is a total of many days.",
                source="WMO World Weather and Climate Extremes Archive: Holt, Missouri, 22 June 1947.",
                passes=(0, 84.2, 305, None),
                fails=(305.1, 999.9),
            ),
        ),
        "condition": text(),
        "sunrise": clock(),
        "sunset": clock(),
        "local_time": clock(),
        "observed_at": time(),
        "fetched_at": time(),
        "location": text(),
        "latitude": number(
            "°N",
            Limit(
                code="W023",
                name="latitude-off-the-globe",
                severity="error",
                low=-90,
                high=90,
                message="latitude {latitude} is outside -90..90",
                hint="Latitude and longitude may be swapped, or given in another unit.",
                source="ISO 6709.",
                passes=(-90, 48.2, 90, None),
                fails=(-90.1, 139.7),
            ),
        ),
        "longitude": number(
            "°E",
            Limit(
                code="W024",
                name="longitude-off-the-globe",
                severity="error",
                low=-180,
                high=360,
                message="longitude {longitude} is outside -180..360",
                hint="The number may be given in another unit, or be another field.",
                source="ISO 6709; grids count 0..360.",
                passes=(-180, 16.4, 360, None),
                fails=(-180.1, 360.1),
            ),
        ),
        "timezone": text(),
        # The same reading in the other unit, where a page shows both: a second witness.
        "temp_f": number("°F"),
        "feels_like_f": number("°F"),
        "wind_mph": number("mph"),
    },
    name="weather",
    metadata={"key": ("location", "observed_at")},
)
