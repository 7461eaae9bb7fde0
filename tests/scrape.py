"""A scrape in many files, with faults of every sort: records in four formats, pages as text and in feeds, what cannot be read, and what only a whole scrape can show."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

_START = datetime(2026, 11, 19, tzinfo=UTC)
_SAID = ("The council met on Tuesday and spoke about the river for an hour.", "Nobody had expected so many people in the small hall behind the station.", "A second meeting is to follow in the spring, the mayor said.")


def write(folder: Path) -> None:
    """Write it below a folder."""
    for number in range(4):
        _lines(folder / f"quotes_{number}.jsonl", _quotes(number, 60))
    pd.DataFrame(_quotes(7, 90)).to_parquet(folder / "quotes.parquet")
    pd.DataFrame(_weather(0, 70)).to_csv(folder / "weather_0.csv", index=False)
    for number in range(1, 4):
        _lines(folder / f"weather_{number}.jsonl.gz", _weather(number, 48))
    for number in range(3):
        _lines(folder / f"articles_{number}.jsonl", _articles(number, 24))
    _lines(folder / "crawl.jsonl", _pages(40))
    for number in range(12):
        lines = [f"FCHI8,0{number:02}.230.08%", "GDAXI24,049.740.42%", "Temp29.1°C", f"Feels{23 + number}.5°C", "Humidity72%", "Wind8.0 km/h", ""]
        (folder / f"page_{number:02}.txt").write_text("\n".join(lines), encoding="utf-8")
    (folder / "broken.jsonl").write_text('{"symbol": "A", "price": 1}\n{"symbol": \n{"symbol": "B", "price": 2}{"symbol": "C", "price": 3}\n', encoding="utf-8")
    (folder / "empty.jsonl").write_text("", encoding="utf-8")
    (folder / "strange.jsonl").write_text('{"colour": "red"}\n', encoding="utf-8")


def _lines(file: Path, records: list[dict[str, Any]]) -> None:
    text = "".join(json.dumps(record) + "\n" for record in records).encode()
    file.write_bytes(gzip.compress(text, mtime=0) if file.suffix == ".gz" else text)


def _quotes(seed: int, number: int) -> list[dict[str, Any]]:
    """Quotes of twelve symbols that all feeds share: some contradict themselves, one feed disagrees, some are a hundred times too high, some come twice."""
    made = []
    for place in range(number):
        price = round(50 + 3 * (place % 12) + 0.01 * place, 2)
        record: dict[str, Any] = {"symbol": f"S{place % 12}", "price": price, "change": 1.25, "change_pct": round(125 / (price - 1.25), 2), "currency": "EUR", "as_of": (_START + timedelta(seconds=600 * place + seed)).isoformat()}
        faults: dict[int, dict[str, Any]] = {
            5: {"price": 0.0}, 9: {"change": -1.25}, 17: {"price": round(100 * price, 2)}, 21: {"volume": -1}, 25: {"symbol": None}, 30: {"as_of": "03/04/2025"}, 31: {"change": None, "change_pct": None},
        }
        record |= faults.get(place, {})
        record |= {"bid": price - 0.01, "ask": price + (9 if place == 40 else 0.01)}
        if seed == 3 and place % 5 == 0:
            record["price"] = round(price * 1.02, 2)
        made.append(record)
        if place % 20 == 0:
            made.append(dict(record))
    return made


def _weather(seed: int, number: int) -> list[dict[str, Any]]:
    """Hourly weather of two places with a jump, a stuck sensor, an impossible humidity and air that feels too cold."""
    made: list[dict[str, Any]] = []
    for hour in range(number):
        warm = 21.0 if seed == 1 else round(18 + (hour % 12) / 2, 1)
        record: dict[str, Any] = {"location": f"Town {seed}", "temp_c": warm, "feels_like_c": warm, "humidity_pct": 60, "wind_kmh": 10 + hour % 5, "observed_at": (_START + timedelta(hours=hour)).isoformat()}
        faults: dict[int, dict[str, Any]] = {10: {"temp_c": 45.5}, 15: {"humidity_pct": 130}, 20: {"temp_c": 31.0, "feels_like_c": 22.0, "humidity_pct": 80}, 22: {"wind_kmh": "N/A"}}
        made.append(record | faults.get(hour, {}))
    return [*made, *made[:3]]


def _articles(seed: int, number: int) -> list[dict[str, Any]]:
    """Articles of one site: cut ones, one body under two titles, a box that stands in all of them, and one that is nearly another feed's."""
    made: list[dict[str, Any]] = []
    for place in range(number):
        body = "\n\n".join(f"{said} {seed}-{place}-{line}." for line, said in enumerate(_SAID * 6)) + "\n\nSign up to our newsletter to get the day's stories in your inbox."
        if place % 6 == 0:
            body = f"{body[:400]}… [+2214 chars]"
        if place == 11:
            body = made[10]["body"]
        if seed and place == 5:
            body = _articles(0, 6)[5]["body"] + " Updated today."
        made.append({"title": f"What happened, part {seed}-{place}", "body": body, "url": f"https://news.example/{seed}/{place}", "published_at": (_START + timedelta(hours=place)).isoformat()})
    return made


def _pages(number: int) -> list[dict[str, Any]]:
    """Pages of a feed: most alike, some refused, some empty."""
    page = "FCHI8,074.230.08%\nGDAXI24,049.740.42%\nTemp29.1°C\nFeels23.5°C\nHumidity72%\nWind8.0 km/h\n"
    return [
        {"url": f"https://example.org/{place // 2}", "text": "Please log in to go on. " * 20 if place % 8 == 0 else page.replace("23.5", f"{20 + place % 9}.5"), "status": 503 if place % 4 == 1 else 200, "fetched_at": _START.isoformat()}
        for place in range(number)
    ]
