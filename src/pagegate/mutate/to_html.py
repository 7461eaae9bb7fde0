"""A mutation run as a page of the report folder: `mutation.html`, beside `index.html`, in its style; no network, no script."""

from __future__ import annotations

from pathlib import Path

from pagegate.mutate import told
from pagegate.mutate.result import Count, Mutation
from pagegate.outputs.report import document, put
from pagegate.rulebook import family

NAME = "mutation.html"
_BAR = 120
#: Tables of faults take the page's whole width; what a case adds stands back behind its fault.
_STYLE = """
.faults { max-width: none; }
.faults th[scope=row], .faults .code { white-space: nowrap; }
.faults .case > * { padding-block: .15rem; font-size: .875rem; }
.faults .case > th { padding-inline-start: 1rem; }
"""


def write(mutation: Mutation, folder: Path, min_score: float | None = None) -> Path:
    """Write the page into a report folder and return its path. Raises OSError if the folder cannot be written."""
    return put(folder, NAME, render(mutation, min_score))


def render(mutation: Mutation, min_score: float | None = None) -> str:
    """The page as one HTML document."""
    asked, idle = told.silent(mutation)
    firing = sorted((score for score in mutation.rules if score.fired), key=lambda score: (-score.caught, score.rule.code))
    return document(
        "mutation.html.j2", package="pagegate.mutate", style=_STYLE, mutation=mutation, passed=mutation.passes(min_score), min_score=min_score,
        told=told, bar=_bar, family=family, firing=firing, silent=asked, idle=idle,
    )  # fmt: skip


def _bar(count: Count) -> float:
    """How wide the part of a bar of 120 is that was caught; one survivor among many shows."""
    if not count.traced:
        return 0.0
    width = _BAR * count.caught / count.traced
    return round(min(width, _BAR - 3.0) if count.survived else width, 1)
