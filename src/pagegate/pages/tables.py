"""Reads tables of quotes that name their columns: one row a line (tabs, bars or wide gaps between cells), or one cell a line.

The header says what no number can: which of four prices is the last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.pages import octets
from pagegate.pages.arrow import matches, numpy, strings, take
from pagegate.pages.cells import plain
from pagegate.pages.heads import HEADS, MARKS, field_of
from pagegate.pages.segments import Segments

#: Lines of tables are no longer than this; a header has at least so many columns, and at most so many lines of other things stand between two rows.
_LONGEST, _FEWEST, _BETWEEN = 300, 3, 2
_NUMBER = re.compile(r"[(\[]?(?:[▲▼]\s?)?[+\-]?\s?[A-Z]{0,3}[$€£¥₹₩₽]?\s?[+\-]?[0-9][0-9.,' ]*\s?(?:[$€£¥₹₩₽%p]|[KMBT]|[A-Z]{3})?\s?[)\]]?\s?[▲▼]?")
_NONE = re.compile(r"(?:n/a|#n/a|nan|null|none|undefined|unch\.?|-+|—|–|…)?", re.IGNORECASE)
#: Change and percent in one cell.
_BOTH = re.compile(r"(?P<change>(?:[▲▼]\s?)?[+\-]?\s?[$€£¥₹]?[0-9][0-9.,']*)(?:\s*[(\[/]\s*|\s+)(?P<change_pct>(?:[▲▼]\s?)?[+\-]?\s?[0-9][0-9.,']*\s?%)\s?[)\]]?")
#: The line under the header of a table in Markdown.
_RULE = re.compile(r":?-{2,}:?")
_LONGEST_HEAD, _MARK_OCTETS = 60, MARKS.encode()
_GAP = re.compile(r"\s{2,}")

#: The place of a cell: its segment, the character at which it begins there, and its text.
Cell = tuple[int, int, str]


@dataclass
class Tables:
    """Quotes of tables: `rows` (a cell per field), the segments that tables have `claimed`, and rows that are `broken` (their first segment)."""

    claimed: npt.NDArray[np.bool_]
    rows: list[dict[str, Cell]] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)

    def raw(self) -> pd.DataFrame:
        """One row a quote: a text column per field, and `segment`, where it begins."""
        found = pd.DataFrame([{name: text for name, (_, _, text) in row.items()} for row in self.rows], dtype="str")
        return found.assign(segment=np.array([min(segment for segment, _, _ in row.values()) for row in self.rows], dtype=np.int64))

    def places(self) -> pd.DataFrame:
        """Where each field stands: `row`, `field`, `segment`, `offset`, `text`."""
        cells = [(number, name, *cell) for number, row in enumerate(self.rows) for name, cell in row.items()]
        return pd.DataFrame(cells, columns=["row", "field", "segment", "offset", "text"])


@dataclass(frozen=True)
class _Header:
    """The fields of a table's columns in their order ("" for those that no record has), where its rows begin, and what stands between cells (None: a line break)."""

    fields: tuple[str, ...]
    begin: int
    gap: str | re.Pattern[str] | None


def tables(found: Segments, claimed: npt.NDArray[np.bool_]) -> Tables:
    """Read every table of quotes with a header, one after the other: a page has few, and most have none."""
    result = Tables(np.zeros(len(found), dtype=bool))
    for at in _prices(found, claimed):
        header = None if result.claimed[at] else _wide(found, at) or _tall(found, at)
        if header is not None:
            _read(found, header, claimed, result)
    return result


def _prices(found: Segments, claimed: npt.NDArray[np.bool_]) -> list[int]:
    """The lines that could be, or hold, the header of a price."""
    asked = (found.length <= _LONGEST) & ~claimed
    # Where it holds no more than a header, a longer line is mostly marks, before it or behind.
    marked = np.flatnonzero(asked & (found.length > _LONGEST_HEAD))
    long = take(found.text, marked)
    marked = marked[octets.beginning(long, _MARK_OCTETS) | octets.ending(long, _MARK_OCTETS, 3)] if len(marked) else marked
    headed = found.length <= _LONGEST_HEAD
    headed[marked] = True
    asked &= headed | octets.holding(found.text, "\t", "|") | octets.doubled(found.text, " ")
    rows = np.flatnonzero(asked)
    lines = take(found.text, rows).dictionary_encode()
    lowered = pc.utf8_trim(pc.utf8_lower(lines.dictionary), MARKS)
    alone = numpy(pc.is_in(lowered, pa.array(HEADS["price"], pa.large_string()))).astype(bool)
    gaps = matches(lowered, r"\t|\||\s{2,}")
    words = "|".join(re.escape(word) for word in HEADS["price"])
    gaps[gaps] = matches(take(lowered, gaps), rf"(?:^|[\s|▲▼*])(?:{words})(?:$|[\s|▲▼*:])")
    return [int(row) for row in rows[(alone | gaps)[numpy(lines.indices)]]] if len(rows) else []


def _header(cells: list[str]) -> tuple[str, ...] | None:
    """The fields of header cells; None unless every cell is one, and a price and a move are among them."""
    fields = [field_of(cell) for cell in cells]
    if fields and fields[0] is None and not cells[0].strip(MARKS):
        fields[0] = "name"
    known = [name for name in fields if name]
    whole = len(fields) >= _FEWEST and None not in fields and len(set(known)) == len(known)
    if not whole or "price" not in known or not {"change", "change_pct"} & set(known):
        return None
    named = {"name", "symbol"} & set(known)
    return (*(() if named else ("name",)), *(name or "" for name in fields))


