"""Sources by rules: whether one page, one site or everything broke, at a glance."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from pagegate.model import SEVERITIES
from pagegate.outputs.places import WHOLE_SCRAPE, site_of, source_label

if TYPE_CHECKING:
    from pagegate.outputs.report.findings import Finding

#: The worst so many sources and rules are shown; the rest is added up.
MOST = 30
_LEVELS = 4
#: Below so many the strongest level is not used: three failures are not a fire.
_FEW = 10
_REST = "\0rest"
#: Folders in folders are climbed no further.
_DEEPEST = 20
_NUMBERS = re.compile(r"\d+")
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,5}$")


@dataclass(frozen=True, slots=True)
class Cell:
    """How often a rule failed in a source; `level` (0 to 4, by order of magnitude) is how strongly it shows, `leads_to` a finding or nothing."""

    number: int
    level: int
    severity: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class Row:
    """A source, or a template or site and how many of its sources failed, with one cell a column."""

    name: str
    sources: int
    cells: list[Cell]
    others: int
    total: int


@dataclass(frozen=True, slots=True)
class Column:
    """A rule and how often it failed in all."""

    code: str
    name: str
    severity: str
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The worst sources, templates or sites by the worst rules; `by` says which.

    `rest` adds up the rows that are not shown (None if all are), `more_rows` and `more_rules` count what is not shown.
    """

    by: str
    columns: list[Column]
    rows: list[Row]
    rest: Row | None
    more_rows: int
    more_rules: int
    total: int


def matrix(findings: pd.DataFrame, shown: Iterable[Finding]) -> Matrix | None:
    """The matrix of all findings, the worst source and the gravest rule first; None if there are none.

    Where more sources failed than the matrix has rows, its rows are their templates or sites. A cell leads to the first of the findings shown.
    """
    if findings.empty:
        return None
    source, code = findings["source"].fillna(WHOLE_SCRAPE).astype("str"), findings["code"]
    names, by = _row_names(list(source.unique()))
    row = source.map(names)
    sizes = row.value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    rules = findings.groupby("code", sort=True).agg(rule=("rule", "first"), severity=("severity", "first"), total=("code", "size"))
    rules["rank"] = rules["severity"].map(SEVERITIES.index)
    # The worst are those that fail most; among them the gravest stand first.
    worst = rules.sort_values("total", ascending=False, kind="stable").head(MOST).sort_values(["rank", "total"], ascending=[True, False], kind="stable")
    columns = [Column(str(name), rule["rule"], rule["severity"], int(rule["total"])) for name, rule in worst.iterrows()]
    counts = pd.crosstab(row.where(row.isin(sizes.index[:MOST]), other=_REST), code).reindex(columns=list(worst.index), fill_value=0)
    places = source.groupby(row).nunique()
    labels = {source_label(one): name for one, name in names.items()}
    leads = {(labels.get(finding.source), finding.code): finding.id for finding in reversed(list(shown))}
    most = int(counts.drop(index=_REST, errors="ignore").to_numpy().max())

    def cells(name: str) -> list[Cell]:
        numbers = counts.loc[[name]].to_numpy().ravel().tolist()
        return [
            Cell(number, _level(number, most), column.severity, leads.get((name, column.code), ""))
            for number, column in zip(numbers, columns, strict=True)
        ]

    rows = [_row(name, int(places[name]), int(sizes[name]), cells(name)) for name in sizes.index[:MOST]]
    hidden = sizes.iloc[MOST:]
    rest = _row("", int(places[hidden.index].sum()), int(hidden.sum()), cells(_REST)) if len(hidden) else None
    return Matrix(by, columns, rows, rest, len(hidden), len(rules) - len(worst), len(findings))


def _row_names(sources: list[str]) -> tuple[dict[str, str], str]:
    """The row of each source, and what the rows are: the sources themselves; of too many, their templates; of too many templates, hosts or folders, and then the folders above.

    One row for all would say nothing: then the level below it stays, and its worst are shown.
    """
    names, by = {source: source for source in sources}, "source"
    for above, called in ((template_of, "template"), *[(site_of, "site")] * _DEEPEST):
        if len(set(names.values())) <= MOST:
            break
        raised = {source: (above(source) if called == "template" else above(name)) or name for source, name in names.items()}
        if raised == names or len(set(raised.values())) == 1:
            if called == "site":
                break
            continue
        names, by = raised, called
    return names, by


def template_of(source: str) -> str:
    """What pages of one template share in their address: numbers stand as `#`, the last part as `*` with its suffix; nothing for what is no page in a folder or of a host."""
    if source == WHOLE_SCRAPE or "/" not in source:
        return ""
    head, _, tail = source.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")
    if not head or head.endswith(":/"):
        return ""
    _, web, rest = head.rpartition("://")
    suffix = _SUFFIX.search(tail)
    host, slash, folders = rest.partition("/") if web else ("", "", rest)
    return f"{host}{slash}{_NUMBERS.sub('#', folders)}/*{suffix[0] if suffix else ''}"


def _row(name: str, sources: int, total: int, cells: list[Cell]) -> Row:
    return Row(source_label(name), sources, cells, total - sum(cell.number for cell in cells), total)


def _level(number: int, most: int) -> int:
    return 1 + min(_LEVELS - 1, int((_LEVELS - 1) * math.log(number) / math.log(max(most, _FEW)))) if number else 0
