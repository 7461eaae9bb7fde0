"""Records to break, and what tests ask of them when they are broken."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pandas as pd

from pagegate.model import Example, RecordKind
from pagegate.mutate import to_json
from pagegate.mutate.fault import Fault, faults
from pagegate.mutate.result import Count, Mutation, Options
from pagegate.mutate.score import mutate
from pagegate.mutate.shown import text, with_texts
from pagegate.records.build import from_examples
from pagegate.records.given import of_frame
from pagegate.verdict import plain

QUOTE: dict[str, object] = {"symbol": "ACME", "price": "144.41", "change": "-1.15", "change_pct": "-0.79%"}
WIDGET: dict[str, object] = {
    "temp_c": 29.1, "feels_like_c": 35.3, "humidity_pct": 75, "wind_kmh": 24.1, "gust_kmh": 37.0, "cloud_cover_pct": 20, "uv_index": 0,
    "sunrise": "06:28", "sunset": "17:50", "local_time": "19:09",
}  # fmt: skip
FROST: dict[str, object] = {"temp_c": -8.0, "feels_like_c": -15.2, "humidity_pct": 60}
SENTENCES = ["The minister resigned on Monday, after a week of talks with her party.", "Nobody in the capital had expected it so soon.", "A successor will be named before the summer, she said.", "The opposition asked for elections."]
ARTICLE = {"title": "The minister resigns after a week of talks", "body": "\n".join(SENTENCES), "description": "A short description.", "published_at": "2024-05-02T10:00:00Z", "fetched_at": "2024-05-03T10:00:00Z"}


def fault(kind: RecordKind, name: str) -> Fault:
    return next(one for one in faults(kind) if one.name == name)


def ready(kind: RecordKind, *records: Example) -> pd.DataFrame:
    return with_texts(kind, from_examples(kind, records).frame)


def texts(kind: RecordKind, name: str, *records: Example, seed: int = 0) -> list[dict[str, Any]]:
    """The fields that a fault changes, with their new texts, one mapping a record."""
    before = ready(kind, *records)
    one = fault(kind, name)
    assert one.way.applies(before).all()
    after = one.way.apply(before, np.random.default_rng(seed))
    shown = [{field: text(before, str(field)).iloc[row] for field in after} for row in range(len(before))]
    rows = [{str(field): plain(new) for field, new in row.items()} for row in after.to_dict("records")]
    return [{str(field): text for field, text in row.items() if plain(old[field]) != text} for row, old in zip(rows, shown, strict=True)]


def run(*records: Example, kind: RecordKind = "quotes", **options: Any) -> Mutation:
    """The score of records, as a run reads them."""
    frame = pd.DataFrame([{name: None if value is None else str(value) for name, value in record.items()} for record in records])
    return mutate([of_frame(frame, kind)], Options(**options))


def count(mutation: Mutation, name: str) -> Count:
    return next(one.count for one in mutation.faults if one.fault.name == name)


def as_json(mutation: Mutation, min_score: float | None = None) -> str:
    stream = io.StringIO()
    to_json.write(mutation, stream, min_score)
    return stream.getvalue()
