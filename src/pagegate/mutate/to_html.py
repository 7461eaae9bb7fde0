"""A mutation run as a page of the report folder: `mutation.html`, beside `index.html`, in its style; no network, no script."""

from __future__ import annotations

from pathlib import Path

from pagegate.mutate import told
from pagegate.mutate.score import Count, Mutation
from pagegate.outputs.report import document, put
from pagegate.rulebook import family

NAME = "mutation.html"
_BAR = 120


def write(mutation: Mutation, folder: Path, min_score: float | None = None) -> Path:
    """Write the page into a report folder and return its path. Raises OSError if the folder cannot be written."""
    return put(folder, NAME, render(mutation, min_score))


def render(mutation: Mutation, min_score: float | None = None) -> str:
    """The page as one HTML document."""
    asked, idle = told.silent(mutation)
    firing = sorted((score for score in mutation.rules if score.fired), key=lambda score: (-score.caught, score.rule.code))
    return document(
        "mutation.html.j2", package="pagegate.mutate", mutation=mutation, passed=mutation.passes(min_score), min_score=min_score,
        told=told, bar=_bar, family=family, firing=firing, silent=asked, idle=idle,
    )  # fmt: skip


def _bar(count: Count) -> float:
    """How wide the part of a bar of 120 is that was caught; one survivor among many shows."""
    if not count.traced:
        return 0.0
    width = _BAR * count.caught / count.traced
    return round(min(width, _BAR - 3.0) if count.survived else width, 1)
