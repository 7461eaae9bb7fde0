"""What one weather observation must look like."""

from __future__ import annotations

import pandera.pandas as pa

from pagegate.model import Limit
from pagegate.schema import clock, number, text, time

SCHEMA = pa.DataFrameSchema(
    {
        "temp_c": number(
            "°C",
            Limit(
                code="W001",
                name="temperature-missing",
                severity="error",
                required=True,
                message="the observation has no temperature",
                hint="Look at the selector of the temperature; a record without one is of no use.",
                source="DESIGN: temp_c is required.",
                passes=(21.5,),
                fails=(None,),
            ),
            Limit(
                code="W002",
                name="temperature-out-of-this-world",
                severity="error",
                low=-89.2,
                high=56.7,
                message="temperature {temp_c} °C is outside -89.2..56.7 °C, the extremes ever measured",
                hint="Look for a lost minus or decimal point, a Fahrenheit number, or a sentinel such as -9999.",
                source="WMO World Weather and Climate Extremes Archive, by way of HadISD (Dunn et al. 2012), table of records.",
                passes=(-89.2, 0.0, 56.7),
                fails=(-89.3, 56.8, 291.0),
            ),
        ),
        "temp_min_c": number("°C"),
        "temp_max_c": number("°C"),
        "feels_like_c": number("°C"),
        "humidity_pct": number("%"),
        "dew_point_c": number("°C"),
        "wind_kmh": number("km/h"),
        "gust_kmh": number("km/h"),
        "wind_dir_deg": number("°"),
        "pressure_hpa": number("hPa"),
        "visibility_km": number("km"),
        "uv_index": number("index"),
        "aqi": number("index"),
        "aqi_scale": number("index"),
        "pm25": number("µg/m³"),
        "pm10": number("µg/m³"),
        "cloud_cover_pct": number("%"),
        "rain_chance_pct": number("%"),
        "precip_mm": number("mm"),
        "condition": text(),
        "sunrise": clock(),
        "sunset": clock(),
        "local_time": clock(),
        "observed_at": time(),
        "fetched_at": time(),
        "location": text(),
        "latitude": number("°N"),
        "longitude": number("°E"),
        "timezone": text(),
        # The same reading in the other unit, where a page shows both: a second witness.
        "temp_f": number("°F"),
        "feels_like_f": number("°F"),
        "wind_mph": number("mph"),
    },
    name="weather",
    metadata={"key": ("location", "observed_at")},
)
