"""Where a finding stands, in words and in the page's own lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from pagegate.outputs.visible import shortened, visible

WHOLE_SCRAPE = "whole scrape"
_TAB = "    "
_LABEL = 200
#: What stands between the delimiters of a table's line, without spaces and quotes around it.
_CELL = re.compile(r"[^,;|\t\s\"](?:[^,;|\t\"]*[^,;|\t\s\"])?")
#: From here on a float knows no units.
_EXACT = 1e15


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, cut around what matters and harmless to show: `before`, `marked` and `after` in a row are its text."""

    number: int
    before: str
    marked: str
    after: str
    here: bool


def known(value: Any) -> bool:
    """Whether a value of a finding is there at all: not null and not empty."""
    return value is not None and value is not pd.NA and value == value and value != ""  # noqa: PLR0124  NaN is the value that differs from itself


def source_name(source: Any) -> str:
    """The source of a finding, harmless; a finding about everything has none."""
    return visible(str(source)) if known(source) else WHOLE_SCRAPE


def source_label(source: Any) -> str:
    """The source where there is little room for it."""
    return shortened(source_name(source), _LABEL)


def site_of(source: str) -> str:
    """Whose a source is: the host of a URL, the folder of a file; empty for a file without one."""
    if "://" in source:
        try:
            return urlsplit(source).netloc
        except ValueError:
            return ""
    folder = str(PurePosixPath(source).parent)
    return "" if folder == "." else folder


def place(finding: Mapping[str, Any]) -> str:
    """`source:line:column`, as far as they are known: what editors and terminals open with a click."""
    name = source_name(finding["source"])
    if not known(finding["line"]):
        return name
    column = f":{int(finding['column'])}" if known(finding["column"]) else ""
    return f"{name}:{int(finding['line'])}{column}"


def page_place(finding: Mapping[str, Any]) -> str:
    """Where a finding stands within the page that a feed holds: `page 3, line 14 of it`; empty for other sources."""
    if not known(finding["page"]):
        return ""
    words = f"page {visible(str(_whole(finding['page'])))}"
    return f"{words}, line {int(finding['page_line'])} of it" if known(finding["page_line"]) else words


def excerpt(finding: Mapping[str, Any], around: int, width: int) -> list[Line]:
    """The page's lines up to `around` before and after the finding, each at most about `width` characters, the offending text marked."""
    if not isinstance(finding["excerpt"], Iterable):
        return []
    lines = [(int(number), str(text)) for number, text in finding["excerpt"]]
    number = _number(finding, [n for n, _ in lines])
    near = [(n, text) for n, text in lines if number is None or abs(n - number) <= around]
    return [_line(n, text, finding, here=n == number, width=width) for n, text in near[: 2 * around + 1]]


def _number(finding: Mapping[str, Any], numbers: list[int]) -> int | None:
    """The number of the finding's own line among those of its excerpt, which are the page's where there is a page in a feed."""
    for name in ("page_line", "line") if known(finding["page"]) else ("line",):
        if known(finding[name]) and int(finding[name]) in numbers:
            return int(finding[name])
    return None


def _line(number: int, text: str, finding: Mapping[str, Any], *, here: bool, width: int) -> Line:
    start, end = _span(text, finding) if here else (0, 0)
    most = width * 3 // 4
    if end - start > most:
        # What is wrong with a long text may be its beginning or its end: both are shown.
        marked = f"{text[start : start + most // 2]} … {text[end - most // 2 : end]}"
        return Line(number, _harmless(text[max(0, start - width // 4) : start]), _harmless(marked), "…" if end < len(text) else "", here)
    first = max(0, start - (width - (end - start)) // 2) if len(text) > width else 0
    last = min(len(text), first + width)
    before = ("…" if first else "") + text[first:start]
    after = text[end:last] + ("…" if last < len(text) else "")
    return Line(number, _harmless(before), _harmless(text[start:end]), _harmless(after), here)


def _span(text: str, finding: Mapping[str, Any]) -> tuple[int, int]:
    """From where to where the offending text stands in its line: nearest to its column where it stands more than once."""
    shown = str(finding["text"]).strip("\r\n").partition("\n")[0].rstrip("\r") if known(finding["text"]) else ""
    wanted = int(finding["column"]) - 1 if known(finding["column"]) else 0
    if not shown:
        return _of_field(text, finding)
    starts = [text.find(shown, max(0, wanted)), text.rfind(shown, 0, max(0, wanted) + len(shown))]
    found = [start for start in starts if start >= 0]
    if not found:
        return 0, 0
    start = min(found, key=lambda at: abs(at - wanted))
    return start, start + len(shown)


def _of_field(text: str, finding: Mapping[str, Any]) -> tuple[int, int]:
    """From where to where the field of a finding stands in a record of a feed: the value of its name in JSON, else the one cell of its line that has its value."""
    fields = finding["fields"] if isinstance(finding["fields"], Mapping) else {}
    name = finding.get("field") or next(iter(fields), None)
    if not known(name) or known(finding["page"]):
        return 0, 0
    begun = re.search(rf"{re.escape(json.dumps(str(name), ensure_ascii=False))}\s*:\s*", text)
    if begun:
        try:
            return begun.end(), json.JSONDecoder().raw_decode(text, begun.end())[1]
        except (ValueError, RecursionError):  # the value goes on where the excerpt ends
            return begun.end(), len(text)
    cells = [cell.span() for cell in _CELL.finditer(text) if _is(fields[name], cell[0])] if known(fields.get(name)) else []
    return cells[0] if len(cells) == 1 else (0, 0)


def _is(value: Any, cell: str) -> bool:
    """Whether a cell says a value."""
    if isinstance(value, str):
        return cell == value
    try:
        return bool(float(cell) == value)
    except ValueError:
        return False


def _harmless(text: str) -> str:
    return visible(text.replace("\t", _TAB))


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT else value


def value_shown(value: Any, most: int) -> str:
    """A field's value as a reader sees it: text as it is, numbers with the digits they have (whole ones without a point), nothing as a dash."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value):  # noqa: PLR0124  NaN is the value that differs from itself
        return "—"
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, bool):
        return "yes" if value else "no"
    # Cut first: a field may hold a whole article.
    return shortened(visible(str(_whole(value))[: most + 1]), most)
