"""Goes through a JSON document that is larger than what is held of it: the text slides, and is never there as a whole."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterator

from pagegate.records.json_items import JsonReader, skip_space
from pagegate.records.json_walk import ARRAY_OF_OBJECTS, DEEPEST_ENVELOPE, DOCUMENT, LEAD, JsonWalk
from pagegate.sources.decode import decode, unix
from pagegate.sources.formats import Found
from pagegate.sources.stream import Stream

#: A list of objects that ends within so many characters is read as a value, not as the records.
_SMALL = 1 << 20


def walk_of(stream: Stream) -> JsonWalk:
    """A way through the JSON of a source: with all of its text where that is less than twice the longest record, else with a window on it.

    Raises UnreadableError where the source begins with what is no text.
    """
    blocks = stream.blocks()
    most = 2 * stream.limits.record_bytes
    reader = JsonReader(stream.limits.columns)
    start, whole = _start(blocks, most)
    text, encoding = decode(start)
    if whole:
        return JsonWalk(unix(text).removeprefix("\ufeff"), reader, cut=lambda: stream.broken is not None)
    pieces = _pieces(start, blocks, encoding)
    return _LargeJsonWalk(pieces, reader, window=stream.limits.record_bytes, cut=lambda: stream.broken is not None)


def _start(blocks: Iterator[bytes], most: int) -> tuple[bytes, bool]:
    """The first bytes, at least `most` of them, and whether they are all."""
    taken: list[bytes] = []
    size = 0
    for block in blocks:
        taken.append(block)
        size += len(block)
        if size >= most:
            return b"".join(taken), False
    return b"".join(taken), True


def _pieces(start: bytes, blocks: Iterator[bytes], encoding: str) -> Iterator[str]:
    """The text, piece by piece, with LF at the end of every line and no byte order mark."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    half = ""  # a CR at the end of a piece may be the first half of a CRLF
    first = True
    for block, final in _marked(start, blocks):
        text = half + decoder.decode(block, final)
        half = "\r" if text.endswith("\r") and not final else ""
        text = unix(text.removesuffix(half) if half else text)
        yield text.removeprefix("\ufeff") if first else text
        first = False


def _marked(start: bytes, blocks: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    yield start, False
    for block in blocks:
        yield block, False
    yield b"", True


class _LargeJsonWalk(JsonWalk):
    """A way through pieces of a text. Positions are those in the window, which moves on where `_ahead` is asked for; a record that is longer than the window is not read."""

    def __init__(self, pieces: Iterator[str], reader: JsonReader, *, window: int, cut: Callable[[], bool]) -> None:
        super().__init__(next(pieces), reader, cut=cut)
        self._pieces = pieces
        self._window = window
        self._ended = False

    def document(self, start: int) -> Iterator[Found]:
        if self._ended or self.text[start] == "[":
            yield from super().document(start)
        else:
            yield from self._object(start, 1)

    def next_document(self, start: int) -> int:
        at = start
        while (found := DOCUMENT.search(self.text, at)) is None and not self._ended:
            at = self._ahead(len(self.text))
        return found.start() if found else len(self.text)

    def skip_space(self, start: int) -> int:
        at = self._ahead(skip_space(self.text, start))
        while at == len(self.text) and not self._ended:
            at = self._ahead(skip_space(self.text, at))
        return skip_space(self.text, at)

    def _ahead(self, at: int) -> int:
        if self._ended or len(self.text) - at >= self._window:
            return at
        self.place(at)
        dropped = max(0, at - LEAD)
        kept = [self.text[dropped:]]
        size = len(kept[0])
        while size < 2 * self._window and not self._ended:
            piece = next(self._pieces, None)
            self._ended = piece is None
            kept.append(piece or "")
            size += len(kept[-1])
        self._forget(dropped, "".join(kept))
        return at - dropped

    def _find(self, wanted: str, start: int) -> int:
        at = start
        while (found := self.text.find(wanted, at)) < 0 and not self._ended:
            # The end of the window may hold the beginning of what is looked for.
            at = self._ahead(max(at, len(self.text) - len(wanted)))
        return found

    def _why(self, error: ValueError | RecursionError, at: int) -> str:
        if not self._ended and not isinstance(error, RecursionError):
            where = error.pos if isinstance(error, json.JSONDecodeError) else at
            if len(self.text) - where < LEAD or "Unterminated string" in str(error):
                return f"is longer than {self._window:,} characters"
        return super()._why(error, at)

    def _object(self, start: int, depth: int) -> Iterator[Found]:
        """The records of the large lists in a large object; its other values are passed over."""
        at = self.skip_space(start + 1)
        try:
            while self.text.startswith('"', at):
                _, at = self._reader.value(self.text, at)
                at = self.skip_space(self.skip_space(at) + 1)
                if ARRAY_OF_OBJECTS.match(self.text, at) and not self._is_small(at):
                    yield from self._array(at)
                    at = self.end
                elif self.text.startswith("{", at) and depth < DEEPEST_ENVELOPE and not self._is_small(at):
                    yield from self._object(at, depth + 1)
                    at = self.end
                else:
                    _, at = self._reader.value(self.text, at)
                at = self.skip_space(at)
                if not self.text.startswith(",", at):
                    break
                at = self.skip_space(at + 1)
            if not self.text.startswith("}", at):
                what = "Expecting ',' or the end of the object"
                raise json.JSONDecodeError(what, self.text, at)
        except (ValueError, RecursionError) as error:
            told = self._told(at, error)
            self.end = self.next_document(at + 1)
            yield from self._unless_cut(told, last=self.end >= len(self.text))
            return
        self.end = at + 1

    def _is_small(self, at: int) -> bool:
        """Whether the value that begins here ends within a small piece of the window."""
        try:
            self._reader.value(self.text[at : at + _SMALL], 0)
        except (ValueError, RecursionError):
            return False
        return True
