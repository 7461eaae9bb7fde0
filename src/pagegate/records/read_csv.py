"""Reads CSV and its relatives: a header, then one record a row, with cells that may hold line ends."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from pagegate.records.kind import fits
from pagegate.sources.decode import BadLine, decode, lines, unix
from pagegate.sources.formats import Format, Found, Item, Trouble
from pagegate.sources.sample import sample
from pagegate.sources.stream import Stream, UnreadableError

DELIMITERS = ",;\t|"
_KEPT = 20_000
#: A quote that is open for longer than this, in characters, was never meant to be one.
_LONGEST_QUOTED = 4 << 20
#: How many characters are read again, all in all, because reading goes back to the line after such a quote.
_MOST_READ_AGAIN = 256 << 20


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of a row, the line it begins on, and its text. Without cells it could not be read, for the reason given."""

    line: int
    text: str
    cells: list[str] | None
    why: str = ""


def read(stream: Stream) -> Iterator[Found]:
    """The rows of a CSV file, each with its first line. The delimiter (comma, semicolon, tab, bar) is told by the first rows; empty cells are None.

    A row with too few cells has None for the others, unless it is the last and has no line end: then the file was cut. One with too many is a trouble, if what is too
    much is not empty. A quote that is never closed spoils its own row only: reading goes on at the next line.
    """
    # The csv module's limit holds for the whole process, and what a cell may hold is bounded by what a line may.
    csv.field_size_limit(max(csv.field_size_limit(), stream.limits.record_bytes))
    rows = _rows(stream, delimiter_of(stream.head))
    header = next((row for row in rows if row.cells is None or any(cell.strip() for cell in row.cells)), None)
    if header is None:
        return
    names = _names(header, stream)
    doubled = [name for number, name in enumerate(names) if name in names[:number]] if len(set(names)) < len(names) else []
    if doubled:
        told = ", ".join(sample(name, 40) for name in doubled[:5])
        yield Trouble("duplicate-key", f"the header has {told} more than once; the last column is kept", header.line, 1, sample(doubled[0], 100), header.text[:_KEPT])
    for row in rows:
        why = row.why or _misfit(row, len(names), stream)
        if row.cells is None or why:
            yield Trouble("unreadable-record", f"the row {why}: {sample(row.text, 120)}", row.line, 1, shown=row.text[:_KEPT])
        else:
            yield Item(dict(zip_longest(names, [cell or None for cell in row.cells[: len(names)]])), row.line, 1, row.text[:_KEPT], len(row.text))


def spans(stream: Stream) -> Iterator[tuple[int, int]]:
    """The first and the last line of each row, the header first. Blank lines are in none."""
    header = True
    for row in _rows(stream, delimiter_of(stream.head)):
        if header and row.cells is not None and not any(cell.strip() for cell in row.cells):
            continue
        header = False
        yield row.line, row.line + row.text.count("\n")


def _misfit(row: _Row, width: int, stream: Stream) -> str:
    """Why the cells of a row cannot be put under the header, empty if they can."""
    cells = row.cells or []
    if len(cells) > width and any(cells[width:]):
        return f"has {len(cells):,} cells where the header has {width:,}"
    if len(cells) < width and stream.unended and row.line == stream.line:
        return f"ends after {len(cells):,} of {width:,} cells, and the file with it"
    return ""


def delimiter_of(head: bytes) -> str:
    """The delimiter that splits the first rows into equally many cells, and most of them."""
    try:
        text = unix(decode(head[: 1 << 16])[0]).removeprefix("\ufeff")
    except UnreadableError:
        return ","
    first = [line + "\n" for line in text.split("\n")[:100]]
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        widths = [len(row) for row in csv.reader(first, delimiter=delimiter) if row]
        if widths and widths[0] > 1:
            # Many cells in every row speak for a delimiter; a sentence has a comma here and there.
            points = sum(width == widths[0] for width in widths) / len(widths) * min(widths[0], 5)
            if points > best_score:
                best, best_score = delimiter, points
    return best


