"""The rules as expressions of polars, true where a quote breaks one: what dataframely and pointblank are given where they have no words of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from polars import col

from .facts import FACTOR, INDICES, LARGE, LONGEST, MARKUP, NUMBER, PLACEHOLDERS, ROOM, SPLIT_FROM, SPLITS


def rules(currencies: Sequence[str]) -> Mapping[str, Any]:
    """Every rule by code; null where it does not apply for lack of a number."""
    price, change, percent, before = col("price"), col("change"), col("change_pct"), col("previous_close")
    priced, followed = price > 0, (price > 0) & (before > 0)
    base = price - change
    made = 100 * change / base
    room = 0.0001 + (0.5 + change.abs() / base.abs()) / base.abs()
    opposed = priced & (change * percent < 0) & (change.abs() > 0.005)
    off = priced & ((percent - made).abs() > room) & ~opposed
    hundredth = (100 * percent - made).abs() <= 0.01 + room
    move = percent.fill_null(100 * (price / before - 1))
    split = pl.any_horizontal([((1 + move / 100) * scale - 1).abs() <= ROOM for ratio in SPLITS for scale in (ratio, 1 / ratio)])
    parts = ("previous_close", "open", "day_low", "day_high", "week52_low", "week52_high")
    level = price / col("symbol").replace_strict(INDICES, default=None, return_dtype=pl.Float64)
    return {
        "Q001": col("symbol").is_null(),
        "Q002": price.is_null(),
        "Q003": col("volume") < 0,
        "Q101": price <= 0,
        "Q102": followed & ((change - (price - before)).abs() > 0.015 + 1e-9 * price),
        "Q103": off & ~hundredth,
        "Q104": change.is_null() & followed & ((percent - 100 * (price / before - 1)).abs() > 0.0001 + (0.5 + 0.5 * price / before) / before),
        "Q105": opposed,
        "Q106": off & hundredth,
        "Q107": priced & percent.is_null() & (change == price),
        "Q108": followed & (_apart(price, before) | _apart(before, price)),
        "Q109": (move.abs() > LARGE) & ~split,
        "Q110": (move.abs() >= SPLIT_FROM) & split,
        "Q111": priced & (percent < -100),
        "Q201": col("day_low") > col("day_high"),
        "Q202": _outside("price", "day_low", "day_high"),
        "Q203": _outside("open", "day_low", "day_high"),
        "Q205": col("week52_low") > col("week52_high"),
        "Q206": _outside("price", "week52_low", "week52_high") & ~((before >= col("week52_low")) & (before <= col("week52_high"))).fill_null(value=False),
        "Q209": priced & pl.any_horizontal([(col(name) <= 0).fill_null(value=False) for name in parts]),
        "Q301": col("volume") % 1 > 0,
        "Q302": (col("volume") == 0) & (col("day_low") < col("day_high")),
        "Q401": col("symbol").str.len_chars() > LONGEST,
        "Q402": col("symbol").str.contains(MARKUP),
        "Q403": col("symbol").str.contains(NUMBER),
        "Q405": ~col("currency").is_in(list(currencies)),
        "Q406": priced & ((level < 1 / FACTOR) | (level > FACTOR)),
        "Q407": col("symbol").is_in(list(PLACEHOLDERS)),
    }


def _apart(one: Any, other: Any) -> Any:
    return (one >= 90 * other) & (one < 110 * other)


def _outside(name: str, low: str, high: str) -> Any:
    return (col(low) <= col(high)) & ((col(name) < col(low)) | (col(name) > col(high))) & (col(name) != 0)
