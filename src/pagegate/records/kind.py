"""Which kind of records a source holds, by the names of its columns."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module

from pagegate.model import RECORD_KINDS, RecordKind
from pagegate.sources.sample import sample

#: What it takes to be taken for a kind.
ENOUGH = 3
#: Names that tell a kind. The schemas' other names count 1 where no other kind has them, and nothing if they are everyday words.
_TELLING: dict[RecordKind, dict[str, int]] = {
    "quotes": {"symbol": 2, "price": 2},
    "weather": {"temp_c": 3, "feels_like_c": 3, "humidity_pct": 3},
    "articles": {"title": 1, "headline": 1, "body": 2},
    "pages": {"text": 3, "html": 3},
}
#: Names in the schemas that other things have as well, or that say nothing of the unit other names are in.
_EVERYDAY = frozenset({
    "name", "currency", "exchange", "volume", "open", "ask", "bid", "location", "condition", "latitude", "longitude", "timezone", "visibility_km",
    "description", "language", "author", "site", "published_at", "modified_at", "status", "media_type", "encoding", "local_time",
    "sunrise", "sunset", "uv_index", "aqi", "pm25", "pm10",
})  # fmt: skip


def score(names: Iterable[str]) -> dict[RecordKind, int]:
    """How strongly column names speak for each kind: 3 and more is enough to be taken for it."""
    present = set(names)
    return {kind: sum(worth for name, worth in weights.items() if name in present) for kind, weights in _weights().items()}


def kind_of(names: Iterable[str]) -> RecordKind | None:
    """The kind that column names speak for, None if that cannot be said.

    Price and symbol are quotes, temp_c or humidity_pct weather, title and body articles; text or html without those are pages.
    """
    scores = score(names)
    records = {kind: points for kind, points in scores.items() if kind != "pages" and points >= ENOUGH}
    if not records:
        return "pages" if scores["pages"] >= ENOUGH else None
    best = [kind for kind, points in records.items() if points == max(records.values())]
    return best[0] if len(best) == 1 else None


def fits(names: Iterable[str]) -> bool:
    """Whether column names speak for any kind."""
    return max(score(names).values()) >= ENOUGH


def undecided(names: Iterable[str]) -> str:
    """What to say where the kind cannot be told: the columns found, the nearest names that are known, and what to do."""
    from difflib import get_close_matches

    found = list(dict.fromkeys(names))
    listed = _listed(found)
    scores = score(found)
    even = [kind for kind, points in scores.items() if kind != "pages" and points >= ENOUGH]
    if even:
        return f"the columns fit {' and '.join(even)} alike: {listed}; say which with --kind"
    known = sorted({name for weights in _weights().values() for name in weights})
    near = {name: match for name in found[:50] if name not in known for match in get_close_matches(name.lower(), known, n=1, cutoff=0.75)}
    hint = ", ".join(f"{sample(name, 40)} is near {match}" for name, match in list(near.items())[:5])
    return f"the columns tell no kind: {listed}" + (f" ({hint})" if hint else "") + f"; rename them, or say with --kind what they are ({', '.join(RECORD_KINDS)})"


def _listed(names: list[str]) -> str:
    return ", ".join(sample(name, 40) for name in names[:12]) + (f" and {len(names) - 12:,} more" if len(names) > 12 else "") if names else "none"


@cache
def scalars() -> frozenset[str]:
    """The names of columns, of any kind, that hold one number, time, flag or indispensable text: a list or an object there is a mistake."""
    schemas = [import_module(f"pagegate.schemas.{kind}").SCHEMA for kind in RECORD_KINDS]
    return frozenset(
        name for schema in schemas for name, column in schema.columns.items()
        if not str(column.dtype).startswith("str") or column.metadata["unit"] or any(limit.required for limit in column.metadata["limits"])
    )


def misfit(kind: RecordKind, names: Iterable[str]) -> str | None:
    """What to say of records that were said to be of a kind, where not one of their columns is that kind's own; None where one is."""
    found = list(dict.fromkeys(names))
    schemas = {other: set(import_module(f"pagegate.schemas.{other}").SCHEMA.columns) for other in RECORD_KINDS}
    own = schemas[kind].difference(*(schemas[other] for other in RECORD_KINDS if other != kind))
    if own.intersection(found):
        return None
    near = kind_of(found)
    what = f"they are those of {near}" if near else f"a record of {kind} has {', '.join(_TELLING[kind])} and the like"
    return f"no column fits {kind}: {_listed(found)}; {what}"


@cache
def _weights() -> dict[RecordKind, dict[str, int]]:
    columns = {kind: list(import_module(f"pagegate.schemas.{kind}").SCHEMA.columns) for kind in RECORD_KINDS}
    shared = {name for kind, names in columns.items() for other, others in columns.items() if kind != other for name in names if name in others}
    own = {kind: {name: int(name not in shared | _EVERYDAY) for name in columns[kind]} for kind in RECORD_KINDS}
    return {kind: own[kind] | _TELLING[kind] for kind in RECORD_KINDS}
