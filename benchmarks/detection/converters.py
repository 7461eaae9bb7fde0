"""Other people's columns under pagegate's names. Values stay the text that the source shows; units are said where the source has other ones."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

_GWR = {
    "temperature_celsius": "temp_c", "temperature_fahrenheit": "temp_f", "feels_like_celsius": "feels_like_c", "feels_like_fahrenheit": "feels_like_f",
    "humidity": "humidity_pct", "wind_kph": "wind_kmh", "wind_mph": "wind_mph", "gust_kph": "gust_kmh", "wind_degree": "wind_dir_deg", "pressure_mb": "pressure_hpa",
    "visibility_km": "visibility_km", "uv_index": "uv_index", "air_quality_us-epa-index": "aqi", "air_quality_PM2.5": "pm25", "air_quality_PM10": "pm10",
    "cloud": "cloud_cover_pct", "precip_mm": "precip_mm", "condition_text": "condition", "sunrise": "sunrise", "sunset": "sunset", "last_updated": "observed_at",
    "location_name": "location", "latitude": "latitude", "longitude": "longitude", "timezone": "timezone",
}
_WEATHDASH = {
    "timestamp": "observed_at", "description": "condition", "temp": "temp_c", "feels_like": "feels_like_c", "humidity": "humidity_pct", "temp_min": "temp_min_c",
    "temp_max": "temp_max_c", "wind_speed_mph": "wind_kmh", "wind_deg": "wind_dir_deg", "cloud_cover": "cloud_cover_pct", "sunrise": "sunrise", "sunset": "sunset",
    "rain_1h": "precip_mm", "uv_index": "uv_index", "us_aqi": "aqi",
}
_NYCFLIGHTS = {
    "origin": "location", "time_hour": "observed_at", "temp": "temp_c", "dewp": "dew_point_c", "humid": "humidity_pct", "wind_dir": "wind_dir_deg", "wind_speed": "wind_kmh",
    "wind_gust": "gust_kmh", "precip": "precip_mm", "pressure": "pressure_hpa", "visib": "visibility_km",
}
US_SYMBOLS = {"symbol": "symbol", "name": "name", "lastsale": "price", "netchange": "change", "pctchange": "change_pct", "volume": "volume", "marketCap": "market_cap"}
_INFLEXION = {
    "symbol": "symbol", "ticker": "symbol", "name": "name", "price": "price", "open": "open", "high": "day_high", "low": "day_low", "prev_close": "previous_close",
    "volume": "volume", "exchange": "exchange", "updated": "fetched_at",
}
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
#: What stands between a headline and the name of its site.
_SITE = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,40}$")
_FEWEST_WORDS = 3


def gwr(table: pd.DataFrame) -> pd.DataFrame:
    """Global Weather Repository: metric, with the same readings in other units as second witnesses, and the US EPA index of 1 to 6."""
    return _renamed(table, _GWR).assign(aqi_scale="6", local_time=table["last_updated"])


def weathdash(table: pd.DataFrame) -> pd.DataFrame:
    """An hourly dashboard of one place in Fahrenheit and miles an hour."""
    converted = _with_units(_renamed(table, _WEATHDASH), {"temp_c": "°F", "feels_like_c": "°F", "temp_min_c": "°F", "temp_max_c": "°F", "wind_kmh": " mph", "precip_mm": " mm"})
    return converted.assign(aqi_scale="500", location="the one place", local_time=table["timestamp"])


def nycflights(table: pd.DataFrame) -> pd.DataFrame:
    """Hourly observations of three airports in Fahrenheit, miles an hour, inches and miles; `NA` is nothing."""
    there = table.mask(table == "NA")
    return _with_units(_renamed(there, _NYCFLIGHTS), {"temp_c": "°F", "dew_point_c": "°F", "wind_kmh": " mph", "gust_kmh": " mph", "precip_mm": " in", "visibility_km": " mi"})


def us_symbols(table: pd.DataFrame) -> pd.DataFrame:
    """Snapshots of American exchanges, all text as shown."""
    return _renamed(table, US_SYMBOLS)


def inflexion(table: pd.DataFrame, *, naively: bool = False) -> pd.DataFrame:
    """US quotes of three feeds. One has the percent in `change` and the change in `change_abs`; `naively`, they are taken by their names."""
    converted = pd.DataFrame({name: _first(table, [foreign for foreign, ours in _INFLEXION.items() if ours == name]) for name in dict.fromkeys(_INFLEXION.values())})
    turned = table["change_abs"].notna() & (not naively)
    change = _first(table, ["change"])
    percent = _first(table, ["change_pct", "changePct"])
    return converted.assign(change=change.where(~turned, table["change_abs"]), change_pct=percent.where(~turned, change))


def news(table: pd.DataFrame) -> pd.DataFrame:
    """Articles of a news interface, of which it gives the first two hundred characters."""
    return _renamed(table, {"title": "title", "content": "body", "description": "description", "url": "url", "publishedAt": "published_at"})


def books(table: pd.DataFrame) -> pd.DataFrame:
    """Scraped items of a bookshop: the description is the text."""
    return _renamed(table, {"title": "title", "description": "body", "_key": "url"})


def captured(archive: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The pages of an HTTP archive (HAR): url, status, media_type, html. Responses that were not stored (status 0), or well-answered ones without their body, are none."""
    answers = [(entry["request"]["url"], entry["response"]) for entry in archive["log"]["entries"]]
    pages = [
        {"url": url, "status": str(answer["status"]), "media_type": answer["content"].get("mimeType"), "html": answer["content"].get("text") or None} for url, answer in answers if answer["status"]
    ]
    return [page for page in pages if page["html"] or page["status"] != "200"]


def title_of(page: str | None, url: str) -> str:
    """A page's title without the name of its site; without a title, the words of its address."""
    found = _TITLE.search(page) if page else None
    title = " ".join(html.unescape(found[1]).split()) if found else ""
    plain = _SITE.sub("", title)
    if len(plain.split()) >= _FEWEST_WORDS:
        return plain
    return title or re.sub(r"[-_]+", " ", re.sub(r"\.\w+$", "", urlsplit(url).path.rstrip("/").rpartition("/")[2])) or "An article"


def _renamed(table: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The columns that have a name here, under it, in the order of the table."""
    return table[[name for name in table if name in names]].rename(columns=dict(names))


def _with_units(table: pd.DataFrame, units: Mapping[str, str]) -> pd.DataFrame:
    return table.assign(**{name: (table[name] + unit).mask(table[name] == "") for name, unit in units.items()})


def _first(table: pd.DataFrame, names: list[str]) -> pd.Series[Any]:
    """The first of some columns that says something, row by row."""
    column = table[names[0]]
    for name in names[1:]:
        column = column.where(column.notna(), table[name])
    return column
