"""What the simulated sites show from day to day. Everything follows from the seed; nothing is taken from a real site."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import pandas as pd

from pagegate.model import RecordKind

Frames: TypeAlias = dict[RecordKind, pd.DataFrame]

#: Records of each site, and of the article sites at weekends and on holidays.
QUOTES = {"a-quotes.example": 60, "b-quotes.example": 40, "c-quotes.example": 14}
WEATHER = {"a-weather.example": 30, "b-weather.example": 24, "c-weather.example": 12}
ARTICLES = {"a-news.example": (60, 24), "b-news.example": (36, 14), "c-news.example": (24, 22)}
_MISSING = {"quotes": {"change_pct": 0.02, "volume": 0.05, "market_cap": 0.15}, "weather": {"gust_kmh": 0.5, "uv_index": 0.1}, "articles": {"author": 0.15, "description": 0.05}}


@dataclass
class World:
    """The sites of one seed. `day` must be asked for the days in their order."""

    seed: int
    begins: dt.datetime = dt.datetime(2026, 3, 2, 6, 0, tzinfo=dt.UTC)
    rng: np.random.Generator = field(init=False)

    def __post_init__(self) -> None:
        """Found the companies and places; the month begins on any day of the week, and has two holidays."""
        self.rng = rng = np.random.default_rng(self.seed)
        self.begins += dt.timedelta(days=int(rng.integers(0, 7)))
        self.holidays = set(rng.choice(30, 2, replace=False).tolist())
        self._listed = 0
        self.quotes = {site: self._companies(site, number) for site, number in QUOTES.items()}
        self.places = {site: pd.DataFrame({"location": [f"{site[0].upper()} Town {n}" for n in range(number)], "mean": rng.normal(14, 8, number), "odd": rng.normal(0, 2, number)}) for site, number in WEATHER.items()}
        self._region, self._pressure, self._wind = 0.0, 0.0, 0.0

    def when(self, day: int) -> dt.datetime:
        """The moment of a day's run: not always to the minute."""
        return self.begins + dt.timedelta(days=day, minutes=(day * 7) % 20)

    def day(self, day: int) -> Frames:
        """The records of a day, by kind, with the address that each was read from."""
        rests = self.when(day).weekday() >= 5 or day in self.holidays
        return {"quotes": self._quotes(rests=rests, moment=self.when(day)), "weather": self._weather(day), "articles": self._articles(rests=rests, moment=self.when(day))}

    def _companies(self, site: str, number: int) -> pd.DataFrame:
        rng = self.rng
        self._listed += number
        price = np.exp(rng.normal(4, 1.2, number))
        return pd.DataFrame({
            "symbol": [f"{site[0].upper()}{self._listed - n}" for n in range(number)], "price": price, "previous_close": price, "usual": np.exp(rng.normal(13, 1.5, number)),
            "volume": np.exp(rng.normal(13, 1.5, number)), "shares": np.exp(rng.normal(18, 1.2, number)),
        })

    def _quotes(self, *, rests: bool, moment: dt.datetime) -> pd.DataFrame:
        rng = self.rng
        market, trade = rng.normal(0, 0.01), rng.normal(0, 0.25)
        shown = []
        for site, companies in self.quotes.items():
            if rng.random() < 0.1:
                companies = pd.concat([companies, self._companies(site, 1)], ignore_index=True)  # noqa: PLW2901  a company is listed
            if rng.random() < 0.05:
                companies = companies.drop(index=int(rng.integers(len(companies)))).reset_index(drop=True)  # noqa: PLW2901  and another is delisted
            if not rests:
                companies["previous_close"] = companies["price"]
                companies["price"] *= np.exp(market + 0.015 * rng.standard_t(4, len(companies)))
                companies["volume"] = companies["usual"] * np.exp(trade + rng.normal(0, 0.4, len(companies)))
            self.quotes[site] = companies
            price, before = companies["price"].round(2), companies["previous_close"].round(2)
            shown.append(pd.DataFrame({
                "symbol": companies["symbol"], "price": price, "change": (price - before).round(2), "change_pct": (100 * (price / before - 1)).round(2), "previous_close": before,
                "volume": companies["volume"].round(), "market_cap": (companies["price"] * companies["shares"]).round(-6), "currency": np.where(companies.index % 7 == 3, "EUR", "USD"),
                "as_of": pd.Timestamp(moment.replace(tzinfo=None)), "url": f"https://{site}/quotes",
            }))
        return self._holed("quotes", pd.concat(shown, ignore_index=True))

    def _weather(self, day: int) -> pd.DataFrame:
        rng = self.rng
        self._region = 0.8 * self._region + rng.normal(0, 1.2)
        self._pressure = 0.7 * self._pressure + rng.normal(0, 5)
        self._wind = 0.6 * self._wind + rng.normal(0, 0.15)
        shown = []
        for site, places in self.places.items():
            number = len(places)
            places["odd"] = 0.7 * places["odd"] + rng.normal(0, 2, number)
            temp = places["mean"] + 0.12 * day + self._region + places["odd"]
            humidity = np.clip(rng.normal(68 - 3 * self._region, 14, number), 15, 100)
            wind = rng.gamma(3, 5, number) * np.exp(self._wind)
            shown.append(pd.DataFrame({
                "location": places["location"], "temp_c": temp.round(1), "feels_like_c": (temp - 0.05 * wind).round(1), "humidity_pct": humidity.round(), "dew_point_c": (temp - (100 - humidity) / 5).round(1),
                "wind_kmh": wind.round(1), "gust_kmh": (1.5 * wind).round(1), "pressure_hpa": (1014 + self._pressure + rng.normal(0, 3, number)).round(), "cloud_cover_pct": rng.choice([0, 25, 50, 75, 100], number).astype(float),
                "visibility_km": rng.choice([10.0, 10.0, 10.0, 9.0, 16.0, 5.0], number), "uv_index": rng.integers(0, 6, number).astype(float), "condition": rng.choice(["Clear", "Cloudy", "Rain"], number),
                "observed_at": pd.Timestamp(self.when(day).replace(tzinfo=None)), "url": f"https://{site}/now",
            }))
        return self._holed("weather", pd.concat(shown, ignore_index=True))

    def _articles(self, *, rests: bool, moment: dt.datetime) -> pd.DataFrame:
        rng = self.rng
        shown = []
        for site, (weekday, weekend) in ARTICLES.items():
            number = max(6, int(rng.poisson(weekend if rests else weekday)))
            words = np.clip(np.exp(rng.normal(6.2, 0.6, number)), 60, 4000).astype(int)
            serial = rng.integers(0, 10**9, number)
            shown.append(pd.DataFrame({
                "title": [f"Headline {n} of the day" for n in serial], "body": ["word " * n for n in words.tolist()], "author": "A. Writer", "description": "What it says.", "language": "en",
                "read_minutes": np.ceil(words / 220).astype(float), "published_at": pd.Timestamp(moment.replace(tzinfo=None)), "url": [f"https://{site}/{n}" for n in serial],
            }))
        return self._holed("articles", pd.concat(shown, ignore_index=True))

    def _holed(self, kind: RecordKind, frame: pd.DataFrame) -> pd.DataFrame:
        """Some values are never there, and on some days more of them."""
        for name, share in _MISSING[kind].items():
            frame[name] = frame[name].mask(self.rng.random(len(frame)) < share * self.rng.uniform(0.7, 1.3))
        return frame.assign(source=f"{kind}.jsonl")


