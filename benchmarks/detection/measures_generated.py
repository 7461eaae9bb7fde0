"""What the rules say of generated records: clean ones of all four kinds, and the same with faults put into them."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

import pagegate
from pagegate.model import RecordKind

from . import generated, generated_texts
from .figure import Figure, Measured
from .files import Sets
from .generated_faults import ARTICLES, PAGES, QUOTES, WEATHER, Fault
from .judge import Judged, judge, short

#: The day after the last generated moment.
_AS_OF = "2026-03-12"
#: How many records of a kind are made, and how many of them are broken in each way.
ROWS, _BROKEN = 2000, 100


def quotes(rows: int = ROWS) -> Measured:
    """Clean and broken quotes."""
    return _measured("generated_quotes", "quotes", generated.quotes(rows, generated.SEED), QUOTES)


def weather(rows: int = ROWS) -> Measured:
    """Clean and broken observations."""
    return _measured("generated_weather", "weather", generated.weather(rows, generated.SEED), WEATHER)


def articles(rows: int = ROWS) -> Measured:
    """Clean and broken articles: one for four `rows`."""
    return _measured("generated_articles", "articles", generated_texts.articles(rows // 4, generated.SEED), ARTICLES)


def html(rows: int = ROWS) -> Measured:
    """Clean and broken HTML pages: one for twenty `rows`."""
    return _measured("generated_html", "pages", generated_texts.html_pages(generated_texts.articles(rows // 20, generated.SEED)), PAGES)


def texts(rows: int = ROWS) -> Measured:
    """Clean pages of text, read and judged as files: one for twenty `rows`."""
    return _texts(rows // 20, generated.SEED)


def _measured(name: str, kind: RecordKind, clean: pd.DataFrame, faults: Mapping[str, Fault]) -> Measured:
    judged = judge(clean, kind, as_of=_AS_OF)
    broken = [(fault, apply(clean).head(_BROKEN).assign(fault=fault)) for fault, apply in faults.items()]
    table = pd.concat([rows for _, rows in broken], ignore_index=True)
    found = judge(table, kind, as_of=_AS_OF)
    figures = [judged.alarms(f"{name}.errors", "error"), judged.alarms(f"{name}.warnings", "warning"), _caught(f"{name}.faults", found, table)]
    return Measured(name, {}, len(clean) + len(table), figures, found.rules())


def _caught(name: str, found: Judged, table: pd.DataFrame) -> Figure:
    """How many broken records are found; as examples the faults that are missed, with how often."""
    flagged = found.flagged()
    counts, missed = Counter(table["fault"]), Counter(table["fault"][~flagged])
    return Figure(name, int(flagged.sum()), len(table), found.rules(), tuple(f"{fault}: {count} of {counts[fault]} missed" for fault, count in missed.items()))


def _texts(pages: int, seed: int) -> Measured:
    made = generated_texts.text_pages(generated.quotes(10 * pages, seed + 1), generated.weather(pages, seed + 1), generated_texts.articles(pages, seed + 1))
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(made):
            (Path(folder) / f"page{number:04}.txt").write_text(text, encoding="utf-8")
        verdict = pagegate.check([folder], as_of=_AS_OF, no_batch=True)
    # What was put into a page comes out of it: ten quotes, an observation, an article.
    wanted: Mapping[RecordKind, int] = {"quotes": 10 * pages, "weather": pages, "articles": pages}
    whole = sum(min(verdict.records[kind], count) for kind, count in wanted.items())
    figures = [
        Figure("generated_texts.read", whole, 12 * pages),
        *(_flagged(f"generated_texts.{severity}s", verdict.findings, severity, pages) for severity in ("error", "warning")),
    ]
    return Measured("generated_texts", {}, int(np.sum(list(verdict.records.values()))), figures)


def _flagged(name: str, findings: pd.DataFrame, severity: str, pages: int) -> Figure:
    """How many pages have a finding of a severity."""
    found = findings[findings["severity"] == severity]
    rules = tuple((str(code), int(count)) for code, count in found["code"].value_counts().items())
    return Figure(name, found["source"].nunique(), pages, rules, tuple(f"{code}: {short(message)}" for code, message in zip(found["code"].head(4), found["message"].head(4), strict=True)))


#: The generated sets, which need no folder.
SETS: Sets = {
    "generated_quotes": lambda _: quotes(), "generated_weather": lambda _: weather(), "generated_articles": lambda _: articles(),
    "generated_html": lambda _: html(), "generated_texts": lambda _: texts(),
}