def _names(header: _Row, stream: Stream) -> list[str]:
    if header.cells is None:
        msg = f"has a header that {header.why}: {sample(header.text, 120)}"
        raise UnreadableError(msg, header.line)
    if len(header.cells) > stream.limits.columns:
        msg = f"has {len(header.cells):,} columns, more than {stream.limits.columns:,}"
        raise UnreadableError(msg, header.line)
    return [cell.strip() or f"column {number}" for number, cell in enumerate(header.cells, 1)]


def _rows(stream: Stream, delimiter: str) -> Iterator[_Row]:
    """The rows, blank lines left out. A row with quotes is read by the csv module, and goes on over as many lines as its quote is open."""
    numbered = _Numbered(stream)
    for number, line in numbered:
        if isinstance(line, BadLine):
            yield _Row(number, line.shown, None, line.text)
        elif "\0" in line:
            yield _Row(number, line, None, "holds a NUL byte")
        elif '"' not in line:
            if line:
                yield _Row(number, line, line.split(delimiter))
        else:
            yield _quoted(number, line, numbered, delimiter)


def _quoted(number: int, line: str, numbered: _Numbered, delimiter: str) -> _Row:
    """The row that begins on a line with quotes."""
    try:
        cells = _cells(line, delimiter)
    except csv.Error:
        # Letters behind a closing quote belong to the cell, as most programs have it.
        return _Row(number, line, next(csv.reader([line], delimiter=delimiter)))
    row, length = [line], len(line)
    taken: list[tuple[int, str | BadLine]] = []
    while cells is None and length < _LONGEST_QUOTED:
        following = next(numbered, None)
        if following is None:
            break
        taken.append(following)
        if isinstance(following[1], BadLine):
            break
        row.append(following[1])
        length += len(following[1]) + 1
        # Only a line with an odd number of quotes can close one.
        if following[1].count('"') % 2:
            try:
                cells = _cells("\n".join(row), delimiter)
            except csv.Error:
                break
    if cells is None:
        numbered.give_back(taken)
        return _Row(number, line, None, "has a quote that is never closed")
    return _Row(number, "\n".join(row), cells)


def _cells(text: str, delimiter: str) -> list[str] | None:
    """The cells of a row, None if a quote is open at its end. Raises csv.Error if letters follow a closing quote."""
    try:
        return next(csv.reader([text + "\n"], delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            return None
        raise


class _Numbered:
    """Lines with their numbers, some of which can be given back."""

    def __init__(self, stream: Stream) -> None:
        self._lines = enumerate((line for batch in lines(stream) for line in batch), 1)
        self._again: deque[tuple[int, str | BadLine]] = deque()
        self._read_again = 0

    def __iter__(self) -> Iterator[tuple[int, str | BadLine]]:
        return self

    def __next__(self) -> tuple[int, str | BadLine]:
        return self._again.popleft() if self._again else next(self._lines)

    def give_back(self, taken: list[tuple[int, str | BadLine]]) -> None:
        """Have these lines come again. Raises UnreadableError if that has been asked for too much."""
        self._read_again += sum(len(line) for _, line in taken if isinstance(line, str))
        if self._read_again > _MOST_READ_AGAIN:
            msg = "has so many quotes that are never closed that it is read no further"
            raise UnreadableError(msg, taken[0][0])
        self._again.extendleft(reversed(taken))


def _sniff(head: bytes) -> bool:
    """Whether the first line is a header whose names tell a kind."""
    try:
        text = unix(decode(head[: 1 << 16])[0]).removeprefix("\ufeff").lstrip()
    except UnreadableError:
        return False
    cells = next(csv.reader([text.partition("\n")[0]], delimiter=delimiter_of(head)), [])
    return len(cells) > 1 and fits(cell.strip() for cell in cells)


FORMAT = Format(name="CSV", suffixes=(".csv", ".tsv"), read=read, sniff=_sniff, rank=40)
