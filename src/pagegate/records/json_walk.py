"""Goes through a JSON text from record to record, with the line of each, past what is broken."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from pagegate.records.json_items import JsonReader, skip_space, why
from pagegate.records.kind import fits
from pagegate.sources.formats import Found, Item, Trouble
from pagegate.sources.sample import sample
from pagegate.sources.stream import UnreadableError

#: Names under which services keep the array of records.
ENVELOPES = ("data", "items", "records", "results", "rows", "entries", "list", "hits", "response", "value", "pages", "quotes", "weather", "articles", "news")
DEEPEST_ENVELOPE = 3
#: How much of a record, and of what stands before it on its line, is kept for excerpts.
_KEPT, LEAD = 20_000, 200
#: How many characters may be gone through again to tell where errors are, some seconds' worth: 10,000 errors in a file of 1 MB, 40 in one of 256 MB.
_MOST_SPENT = 10_000_000_000
_DEPTH_COSTS = 1_000_000
_OPENING = re.compile(r'\{\s*"[^"\\\n]*"')
ARRAY_OF_OBJECTS = re.compile(r"\[\s*\{")
DOCUMENT = re.compile(r"^[\[{]", re.MULTILINE)


class JsonWalk:
    """A way through a text (line ends LF) that goes forward only. `end` is where the last document or record ended.

    `cut` says whether the text is known to have been cut: that its last record is not whole is then nothing to tell.
    """

    def __init__(self, text: str, reader: JsonReader, *, cut: Callable[[], bool]) -> None:
        """Begin at the beginning."""
        self.end = 0
        self.text = text
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
        self._line += self.text.count("\n", self._counted, at)
        last = self.text.rfind("\n", self._counted, at)
        self._line_start = self._line_start if last < 0 else last + 1
        self._counted = at
        return self._line, at - self._line_start + 1

    def skip_space(self, start: int) -> int:
        """Where the next letter that is no JSON whitespace stands."""
        return skip_space(self.text, start)

    def _ahead(self, at: int) -> int:
        """The same position, with the whole of the record that begins there in the text."""
        return at

    def _find(self, wanted: str, start: int) -> int:
        """Where a text stands next, negative if it does not."""
        return self.text.find(wanted, start)

    def _forget(self, before: int, text: str) -> None:
        """Go on in a text that is without the characters before a position, which is not behind the last one asked for."""
        self.text = text
        self._counted -= before
        self._line_start -= before

    def document(self, start: int) -> Iterator[Found]:
        """The records of the document that begins at `start`."""
        if self.text[start] == "[":
            yield from self._array(start)
            return
        try:
            value, end = self._reader.value(self.text, start)
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
        text = self.text
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
        found = DOCUMENT.search(self.text, start)
        return found.start() if found else len(self.text)

    def _record(self, start: int) -> Iterator[Found]:
        """The record that begins at `start`. Raises as JsonReader.value does."""
        line, column = self.place(start)
        lead = max(0, self._line_start) if start - self._line_start <= LEAD else start
        found, self.end = self._reader.record(self.text, start, line, column)
        shown = self.text[lead : min(self.end, lead + _KEPT)]
        for one in found:
            if isinstance(one, Item):
                yield Item(one.fields, line, column, shown, one.size)
            else:
                yield Trouble(one.problem, one.text, line, column, one.field, shown)

    def _array(self, start: int) -> Iterator[Found]:
        """The records of the array that begins at `start`. Where one is broken, reading goes on at the next that begins as the first did."""
        at = self.skip_space(start + 1)
        opening = _OPENING.match(self.text, at)
        while not self.text.startswith("]", at):
            at = self._ahead(at)
            try:
                yield from self._record(at)
            except (ValueError, RecursionError) as error:
                told = self._told(at, error)
                # What is nested too deep goes on to be, in each of its elements.
                resumed = self._find(opening[0], at + 1) if opening and not isinstance(error, RecursionError) else -1
                yield from self._unless_cut(told, last=resumed < 0)
                if resumed < 0:
                    self.end = self.next_document(at + 1)
                    return
                at = resumed
                continue
            at = self.skip_space(self.end)
            if self.text.startswith(",", at):
                at = self.skip_space(at + 1)
                if self.text.startswith("]", at):
                    yield self._told(at, json.JSONDecodeError("Expecting an element after the last ','", self.text, at))
            elif self.text.startswith("{", at):
                yield self._told(at, json.JSONDecodeError("Expecting ',' between two elements", self.text, at))
            elif not self.text.startswith("]", at):
                yield from self._unless_cut(self._told(at, json.JSONDecodeError("Expecting ',' or the end of the list", self.text, at)), last=at >= len(self.text))
                self.end = self.next_document(at)
                return
        self.end = at + 1

    def _broken_document(self, start: int, error: ValueError | RecursionError) -> Iterator[Found]:
        """What can be saved of an object that is not JSON: the records of its array, if it looks like an envelope."""
        before, at = self._troubles, start
        after = self.next_document(start + 1)
        inner = ARRAY_OF_OBJECTS.search(self.text, start, min(start + _KEPT, after + 1))
        if inner is not None and self.text.count("{", start, inner.end()) <= DEEPEST_ENVELOPE + 1:
            yield from self._array(inner.start())
            at = self.end
            self.end = self.next_document(at)
        else:
            self.end = after
        if self._troubles == before:
            yield from self._unless_cut(self._told(at, error), last=self.end >= len(self.text))

    def _unless_cut(self, told: Trouble, *, last: bool) -> Iterator[Trouble]:
        if not (last and self._cut()):
            yield told

    def _told(self, at: int, error: ValueError | RecursionError) -> Trouble:
        self._troubles += 1
        line, column = self.place(at)
        where = error.pos if isinstance(error, json.JSONDecodeError) else at
        # Each error of the json module costs a count of all lines before it; one about depth, a thousand calls.
        self._spent += where + (_DEPTH_COSTS if isinstance(error, RecursionError) else 0)
        if self._spent > _MOST_SPENT:
            msg = f"is broken in so many places ({self._troubles:,} so far) that it is read no further"
            raise UnreadableError(msg, line)
        told = sample(self.text[max(at, where - 40) : where + 160], 160) or "the end of the file"
        return Trouble("unreadable-record", f"{self._why(error, at)}: {told}", line, column, shown=self.text[at : at + LEAD])

    def _why(self, error: ValueError | RecursionError, at: int) -> str:  # noqa: ARG002  a walk with a window on its text asks how far the record goes
        return why(error)

    def _start_of(self, start: int, path: list[str]) -> int:
        """Where the value stands that `path` leads to, in the (sound) object that begins at `start`."""
        text = self.text
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
    if not isinstance(value, dict) or depth > DEEPEST_ENVELOPE or fits(value):
        return None
    arrays = [[name] for name, content in value.items() if isinstance(content, list) and content and all(isinstance(one, dict) for one in content)]
    empty = [[name] for name, content in value.items() if name in ENVELOPES and content == []]
    inner = [[name, *path] for name, content in value.items() if (path := envelope(content, depth + 1)) is not None]
    for candidates in ([path for path in arrays + inner if path[0] in ENVELOPES], arrays, inner, empty):
        if candidates:
            return candidates[0] if len(candidates) == 1 else None
    return None
