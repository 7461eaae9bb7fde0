"""Splits sources into good and bad, each in its own format: lines of JSON Lines and CSV, elements of JSON arrays, rows of Parquet, records of archives, pages as whole files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack

from pagegate.quarantine.archives import by_record
from pagegate.quarantine.condemned import Condemned, Reason, why
from pagegate.quarantine.packing import byte_lines, packed
from pagegate.quarantine.target import Target, beginning, copy
from pagegate.records.json_items import JsonReader, skip_space
from pagegate.records.json_walk import JsonWalk
from pagegate.records.read_csv import spans
from pagegate.records.read_har import ENTRIES
from pagegate.records.read_json_lines import is_document
from pagegate.sources.decode import decode, wide_encoding
from pagegate.sources.find import Source
from pagegate.sources.formats import Item
from pagegate.sources.stream import Limits, Stream, UnreadableError
from pagegate.sources.taken import format_of


def split(source: Source, against: Condemned | None, everything: list[Reason], target: Target, limits: Limits) -> int:
    """Write the halves of a source; returns the number of its bad records (1 for a whole file).

    `everything` are reasons against all sources; `limits` are those it was judged within. What cannot be split without loss (damaged, or in UTF-16) goes to the bad as a whole, byte for byte. A side without records is not written.
    """
    if everything or (against is not None and against.whole):
        return _whole(source, [*everything, *(against.all if against else [])], target)
    if against is None:
        copy(source, target.good)
        return 0
    try:
        with Stream(source, limits) as stream:
            fmt = format_of(source, stream).name
            if fmt == "JSON Lines":
                fmt = "JSON" if is_document(stream.head) else fmt
            parted = _SPLITTERS.get(fmt, _as_page)(source, stream, against, target)
            if parted is not None and stream.broken is None:
                return parted
    except UnreadableError:
        pass
    # Whatever was begun is overwritten: the source could not be taken apart.
    target.good.unlink(missing_ok=True)
    return _whole(source, against.all, target)


def _whole(source: Source, reasons: list[Reason], target: Target) -> int:
    """The whole file to the bad. One that cannot even be copied is explained all the same."""
    try:
        copy(source, target.bad)
    except OSError:
        target.bad.unlink(missing_ok=True)
    return target.explain([why(reasons)])


def _as_page(source: Source, stream: Stream, against: Condemned, target: Target) -> int | None:  # noqa: ARG001  the shape of a splitter
    return _whole(source, against.all, target)


def _by_line(source: Source, stream: Stream, against: Condemned, target: Target) -> int | None:
    """JSON Lines: each line is a record."""
    if wide_encoding(stream.head):
        return None
    return _lines(source, stream, [(line, line, reasons) for line, reasons in sorted(against.lines.items())], 0, target)


def _by_row(source: Source, stream: Stream, against: Condemned, target: Target) -> int | None:
    """CSV: a row may go on over lines, and the header belongs to both halves."""
    if wide_encoding(stream.head):
        return None
    with Stream(source, stream.limits) as rows:
        placed = spans(rows)
        header = next(placed)[1]
        bad = list(_bad_rows(placed, against))
    if any(line <= header for line in against.lines) or sum(len(reasons) for _, _, reasons in bad) != sum(map(len, against.lines.values())):
        return None
    return _lines(source, stream, bad, header, target)


def _bad_rows(rows: Iterator[tuple[int, int]], against: Condemned) -> Iterator[tuple[int, int, list[Reason]]]:
    left = sorted(against.lines.items(), reverse=True)
    for first, last in rows:
        reasons: list[Reason] = []
        while left and left[-1][0] <= last:
            line, found = left.pop()
            reasons += found if line >= first else []
        if reasons:
            yield first, last, reasons


def _lines(source: Source, stream: Stream, bad: list[tuple[int, int, list[Reason]]], header: int, target: Target) -> int:
    """Send each line to its half, as it is; the first `header` lines to both."""
    if not bad:
        copy(source, target.good)
        return 0
    like = beginning(source)
    left = [(first, last) for first, last, _ in reversed(bad)]
    good_records = 0
    with packed(target.good, like) as good, packed(target.bad, like) as wrong:
        # Lines are what is moved here, one by one and untouched; some millions a second.
        for number, line in enumerate(byte_lines(stream.blocks()), 1):
            while left and left[-1][1] < number:
                left.pop()
            if number <= header:
                good.write(line)
                wrong.write(line)
            elif left and left[-1][0] <= number:
                wrong.write(line)
            else:
                good.write(line)
                good_records += not line.isspace()
    if not good_records:
        target.good.unlink()
        copy(source, target.bad)
    return target.explain(why(reasons, line=first) for first, _, reasons in bad)


def _by_element(source: Source, stream: Stream, against: Condemned, target: Target) -> int | None:
    """JSON: the elements of the array of records; what stands around the array belongs to both halves."""
    data = stream.whole()
    text, encoding = decode(data)
    found = _elements(text, stream.limits.columns) if text.encode(encoding, "replace") == data else None
    if found is None or not _all_numbered(against, len(found)):
        return None
    return _parted(source, text, encoding, found, against, target)


def _parted(source: Source, text: str, encoding: str, found: list[tuple[int, int]], against: Condemned, target: Target) -> int:  # noqa: PLR0913, PLR0917  a text, and what becomes of it
    """Send each element of a JSON text to its half; what stands around them belongs to both."""
    if not against.records:
        copy(source, target.good)
        return 0
    like = beginning(source)
    for path, numbers in ((target.good, [n for n in range(len(found)) if n not in against.records]), (target.bad, sorted(against.records))):
        if numbers:
            with packed(path, like) as half:
                half.write("".join(_only(text, found, numbers)).encode(encoding))
    return target.explain(why(reasons, record=number) for number, reasons in sorted(against.records.items()))


def _by_entry(source: Source, stream: Stream, against: Condemned, target: Target) -> int | None:
    """HAR: its entries, each a page; what stands around them belongs to both halves."""
    data = stream.whole()
    text, encoding = decode(data)
    found = _entries(text, stream.limits.columns) if text.encode(encoding, "replace") == data else None
    # A finding that names no page of a HAR is about something that is none.
    if found is None or any(reason["page"] is None for reason in against.all) or not _all_numbered(against, len(found)):
        return None
    return _parted(source, text, encoding, found, against, target)


def _entries(text: str, columns: int) -> list[tuple[int, int]] | None:
    """Where the entries of a HAR stand; None if it is not sound, or an entry is no page."""
    begin = ENTRIES.search(text)
    reader = JsonReader(columns)
    try:
        if begin is None or skip_space(text, reader.value(text, skip_space(text, int(text.startswith("\ufeff"))))[1]) != len(text):
            return None
        found = JsonWalk(text, reader, cut=lambda: False).elements(begin.end() - 1)
    except (ValueError, RecursionError, IndexError):
        return None
    pages = sum(isinstance(one, Item) for one in JsonWalk(text, reader, cut=lambda: False).document(begin.end() - 1))
    return found if found and pages == len(found) else None


def _elements(text: str, columns: int) -> list[tuple[int, int]] | None:
    """Where the records of a JSON text stand; None if it is one record, or not sound."""
    start = skip_space(text, int(text.startswith("\ufeff")))
    walk = JsonWalk(text, JsonReader(columns), cut=lambda: False)
    try:
        found = walk.elements(start)
    except (ValueError, RecursionError, IndexError):
        return None
    return found if found and skip_space(text, walk.end) == len(text) else None


def _only(text: str, elements: list[tuple[int, int]], numbers: list[int]) -> Iterator[str]:
    """The pieces of a JSON text with some of its elements alone: what is before, between and after them stays as it is."""
    yield text[: elements[0][0]]
    for at, number in enumerate(numbers):
        start, end = elements[number]
        if at:
            yield text[elements[number - 1][1] : start]
        yield text[start:end]
    yield text[elements[-1][1] :]


def _by_parquet_row(source: Source, stream: Stream, against: Condemned, target: Target) -> int | None:
    """Parquet: rows, with the schema, its metadata and the compression of the input."""
    if not stream.is_plain_file:
        return None
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(source.location) as file:
        rows = file.metadata.num_rows
        if not _all_numbered(against, rows):
            return None
        if not against.records:
            copy(source, target.good)
            return 0
        bad = np.zeros(rows, dtype=bool)
        bad[list(against.records)] = True
        compression = file.metadata.row_group(0).column(0).compression.lower()
        with ExitStack() as stack:
            halves = []
            for path, mask in ((target.good, ~bad), (target.bad, bad)):
                if mask.any():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    options = {"compression": "none" if compression == "uncompressed" else compression}
                    halves.append((stack.enter_context(pq.ParquetWriter(path, file.schema_arrow, **options)), mask))
            start = 0
            for batch in file.iter_batches(batch_size=stream.limits.chunk_rows):
                for writer, mask in halves:
                    kept = batch.filter(pa.array(mask[start : start + batch.num_rows]))
                    if kept.num_rows:
                        writer.write_batch(kept)
                start += batch.num_rows
    return target.explain(why(reasons, record=number) for number, reasons in sorted(against.records.items()))


def _all_numbered(against: Condemned, count: int) -> bool:
    """Whether every reason that stands somewhere names a record that there is."""
    numbered = {reason["fingerprint"] for reasons in against.records.values() for reason in reasons}
    return all(number < count for number in against.records) and all(reason["fingerprint"] in numbered for reasons in against.lines.values() for reason in reasons)


Splitter = Callable[[Source, Stream, Condemned, Target], int | None]
_SPLITTERS: Mapping[str, Splitter] = {"JSON Lines": _by_line, "JSON": _by_element, "CSV": _by_row, "Parquet": _by_parquet_row, "HAR": _by_entry, "WARC": by_record}
