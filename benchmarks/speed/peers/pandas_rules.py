"""The rules as masks of pandas, true where a quote breaks one: the bare script's, and what pandera and Great Expectations are given where they have no words of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from .facts import FACTOR, INDICES, LARGE, LONGEST, MARKUP, NUMBER, PLACEHOLDERS, ROOM, SPLIT_FROM, SPLITS

if TYPE_CHECKING:
    import pandas as pd

Mask: TypeAlias = Any  # a column of booleans: the stubs lose it on the way


class Quotes:
    """Quotes, and what several rules need of them, computed once."""

    def __init__(self, frame: pd.DataFrame) -> None:
        """Keep the frame."""
        self.frame = frame

    def __getitem__(self, name: str) -> pd.Series[Any]:
        """A column."""
        return self.frame[name]

    @cached_property
    def priced(self) -> Mask:
        """There is a price above nothing."""
        return self["price"] > 0

    @cached_property
    def made(self) -> Any:
        """The percent that price and change make."""
        return 100 * self["change"] / (self["price"] - self["change"])

    @cached_property
    def room(self) -> Any:
        """How far rounding may move it, in percent points."""
        before = (self["price"] - self["change"]).abs()
        return 0.0001 + (0.5 + self["change"].abs() / before) / before

    @cached_property
    def opposed(self) -> Mask:
        """Change and percent have different signs."""
        return self.priced & (self["change"] * self["change_pct"] < 0) & (self["change"].abs() > 0.005)

    @cached_property
    def off(self) -> Mask:
        """Percent is not what price and change make, and not for its sign."""
        return self.priced & ((self["change_pct"] - self.made).abs() > self.room) & ~self.opposed

    @cached_property
    def hundredth(self) -> Mask:
        """A hundred times the percent would fit."""
        return (100 * self["change_pct"] - self.made).abs() <= 0.01 + self.room

    @cached_property
    def followed(self) -> Mask:
        """The quote has a price, and a previous close above nothing."""
        return self.priced & (self["previous_close"] > 0)

    @cached_property
    def move(self) -> Any:
        """By how many percent the price moved: as shown, else by the previous close."""
        return self["change_pct"].fillna(100 * (self["price"] / self["previous_close"] - 1))

    @cached_property
    def split(self) -> Any:
        """The move is by the ratio of a split."""
        times = (1 + self.move / 100).to_numpy()
        return np.logical_or.reduce([np.abs(times * scale - 1) <= ROOM for ratio in SPLITS for scale in (ratio, 1 / ratio)])

    def outside(self, name: str, low: str, high: str) -> Mask:
        """A number is outside of a range that is one."""
        return (self[low] <= self[high]) & ((self[name] < self[low]) | (self[name] > self[high])) & (self[name] != 0)

    def inside(self, name: str, low: str, high: str) -> Mask:
        """A number is inside of a range."""
        return (self[name] >= self[low]) & (self[name] <= self[high])


def rules(currencies: Sequence[str]) -> Mapping[str, Callable[[Quotes], Any]]:
    """Every rule by code, true where the quotes break it; a missing number breaks none."""
    return {
        "Q001": lambda q: q["symbol"].isna(),
        "Q002": lambda q: q["price"].isna(),
        "Q003": lambda q: q["volume"] < 0,
        "Q101": lambda q: q["price"] <= 0,
        "Q102": lambda q: q.followed & ((q["change"] - (q["price"] - q["previous_close"])).abs() > 0.015 + 1e-9 * q["price"]),
        "Q103": lambda q: q.off & ~q.hundredth,
        "Q104": lambda q: q["change"].isna() & q.followed & ((q["change_pct"] - 100 * (q["price"] / q["previous_close"] - 1)).abs() > 0.0001 + (0.5 + 0.5 * q["price"] / q["previous_close"]) / q["previous_close"]),
        "Q105": lambda q: q.opposed,
        "Q106": lambda q: q.off & q.hundredth,
        "Q107": lambda q: q.priced & q["change_pct"].isna() & (q["change"] == q["price"]),
        "Q108": lambda q: q.followed & (_apart(q["price"], q["previous_close"]) | _apart(q["previous_close"], q["price"])),
        "Q109": lambda q: (q.move.abs() > LARGE) & ~q.split,
        "Q110": lambda q: (q.move.abs() >= SPLIT_FROM) & q.split,
        "Q111": lambda q: q.priced & (q["change_pct"] < -100),
        "Q201": lambda q: q["day_low"] > q["day_high"],
        "Q202": lambda q: q.outside("price", "day_low", "day_high"),
        "Q203": lambda q: q.outside("open", "day_low", "day_high"),
        "Q205": lambda q: q["week52_low"] > q["week52_high"],
        "Q206": lambda q: q.outside("price", "week52_low", "week52_high") & ~q.inside("previous_close", "week52_low", "week52_high"),
        "Q209": lambda q: q.priced & (q.frame[["previous_close", "open", "day_low", "day_high", "week52_low", "week52_high"]] <= 0).any(axis=1),
        "Q301": lambda q: q["volume"] % 1 > 0,
        "Q302": lambda q: (q["volume"] == 0) & (q["day_low"] < q["day_high"]),
        "Q401": lambda q: q["symbol"].str.len() > LONGEST,
        "Q402": lambda q: q["symbol"].str.contains(MARKUP, na=False),
        "Q403": lambda q: q["symbol"].str.contains(NUMBER, na=False),
        "Q405": lambda q: ~q["currency"].isin(currencies),
        "Q406": lambda q: q.priced & ~q["price"].div(q["symbol"].map(INDICES)).fillna(1).between(1 / FACTOR, FACTOR),
        "Q407": lambda q: q["symbol"].isin(PLACEHOLDERS),
    }


def masks(frame: pd.DataFrame, currencies: Sequence[str]) -> dict[str, Any]:
    """Where the quotes break each rule."""
    quotes = Quotes(frame)
    return {code: rule(quotes) for code, rule in rules(currencies).items()}


def _apart(one: pd.Series[Any], other: pd.Series[Any]) -> Any:
    return (one >= 90 * other) & (one < 110 * other)
