"""What somebody writes in ten minutes: `python -m benchmarks.speed.bare IN.parquet OUT.jsonl` writes the quotes that break one of a few masks."""

from __future__ import annotations

import sys

import pandas as pd


def main(source: str, target: str) -> None:
    """Read, mask, write."""
    quotes = pd.read_parquet(source)
    before = quotes["price"] - quotes["change"]
    masks = {
        "percent disagrees with change": (100 * quotes["change"] / before - quotes["change_pct"]).abs() > 0.006 + 0.5 * 0.01 * 100 * (1 + quotes["change"].abs() / before.abs()) / before.abs(),
        "percent disagrees with previous close": (100 * (quotes["price"] / quotes["previous_close"] - 1) - quotes["change_pct"]).abs() > 0.006 + 1.0 / quotes["previous_close"],
        "change disagrees with previous close": (quotes["price"] - quotes["previous_close"] - quotes["change"]).abs() > 0.016,
        "price not positive": quotes["price"] <= 0, "loss beyond hundred": quotes["change_pct"] < -100, "signs differ": quotes["change"] * quotes["change_pct"] < 0,
        "change equals price": quotes["change"] == quotes["price"], "day range inverted": quotes["day_low"] > quotes["day_high"], "52 weeks inverted": quotes["week52_low"] > quotes["week52_high"],
        "price outside day": (quotes["price"] < quotes["day_low"]) | (quotes["price"] > quotes["day_high"]), "price outside 52 weeks": (quotes["price"] < quotes["week52_low"]) | (quotes["price"] > quotes["week52_high"]),
        "open outside day": (quotes["open"] < quotes["day_low"]) | (quotes["open"] > quotes["day_high"]), "volume negative": quotes["volume"] < 0, "volume not whole": quotes["volume"] % 1 != 0,
        "volume zero but traded": (quotes["volume"] == 0) & (quotes["change"] != 0), "large move": quotes["change_pct"].abs() > 50, "symbol too long": quotes["symbol"].str.len() > 32,
        "symbol is a number": quotes["symbol"].str.fullmatch(r"[0-9.,]+"), "currency unknown": ~quotes["currency"].isin(["USD", "EUR", "GBP", "JPY", "CHF"]),
    }
    pd.concat([quotes[mask].assign(rule=name) for name, mask in masks.items()]).to_json(target, orient="records", lines=True, date_format="iso")


if __name__ == "__main__":
    main(*sys.argv[1:])
