"""Quotes of 13 columns drawn by a seed, one in twenty with a fault, and which rules each fault breaks: the truth that everybody's answers are held against."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.detection.generated import FETCHED, SEED

from .peers.facts import INDICES

Rows = npt.NDArray[np.int64]

BAD = 0.05


@dataclass(frozen=True)
class Files:
    """The same quotes as Parquet and as CSV; the rows that break each rule (`planted`, one array a code), and the currencies that there are (a JSON list)."""

    parquet: Path
    csv: Path
    planted: Path
    currencies: Path

    def truth(self) -> dict[str, Rows]:
        """The rows that break each rule, by code, in order."""
        with np.load(self.planted) as kept:
            return {code: kept[code] for code in kept.files}


def files(folder: Path, rows: int) -> Files:
    """So many quotes, drawn if the folder does not have them."""
    found = Files(*(folder / f"quotes-{rows}.{end}" for end in ("parquet", "csv", "npz", "currencies.json")))
    if not found.planted.exists():
        from babel.numbers import list_currencies

        quotes, planted = drawn(rows)
        quotes.to_parquet(found.parquet, index=False)
        quotes.to_csv(found.csv, index=False, date_format="%Y-%m-%dT%H:%M:%S")
        found.currencies.write_text(json.dumps(sorted(list_currencies())), encoding="utf-8")
        np.savez(found.planted, **cast("dict[str, Any]", planted))  # the stubs take the names of arrays for those of options
    return found


def drawn(rows: int) -> tuple[pd.DataFrame, dict[str, Rows]]:
    """Quotes whose numbers fit each other but in one row of twenty, and the rows that break each rule, by code."""
    rng = np.random.default_rng([SEED, 21])
    quotes = _sound(rows, rng)
    bad = rng.permutation(rows)[: round(rows * BAD)]
    planted: dict[str, list[Rows]] = {}
    for number, (codes, plant) in enumerate(FAULTS):
        at = np.sort(bad[number :: len(FAULTS)])
        part = quotes.iloc[at].copy()
        plant(part)
        quotes.iloc[at] = part
        for code in codes.split():
            planted.setdefault(code, []).append(at)
    return quotes, {code: np.sort(np.concatenate(found)) for code, found in sorted(planted.items())}


def _sound(rows: int, rng: np.random.Generator) -> pd.DataFrame:
    before = np.round(np.exp(rng.normal(3.5, 1.0, rows)) + 2, 2)
    price = np.round(before * (1 + np.clip(rng.normal(0, 0.02, rows), -0.1, 0.1)), 2)
    opened = np.round(before * (1 + rng.normal(0, 0.004, rows)), 2)
    low, high = np.round(np.minimum(price, opened) * 0.995, 2), np.round(np.maximum(price, opened) * 1.005, 2)
    change = np.round(price - before, 2)
    return pd.DataFrame({
        "symbol": pd.Series(np.char.add("S", np.arange(rows).astype(str)), dtype="str"), "price": price, "change": change, "change_pct": _percent(price, change),
        "previous_close": before, "open": opened, "day_low": low, "day_high": high, "week52_low": np.round(low * 0.8, 2), "week52_high": np.round(high * 1.3, 2),
        "volume": rng.integers(100, 10_000_000, rows).astype(float), "currency": pd.Series(rng.choice(["USD", "EUR", "GBP", "JPY"], rows), dtype="str"),
        "fetched_at": pd.Series(pd.Timestamp(FETCHED).tz_localize(None), index=range(rows)).astype("datetime64[us]"),
    })


def _percent(price: Any, change: Any) -> Any:
    return np.round(100 * change / (price - change), 4)


def _set(**columns: Any) -> Callable[[pd.DataFrame], None]:
    """A fault that puts a value, or what a function makes of the quotes, into columns, one after the other."""
    def plant(quotes: pd.DataFrame) -> None:
        for name, value in columns.items():
            quotes[name] = pd.Series(value(quotes) if callable(value) else value, index=quotes.index).astype(quotes[name].dtype)
    return plant


def _moved(factor: float) -> Callable[[pd.DataFrame], None]:
    """Everything that shows where the price is moves with it."""
    return _set(
        price=lambda q: np.round(q["previous_close"] * factor, 2), change=lambda q: np.round(q["price"] - q["previous_close"], 2), change_pct=lambda q: _percent(q["price"], q["change"]),
        day_low=lambda q: np.minimum(q["open"], q["price"]), day_high=lambda q: np.maximum(q["open"], q["price"]), week52_low=lambda q: q["day_low"], week52_high=lambda q: q["day_high"],
    )


def _swapped(one: str, other: str) -> Callable[[pd.DataFrame], None]:
    def plant(quotes: pd.DataFrame) -> None:
        quotes[[one, other]] = quotes[[other, one]].to_numpy()
    return plant


def _signed(change: pd.Series[Any]) -> Any:
    return np.where(change < 0, -1.0, 1.0)


#: The rules that break, and what breaks them. Each is gross, so that no rounding and no room that somebody grants hides it.
FAULTS: tuple[tuple[str, Callable[[pd.DataFrame], None]], ...] = (
    ("Q001", _set(symbol=None)),
    ("Q002", _set(price=None)),
    ("Q003", _set(volume=-1.0)),
    ("Q101", _set(price=0.0)),
    ("Q102", _set(change=lambda q: np.round(q["change"] + 0.1 * q["price"], 2), change_pct=lambda q: _percent(q["price"], q["change"]))),
    ("Q103", _set(change_pct=lambda q: q["change_pct"] + 4 * _signed(q["change"]))),
    ("Q104", _set(change=None, change_pct=lambda q: q["change_pct"] + 15)),
    ("Q105", _set(change=lambda q: np.round(0.05 * q["previous_close"], 2), price=lambda q: np.round(q["previous_close"] + q["change"], 2), change_pct=-5.0, day_high=lambda q: q["price"] + 1, week52_high=lambda q: q["price"] + 2)),
    ("Q106", _set(
        change=lambda q: np.round(0.05 * q["previous_close"] + 1, 2), price=lambda q: np.round(q["previous_close"] + q["change"], 2), change_pct=lambda q: np.round(_percent(q["price"], q["change"]) / 100, 4),
        day_high=lambda q: q["price"] + 1, week52_high=lambda q: q["price"] + 2,
    )),
    ("Q107", _set(change=lambda q: q["price"], change_pct=None, previous_close=None)),
    ("Q102 Q108", _set(previous_close=lambda q: np.round(q["price"] * 100, 2))),
    ("Q109", _moved(1.7)),
    ("Q110", _moved(2.0)),
    ("Q109 Q111", _set(change=None, previous_close=None, change_pct=-120.0)),
    ("Q201", _swapped("day_low", "day_high")),
    ("Q202", _set(day_low=lambda q: np.maximum(q["price"], q["open"]) + 1, day_high=lambda q: q["day_low"] + 2, open=lambda q: q["day_low"] + 1)),
    ("Q203", _set(open=lambda q: q["day_high"] + 1)),
    ("Q205", _swapped("week52_low", "week52_high")),
    ("Q206", _set(week52_low=lambda q: q[["price", "previous_close"]].max(axis=1) + 1, week52_high=lambda q: q["week52_low"] + 1)),
    ("Q209", _set(previous_close=0.0)),
    ("Q301", _set(volume=lambda q: q["volume"] + 0.5)),
    ("Q302", _set(volume=0.0)),
    ("Q401", _set(symbol=lambda q: q["symbol"] + "LONG" * 10)),
    ("Q402", _set(symbol=lambda q: "<b>" + q["symbol"] + "</b>")),
    ("Q403", _set(symbol=lambda q: q["price"].map("{:.2f}%".format))),
    ("Q405", _set(currency="XQX")),
    ("Q406", _set(symbol=lambda q: np.resize(list(INDICES), len(q)), currency="EUR")),
    ("Q407", _set(symbol=lambda q: np.resize(["nan", "None", "undefined", "Symbol"], len(q)))),
)
