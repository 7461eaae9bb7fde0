"""Goes through a JSON text from record to record, with the line of each, past what is broken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pagegate.records.json_items import JsonReader, skip_space, why
from pagegate.records.kind import fits
from pagegate.sources.formats import Found, Item, Trouble
from pagegate.sources.sample import sample
from pagegate.sources.stream import UnreadableError

#: Names under which services keep the array of records.
ENVELOPES = ("data", "items", "records", "results", "rows", "entries", "list", "hits", "response", "value", "pages", "quotes", "weather", "articles", "news")
_DEEPEST_ENVELOPE = 3
#: How much of a record, and of what stands before it on its line, is kept for excerpts.
_KEPT, _LEAD = 20_000, 200
#: How many characters may be gone through again to tell where errors are, some seconds' worth: 10,000 errors in a file of 1 MB, 40 in one of 256 MB.
_MOST_SPENT = 10_000_000_000
_DEPTH_COSTS = 1_000_000
_OPENING = re.compile(r'\{\s*"[^"\\\n]*"')
_ARRAY_OF_OBJECTS = re.compile(r"\[\s*\{")
_DOCUMENT = re.compile(r"^[\[{]", re.MULTILINE)


class JsonWalk:
    """A way through a text (line ends LF) that goes forward only. `end` is where the last document or record ended.

    `cut` says that the text is known to have been cut: that its last record is not whole is then nothing to tell.
    """

    def __init__(self, text: str, reader: JsonReader, *, cut: bool) -> None:
        """Begin at the beginning."""
        self.end = 0
        self._text = text
        self._reader = reader
        self._cut = cut
        self._troubles = 0
        self._spent = 0
        self._counted = 0
        self._line = 1
        self._line_start = 0

    def place(self, at: int) -> tuple[int, int]:
        """The line and column of a position, not before the last one asked for."""
        at = max(at, self._counted)
        self._line += self._text.count("\n", self._counted, at)
        self._line_start = max(self._line_start, self._text.rfind("\n", self._counted, at) + 1)
        self._counted = at
        return self._line, at - self._line_start + 1

    def document(self, start: int) -> Iterator[Found]:
        """The records of the document that begins at `start`."""
        if self._text[start] == "[":
            yield from self._array(start)
            return
        try:
            value, end = self._reader.value(self._text, start)
        except (ValueError, RecursionError) as error:
            yield from self._broken_document(start, error)
            return
        path = envelope(value)
        if path is None:
            yield from self._record(start)
        else:
            yield from self._array(self._start_of(start, path))
        self.end = end

    def elements(self, start: int) -> list[tuple[int, int]] | None:
        """From where to where each element of the array of records stands in the document that begins at `start`; None if it is one record itself.

        Raises as JsonReader.value does where the document is not sound.
        """
        text = self._text
        at = start
        if text[start] != "[":
            value, self.end = self._reader.value(text, start)
            path = envelope(value)
            if path is None:
                return None
            at = self._start_of(start, path)
        found = []
        at = skip_space(text, at + 1)
        while not text.startswith("]", at):
            _, end = self._reader.value(text, at)
            found.append((at, end))
            at = skip_space(text, end)
            if text.startswith(",", at):
                at = skip_space(text, at + 1)
        if text[start] == "[":
            self.end = at + 1
        return found

    def next_document(self, start: int) -> int:
        """Where the next line begins with a bracket in its first column, else the end."""
        found = _DOCUMENT.search(self._text, start)
        return found.start() if found else len(self._text)

    def _record(self, start: int) -> Iterator[Found]:
        """The record that begins at `start`. Raises as JsonReader.value does."""
        line, column = self.place(start)
        lead = self._line_start if start - self._line_start <= _LEAD else start
        found, self.end = self._reader.record(self._text, start, line, column)
        shown = self._text[lead : min(self.end, lead + _KEPT)]
        for one in found:
            if isinstance(one, Item):
                yield Item(one.fields, line, column, shown, one.size)
            else:
                yield Trouble(one.problem, one.text, line, column, one.field, shown)

    def _array(self, start: int) -> Iterator[Found]:
        """The records of the array that begins at `start`. Where one is broken, reading goes on at the next that begins as the first did."""
        text = self._text
        at = skip_space(text, start + 1)
        opening = _OPENING.match(text, at)
        while not text.startswith("]", at):
            try:
                yield from self._record(at)
            except (ValueError, RecursionError) as error:
                # What is nested too deep goes on to be, in each of its elements.
                resumed = text.find(opening[0], at + 1) if opening and not isinstance(error, RecursionError) else -1
                yield from self._trouble(at, error, last=resumed < 0)
                if resumed < 0:
                    self.end = self.next_document(at + 1)
                    return
                at = resumed
                continue
            at = skip_space(text, self.end)
            if text.startswith(",", at):
                at = skip_space(text, at + 1)
                if text.startswith("]", at):
                    yield from self._trouble(at, json.JSONDecodeError("Expecting an element after the last ','", text, at))
            elif text.startswith("{", at):
                yield from self._trouble(at, json.JSONDecodeError("Expecting ',' between two elements", text, at))
            elif not text.startswith("]", at):
                yield from self._trouble(at, json.JSONDecodeError("Expecting ',' or the end of the list", text, at), last=at >= len(text))
                self.end = self.next_document(at)
                return
        self.end = at + 1

    def _broken_document(self, start: int, error: ValueError | RecursionError) -> Iterator[Found]:
        """What can be saved of an object that is not JSON: the records of its array, if it looks like an envelope."""
        before, at = self._troubles, start
        after = self.next_document(start + 1)
        inner = _ARRAY_OF_OBJECTS.search(self._text, start, min(start + _KEPT, after + 1))
        if inner is not None and self._text.count("{", start, inner.end()) <= _DEEPEST_ENVELOPE + 1:
            yield from self._array(inner.start())
            at = self.end
            self.end = self.next_document(at)
        else:
            self.end = after
        if self._troubles == before:
            yield from self._trouble(at, error, last=self.end >= len(self._text))

    def _trouble(self, at: int, error: ValueError | RecursionError, *, last: bool = False) -> Iterator[Trouble]:
        if last and self._cut:
            return
        self._troubles += 1
        line, column = self.place(at)
        where = error.pos if isinstance(error, json.JSONDecodeError) else at
        # Each error of the json module costs a count of all lines before it; one about depth, a thousand calls.
        self._spent += where + (_DEPTH_COSTS if isinstance(error, RecursionError) else 0)
        if self._spent > _MOST_SPENT:
            msg = f"is broken in so many places ({self._troubles:,} so far) that it is read no further"
            raise UnreadableError(msg, line)
        told = sample(self._text[max(at, where - 40) : where + 160], 160) or "the end of the file"
        yield Trouble("unreadable-record", f"{why(error)}: {told}", line, column, shown=self._text[at : at + _LEAD])

    def _start_of(self, start: int, path: list[str]) -> int:
        """Where the value stands that `path` leads to, in the (sound) object that begins at `start`."""
        text = self._text
        for wanted in path:
            at = skip_space(text, start + 1)
            while text[at] == '"':
                name, at = self._reader.value(text, at)
                at = skip_space(text, skip_space(text, at) + 1)
                if name == wanted:
                    start = at
                _, at = self._reader.value(text, at)
                at = skip_space(text, at)
                at = skip_space(text, at + 1) if text[at] == "," else at
        return start


def envelope(value: Any, depth: int = 1) -> list[str] | None:
    """The names that lead to the array of records inside an object, None if it is a record itself."""
    if not isinstance(value, dict) or depth > _DEEPEST_ENVELOPE or fits(value):
        return None
    arrays = [[name] for name, content in value.items() if isinstance(content, list) and content and all(isinstance(one, dict) for one in content)]
    empty = [[name] for name, content in value.items() if name in ENVELOPES and content == []]
    inner = [[name, *path] for name, content in value.items() if (path := envelope(content, depth + 1)) is not None]
    for candidates in ([path for path in arrays + inner if path[0] in ENVELOPES], arrays, inner, empty):
        if candidates:
            return candidates[0] if len(candidates) == 1 else None
    return None
