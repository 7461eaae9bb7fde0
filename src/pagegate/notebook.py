"""A verdict as a notebook shows it: a small table, with everything from pages escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from pagegate.sources.sample import sample

if TYPE_CHECKING:
    from pagegate.verdict import Verdict

#: So many findings are shown; the verdict holds them all.
_MOST = 20
_MESSAGE, _PLACE = 300, 120


def table(verdict: Verdict) -> str:
    """The verdict, its counts, and the first findings as HTML without style, script or link."""
    counts = ", ".join(f"{number:,} {severity}" for severity, number in verdict.counts.items() if number) or "nothing found"
    records = ", ".join(f"{number:,} {kind}" for kind, number in verdict.records.items() if number) or "no record"
    lines = [f"<p><strong>pagegate: {verdict.verdict}</strong>; {escape(records)}: {escape(counts)}</p>"]
    if len(verdict.findings):
        heads = "".join(f"<th>{head}</th>" for head in ("place", "severity", "rule", "finding"))
        lines.append(f"<table><thead><tr>{heads}</tr></thead><tbody>")
        lines += [_row(finding) for finding in verdict.findings.head(_MOST).to_dict("records")]
        lines.append("</tbody></table>")
    if len(verdict.findings) > _MOST:
        lines.append(f"<p>and {len(verdict.findings) - _MOST:,} more in <code>verdict.findings</code></p>")
    return "\n".join(lines)


def _row(finding: dict[Any, Any]) -> str:
    places = [finding["source"], *(finding[name] for name in ("line", "column"))]
    where = ":".join(f"{place:.0f}" if isinstance(place, float) else str(place) for place in places if place is not None and place == place)  # noqa: PLR0124  NaN differs from itself
    cells = (sample(where or "whole scrape", _PLACE), finding["severity"], f"{finding['code']} {finding['rule']}", sample(str(finding["message"]), _MESSAGE))
    return "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells) + "</tr>"