@dataclass(frozen=True)
class Break:
    """One way in which a site breaks: the kind, site and field that a run must name, and what becomes of the records."""

    name: str
    kind: RecordKind
    site: str
    field: str
    happens: Callable[[pd.DataFrame], pd.DataFrame]

    def on(self, frames: Mapping[RecordKind, pd.DataFrame]) -> Frames:
        """The records of a day with the break in them."""
        frame = frames[self.kind]
        there = frame["url"].str.contains(f"//{self.site}/", regex=False)
        broken = self.happens(frame[there].copy())
        return {**frames, self.kind: pd.concat([frame[~there], broken], ignore_index=True)}


def _lost(name: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda frame: frame.assign(**{name: None})


def _times(name: str, factor: float, plus: float = 0.0) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda frame: frame.assign(**{name: (frame[name] * factor + plus).round(2)})


_LOST: tuple[tuple[RecordKind, str, str], ...] = (
    ("quotes", "b-quotes.example", "change_pct"), ("quotes", "c-quotes.example", "previous_close"), ("weather", "a-weather.example", "humidity_pct"),
    ("weather", "c-weather.example", "condition"), ("articles", "b-news.example", "author"),
)
_HALVED: tuple[tuple[RecordKind, str], ...] = (("quotes", "a-quotes.example"), ("quotes", "c-quotes.example"), ("weather", "b-weather.example"))

BREAKS = (
    *(Break("field lost", kind, site, name, _lost(name)) for kind, site, name in _LOST),
    Break("unit switched: °F", "weather", "a-weather.example", "temp_c", _times("temp_c", 1.8, 32)),
    Break("unit switched: m/s", "weather", "b-weather.example", "wind_kmh", _times("wind_kmh", 1 / 3.6)),
    Break("unit switched: mmHg", "weather", "a-weather.example", "pressure_hpa", _times("pressure_hpa", 0.750062)),
    Break("unit switched: pence", "quotes", "a-quotes.example", "price", _times("price", 100)),
    Break("unit switched: thousands", "quotes", "b-quotes.example", "volume", _times("volume", 0.001)),
    *(Break("half vanished", kind, site, "records", lambda frame: frame.iloc[::2]) for kind, site in _HALVED),
    Break("half vanished: articles", "articles", "a-news.example", "records", lambda frame: frame.iloc[::2]),
    Break("bodies cut to 255", "articles", "a-news.example", "body", lambda frame: frame.assign(body=frame["body"].str.slice(0, 255))),
    Break("bodies cut to 255", "articles", "b-news.example", "body", lambda frame: frame.assign(body=frame["body"].str.slice(0, 255))),
    Break("bodies cut by half", "articles", "a-news.example", "body", lambda frame: frame.assign(body=[body[: len(body) // 2] for body in frame["body"]])),
    Break("site gone", "quotes", "c-quotes.example", "records", lambda frame: frame.iloc[:0]),
    Break("site gone", "articles", "a-news.example", "records", lambda frame: frame.iloc[:0]),
)
