"""What the rules say of other people's weather."""

from __future__ import annotations

import pandas as pd

from . import converters
from .figure import Figure, Measured
from .files import Folder, Sets, read_csv, sums
from .judge import judge, short

#: One place's hour, and the beginning of its day.
_NASSAU, _NEWARK = ("Nassau", "2023-10-07"), ("EWR", "2013", "2", "12")
#: The observations of the Global Weather Repository whose feels-like is named a defect: place and day.
_TOO_HOT = {
    ("Abu Dhabi", "2023-08-29"), ("Palikir", "2023-10-10"), ("Caracas", "2023-10-19"), ("Caracas", "2023-10-21"), ("Caracas", "2023-10-22"), ("Caracas", "2023-11-09"),
    ("Caracas", "2023-11-10"),
}
#: Half the last digit of a wind and of a gust, in km/h, and nothing for what binary fractions add.
_ROUNDING = 0.1 + 1e-9
#: Metres a second into miles an hour.
_MPH = 2.236936


def _gwr(folder: Folder) -> Measured | None:
    files = folder.find("gwr_*.csv.gz")
    if not files:
        return None
    table = read_csv(files[0])
    judged = judge(converters.gwr(table), "weather", as_of=_day_after(table["last_updated"]))
    feels, wind, gust = (pd.to_numeric(table[name]) for name in ("feels_like_celsius", "wind_kph", "gust_kph"))
    place_and_day = pd.Series(list(zip(table["location_name"], table["last_updated"].str[:10], strict=True)))
    hot = (place_and_day.isin(_TOO_HOT) & feels.gt(60)).to_numpy(dtype=bool)
    windy = (place_and_day.isin({_NASSAU}) & wind.between(118, 345)).to_numpy(dtype=bool)
    below = (gust.lt(wind - _ROUNDING) & gust.gt(0)).to_numpy(dtype=bool)
    winds = (table["location_name"] + ", wind " + table["wind_kph"] + ", gust " + table["gust_kph"]).tolist()
    figures = [
        judged.caught("gwr.feels_like", hot, "error", only=("W0", "W2")),
        judged.caught("gwr.storm_wind", windy, only=("W103", "W008")),
        judged.caught("gwr.gust_below_wind", below, "error", only=("W101",), shown=winds),
        judged.alarms("gwr.errors", "error", but=("W101",)),
        judged.alarms("gwr.warnings", "warning"),
    ]
    return Measured("gwr", sums(files[0]), len(table), figures, judged.rules())


def _weathdash(folder: Folder) -> Measured | None:
    files = folder.find("weathdash.csv.gz")
    if not files:
        return None
    table = read_csv(files[0])
    as_of = _day_after(table["timestamp"])
    judged = judge(converters.weathdash(table), "weather", as_of=as_of, batch=True)
    once = table.assign(wind_speed_mph=(pd.to_numeric(table["wind_speed_mph"]) / _MPH).map("{:.2f}".format))
    mended = judge(converters.weathdash(once), "weather", as_of=as_of, batch=True)
    figures = [
        _batch("weathdash.wind_converted_twice", judged.batch[judged.batch["code"] == "B207"]),
        _batch("weathdash.wind_mended", mended.batch[mended.batch["code"] == "B207"]),
        _batch("weathdash.other_batch_findings", judged.batch[judged.batch["code"].ne("B207") & judged.batch["severity"].ne("info")]),
        mended.alarms("weathdash.errors", "error"),
        mended.alarms("weathdash.warnings", "warning"),
    ]
    return Measured("weathdash", sums(files[0]), len(table), figures, judged.rules())


def _nycflights(folder: Folder) -> Measured | None:
    files = folder.find("nycflights13_*.csv.gz")
    if not files:
        return None
    table = read_csv(files[0])
    judged = judge(converters.nycflights(table), "weather", as_of=_day_after(table["time_hour"]))
    day = pd.Series(list(zip(table["origin"], table["year"], table["month"], table["day"], strict=True)))
    storm = (day.isin({_NEWARK}) & pd.to_numeric(table["wind_speed"], errors="coerce").gt(1000)).to_numpy(dtype=bool)
    figures = [judged.alarms("nycflights.errors", "error"), judged.caught("nycflights.wind", storm, "error"), judged.alarms("nycflights.warnings", "warning")]
    return Measured("nycflights", sums(files[0]), len(table), figures, judged.rules())


def _batch(name: str, found: pd.DataFrame) -> Figure:
    """How many batch findings there are about the one scrape."""
    rules = tuple((str(code), int(count)) for code, count in found["code"].value_counts().items())
    return Figure(name, len(found), 1, rules, tuple(f"{code}: {short(message)}" for code, message in zip(found["code"].head(4), found["message"].head(4), strict=True)))


def _day_after(times: pd.Series[str]) -> str:
    """The day after the last of some times that begin with their date."""
    return (pd.Timestamp(times.str[:10].max()) + pd.Timedelta(days=1)).date().isoformat()


#: The sets of weather, each None where the folder does not have it.
SETS: Sets = {"gwr": _gwr, "weathdash": _weathdash, "nycflights": _nycflights}