def _wide(found: Segments, at: int) -> _Header | None:
    """The header in one line."""
    text = found.text[at].as_py()
    gap: str | re.Pattern[str] = "\t" if "\t" in text else "|" if "|" in text else _GAP
    fields = _header([cell for _, cell in _cells(text, gap)])
    return None if fields is None else _Header(fields, at + 1, gap)


def _tall(found: Segments, at: int) -> _Header | None:
    """The header as a run of lines, one column each, around that of the price."""

    def headed(place: int) -> bool:
        return 0 <= place < len(found) and found.page[place] == found.page[at] and field_of(found.text[place].as_py()) is not None

    begin = end = at
    while headed(begin - 1):
        begin -= 1
    while headed(end + 1):
        end += 1
    fields = _header([found.text[place].as_py() for place in range(begin, end + 1)])
    return None if fields is None else _Header(fields, end + 1, None)


def _cells(text: str, gap: str | re.Pattern[str]) -> list[tuple[int, str]]:
    """The cells of a line with the character at which each begins."""
    if gap == "|":
        text = text.rstrip().removesuffix("|")
        shift = len(text) - len(text.removeprefix("|"))
        text = text[shift:]
    else:
        shift = 0
    ends = [(match.start(), match.end()) for match in (gap if isinstance(gap, re.Pattern) else re.compile(re.escape(gap))).finditer(text)]
    starts = [0, *(end for _, end in ends)]
    pieces = [text[start:end] for start, end in zip(starts, [*(start for start, _ in ends), len(text)], strict=True)]
    return [(shift + start + len(piece) - len(piece.lstrip()), piece.strip()) for start, piece in zip(starts, pieces, strict=True)]


def _rows(found: Segments, header: _Header, claimed: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int, list[Cell]]]:
    """The rows of a table, each with its first segment and the one behind it: lines, or as many lines as there are columns."""
    at, page, width = header.begin, found.page[header.begin - 1], len(header.fields)
    needed = max(header.fields.index(name) for name in ("price", "change", "change_pct") if name in header.fields)
    while at < len(found) and found.page[at] == page and not claimed[at]:
        size = 1 if header.gap is not None else min(width, len(found) - at)
        texts = found.text.slice(at, size).to_pylist()
        if header.gap is not None:
            cells = [(at, offset, cell) for offset, cell in _cells(texts[0], header.gap)]
            # Blanks at the end of a line were trimmed away; price and move must be there.
            cells += [(at, len(texts[0]), "")] * (width - len(cells) if header.gap == "\t" and len(cells) > needed else 0)
        else:
            cells = [(at + place, 0, text) for place, text in enumerate(texts)]
        shown = plain(strings([text for _, _, text in cells])).to_pylist()
        yield at, at + size, [(segment, offset, text) for (segment, offset, _), text in zip(cells, shown, strict=True)]
        at += size


def _read(found: Segments, header: _Header, claimed: npt.NDArray[np.bool_], result: Tables) -> None:
    """Read rows until the table ends: where one cell is a line, at the first that does not fit; else where several lines in a row are none."""
    odd: list[int] = []
    count = len(result.rows)
    for at, end, cells in _rows(found, header, claimed):
        if len(cells) == len(header.fields) and _fits(header.fields, cells):
            result.broken += odd
            result.rows.append(_record(header.fields, cells))
            result.claimed[[*odd, *range(at, end)]] = True
            odd = []
            continue
        if all(_RULE.fullmatch(text) for _, _, text in cells):
            result.claimed[at] = True
            continue
        if header.gap is None or len(odd) == _BETWEEN or len(cells) < _FEWEST - 1:
            break
        odd.append(at)
    if len(result.rows) > count:
        result.claimed[header.begin - (1 if header.gap is not None else len(header.fields)) : header.begin] = True


def _fits(fields: tuple[str, ...], cells: list[Cell]) -> bool:
    """Whether a row has a name and no words where its price and move belong."""
    texts = dict(zip(fields, (text for _, _, text in cells), strict=True))
    named = any(re.search(r"[^\W\d_]", texts.get(name, "")) for name in ("symbol", "name"))
    numbers = [texts[name] for name in ("price", "change", "change_pct") if name in texts]
    return named and any(numbers) and all(_NUMBER.fullmatch(text) or _NONE.fullmatch(text) or _BOTH.fullmatch(text) for text in numbers)


def _record(fields: tuple[str, ...], cells: list[Cell]) -> dict[str, Cell]:
    """The cells of a row by field. A name stands for a symbol where there is none; a move in one cell is taken apart; one sign is both numbers' sign."""
    row = {name: cell for name, cell in zip(fields, cells, strict=True) if name and cell[2]}
    if "symbol" not in row:
        row["symbol"] = row.pop("name")
    for name in ("change", "change_pct"):
        both = _BOTH.fullmatch(row[name][2]) if name in row else None
        if both and name == "change_pct" and "change" in row:
            both = None
        if both:
            segment, offset, _ = row.pop(name)
            row |= {part: (segment, offset + both.start(part), both[part]) for part in ("change", "change_pct")}
    if "change" in row and row["change"][2].endswith("%") and "change_pct" not in row:
        row["change_pct"] = row.pop("change")
    return row
