"""Text pages of 4 KB of four types, drawn by a seed from the sentences, quotes and observations of the detection benchmark, three in a hundred with a defect.

No two pages have a paragraph in common but by chance; what they share is what pages of one site do: the menu, the labels of widgets, the footer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.detection.generated import SEED, quotes, weather
from benchmarks.detection.generated_texts import articles

#: Characters of a page, and how many pages are drawn at a time, so that drawing many takes no more memory.
_LENGTH, _DRAWN = 4_250, 1_000
#: A page tells one story, in the words of so many articles: one alone is too short.
_TOLD = 4
#: How often each type is met: an article alone, a start page of everything, a list of quotes, a forecast.
_TYPES = {"article": 0.45, "mixed": 0.25, "markets": 0.15, "weather": 0.15}
_QUOTES = {"article": 0, "mixed": 10, "markets": 50, "weather": 0}
_BAD = 0.03
_PACE = 220
_MENU = ("Skip to content", "Home", "World", "Business", "Markets", "Weather", "Sport", "Culture", "Opinion", "Newsletters", "Sign in")
_FOOTER = ("About us", "Contact", "Privacy policy", "Terms of use", "© 2026 The Example")
_SHOWN = (
    ("Temp", "temp_c"), ("UV", "uv_index"), ("Feels", "feels_like_c"), ("Humidity", "humidity_pct"), ("Wind", "wind_kmh"), ("Cloud Cover", "cloud_cover_pct"),
    ("Rain", "rain_chance_pct"), ("Sunrise", "sunrise"), ("Sunset", "sunset"), ("Time", "local_time"),
)


def write_pages(file: Path, pages: int) -> int:
    """Write that many pages as JSON Lines of `url` and `text`; returns the characters of their texts."""
    characters = 0
    with file.open("w", encoding="utf-8") as lines:
        for url, text in drawn(pages):
            characters += len(text)
            lines.write(json.dumps({"url": url, "text": text}, ensure_ascii=False) + "\n")
    return characters


def write_again(file: Path, few: Path, times: int) -> None:
    """Write the pages of a file so many times, one after the other, each with an address of its own."""
    with file.open("w", encoding="utf-8") as lines:
        for time in range(times):
            with few.open(encoding="utf-8") as pages:
                lines.writelines(page.replace("https://news.example/", f"https://news.example/{time}/", 1) for page in pages)


def drawn(pages: int) -> Iterator[tuple[str, str]]:
    """Addresses and texts of pages; the first ones are the same however many are asked for."""
    for begin in range(0, pages, _DRAWN):
        seed = SEED + begin
        rng = np.random.default_rng([seed, 9])
        kinds = rng.choice(list(_TYPES), _DRAWN, p=list(_TYPES.values())).tolist()
        listed = quotes(sum(_QUOTES[kind] for kind in kinds), seed).to_dict("records")
        observed = weather(_DRAWN, seed).to_dict("records")
        told = articles(_TOLD * _DRAWN, seed).to_dict("records")
        shown = 0
        for number in range(min(_DRAWN, pages - begin)):
            kind = kinds[number]
            text = _page(kind, listed[shown : shown + _QUOTES[kind]], observed[number], told[number::_DRAWN], rng)
            shown += _QUOTES[kind]
            yield f"https://news.example/{kind}/{begin + number}", text


def _page(kind: str, listed: list[Any], observation: dict[Any, Any], told: list[Any], rng: np.random.Generator) -> str:
    gap = str(rng.choice(["", " "]))
    defect = str(rng.choice(["percent", "feels", "cut", "encoding"])) if rng.random() < _BAD else ""
    lines = list(_MENU)
    for place, quote in enumerate(listed):
        percent = quote["change_pct"] if defect != "percent" or place else f"{float(quote['change_pct'].rstrip('%')) + 4:+.2f}%"
        lines.append(f"{quote['symbol'].rstrip('0123456789')}{gap}{quote['price'].removeprefix('$')}{gap}{quote['change']}{gap}({percent})")
    if kind in {"mixed", "weather"}:
        shown = observation | ({"feels_like_c": "61.0°C"} if defect == "feels" else {})
        lines += [f"{label}{gap}{shown[name]}" for label, name in _SHOWN]
    article, *further = told
    paragraphs = article["body"].split("\n\n") + [paragraph for one in further for paragraph in one["body"].split("\n\n")[1:]]
    room = _LENGTH - sum(len(line) + 1 for line in (*lines, *_FOOTER)) - 150
    kept = np.cumsum([len(paragraph) + 2 for paragraph in paragraphs]) <= room
    body = "\n\n".join(paragraph for paragraph, fits in zip(paragraphs, kept, strict=True) if fits)
    published = pd.Timestamp(article["published_at"])
    lines += ["", article["title"], "", f"{published:%B %d, %Y at %I:%M %p}", f"{-(-len(body.split()) // _PACE)} min read", ""]
    if defect == "encoding":
        body = body.replace(" ", " Ã©t", 1)
    if defect == "cut":
        return "\n".join([*lines, body[: len(body) // 3]]) + "\n"
    return "\n".join([*lines, body, "", *_FOOTER]) + "\n"
