"""Bytes into text: encodings, and lines, which CR, LF and CRLF all end."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pagegate.sources.stream import Stream, UnreadableError

_LINE_END = re.compile(r"\r\n|\r|\n")
_BEYOND_ASCII = bytes(range(128, 256))
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\b\x1b")) + b"\x7f"
#: What texts of western Europe and America hold beyond ASCII. Without Icelandic and Czech letters, which other encodings use for theirs.
_WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüßœÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒŸÿªº¡¿«»‹›‘’‚“”„–—…•·€£¥¢°±×÷²½¼¾§¶¬¦©®™µ¨´¸\xa0\xad")
#: The encodings that a detector may choose from, once cp1252 is out of the question: one for each script and family, the superset where several are near.
_LEGACY = ["cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874", "iso8859_2", "cp932", "euc_jp", "gb18030", "big5hkscs", "cp949"]
_SIGN_IN_WORD = re.compile(r"[^\W\d_][\xa1-\xa9\xab-\xac\xae-\xb4\xb6-\xb9\xbb-\xbf][^\W\d_]")
#: What a text has in hardly any word if it was decoded right: controls, broken characters, signs between letters.
STRANGE = re.compile(rf"[\x80-\x9f\ufffd]|{_SIGN_IN_WORD.pattern}")
_MOST_JUDGED = 1 << 16


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that could not be decoded, or is too long to be kept: the reason, and how it begins."""

    text: str
    shown: str = ""


def split_lines(text: str) -> list[str]:
    """The lines of a text, without their ends."""
    return _LINE_END.split(text) if "\r" in text else text.split("\n")


def unix(text: str) -> str:
    """A text whose lines all end with LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32, by byte order mark or by the zeros of its first letters (as RFC 4627 does for JSON); else None."""
    guess = json.detect_encoding(head[:8])
    if guess.startswith("utf-8"):
        return None
    try:
        start = codecs.getincrementaldecoder(guess)().decode(head[:4096])
    except UnicodeDecodeError:
        return None
    return None if "\0" in start else guess


def decode(data: bytes) -> tuple[str, str]:
    """The text of a whole source and the name of the encoding it was in.

    A byte order mark decides; then UTF-8, with a few broken characters replaced; then cp1252, if that gives western text; then a detector.
    Raises UnreadableError for binary data and for what no encoding explains.
    """
    wide = wide_encoding(data[:4096])
    if wide:
        text = data.decode(wide, "replace")
        if text.count("\ufffd") > len(text) // 10:
            msg = f"begins as {wide.upper()} but is not"
            raise UnreadableError(msg, 1)
        return text, wide
    _refuse_binary(data)
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", "replace"), "utf-8-sig"
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data" and len(data) - error.start > 1
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    kept = len(text) - broken - len(data.translate(None, _BEYOND_ASCII))
    # In damaged UTF-8 most characters beyond ASCII are whole; in another encoding hardly one is, by chance. Two bytes that begin one at the very end are none either.
    if cut or kept > 2 * broken:
        return text, "utf-8"
    encoding = legacy_encoding(data)
    if encoding is None:
        msg = "is not text in UTF-8, nor in any encoding that fits"
        raise UnreadableError(msg, 1)
    return data.decode(encoding, "replace"), encoding


def legacy_encoding(data: bytes) -> str | None:
    """The encoding of a text that is not UTF-8, judged by its first 64 KiB; None if none fits."""
    start = data[:_MOST_JUDGED]
    try:
        western = start.decode("cp1252")
    except UnicodeDecodeError:
        western = None
    if western is not None:
        beyond = [letter for letter in western if letter > "\x7f"]
        letters = sum(letter.isalpha() for letter in beyond)
        # `przyj±³` is Polish in ISO 8859-2: signs inside words are letters of another set.
        if _WESTERN.issuperset(beyond) and letters <= sum(map(str.isalpha, western)) / 4 and len(_SIGN_IN_WORD.findall(western)) <= len(beyond) / 50:
            return "cp1252"
    from charset_normalizer import from_bytes

    # A text that was cut may end inside a character, which its true encoding then refuses.
    for end in range(len(start), len(start) - 4, -1):
        fitting = [match for match in from_bytes(start[:end], cp_isolation=_LEGACY) if match.encoding != "ascii"]
        if fitting:
            # They come best first, but the detector does not mind signs inside words, which a wrong encoding of a Latin script leaves there.
            return str(min(fitting, key=lambda match: len(_SIGN_IN_WORD.findall(str(match)))).encoding)
    if western is None:
        return None
    # The detector knows no such text. With hardly a sign inside its words, it is in the set that leaves fewest there.
    foreign = sum(letter > "\x7f" for letter in western)
    signs = {encoding: len(STRANGE.findall(start.decode(encoding, "replace"))) for encoding in ("cp1252", "iso8859_2", "cp1250")}
    best = min(signs, key=lambda encoding: signs[encoding])
    return best if signs[best] * 50 <= foreign else "cp1252"


def _refuse_binary(data: bytes) -> None:
    """Raise UnreadableError if more than one byte in fifty, and more than three, are controls that no text has."""
    start = data[:_MOST_JUDGED]
    controls = len(start) - len(start.translate(None, _CONTROLS))
    if controls > max(3, len(start) / 50):
        msg = f"is binary, not text: {controls:,} of the first {len(start):,} bytes are control characters"
        raise UnreadableError(msg, 1)


def lines(stream: Stream) -> Iterator[list[str | BadLine]]:
    """The lines of a source, some thousands at a time, in order and complete.

    A line that is not UTF-8 is read in the encoding that its neighbours suggest, as long as nothing before it was beyond ASCII and UTF-8. The last line of a
    source that ended early is left out. `stream.line` is the number of lines given so far, `stream.unended` whether the last of all has no end.

    Raises UnreadableError if the source begins with binary data.
    """
    stream.line = 0
    decoder = _Lines()
    skipping = False
    pending: list[bytes] = []
    size = 0
    for block in _unix_blocks(stream):
        if skipping:
            end = block.find(b"\n")
            if end < 0:
                continue
            skipping = False
            piece = block[end + 1 :]
        else:
            piece = block
        cut = piece.rfind(b"\n")
        if cut < 0:
            pending.append(piece)
            size += len(piece)
            if size > stream.limits.record_bytes:
                stream.line += 1
                yield [BadLine(f"is longer than {stream.limits.record_bytes:,} bytes", pending[0][:1000].decode("utf-8", "replace"))]
                pending, size, skipping = [], 0, True
            continue
        found = decoder.lines(b"".join((*pending, piece[:cut])))
        pending = [piece[cut + 1 :]]
        size = len(pending[0])
        stream.line += len(found)
        yield found
    last = b"".join(pending)
    stream.unended = bool(last)
    if last and stream.broken is None:
        found = decoder.lines(last)
        stream.line += len(found)
        yield found


class _Lines:
    """Decodes lines one batch after another, and remembers what they were in."""

    def __init__(self) -> None:
        self._legacy: str | None = None
        self._asked = False
        self._utf8_seen = False

    def lines(self, batch: bytes) -> list[str | BadLine]:
        raw = batch.split(b"\n")
        try:
            # Line by line costs no more than all at once, and leaves ASCII lines as small as they are.
            text: list[str | BadLine] = [line.decode() for line in raw]
        except UnicodeDecodeError:
            return [self._line(line, raw) for line in raw]
        self._utf8_seen = self._utf8_seen or not batch.isascii()
        return text

    def _line(self, line: bytes, batch: list[bytes]) -> str | BadLine:
        try:
            text = line.decode()
        except UnicodeDecodeError as error:
            if not self._asked and not self._utf8_seen:
                self._asked = True
                self._legacy = legacy_encoding(b"\n".join(other for other in batch if not other.isascii()))
            if self._legacy is None:
                return BadLine(f"is not UTF-8: byte {error.start + 1:,} is 0x{line[error.start]:02x}", line[:1000].decode("utf-8", "replace"))
            return line.decode(self._legacy, "replace")
        self._utf8_seen = self._utf8_seen or not line.isascii()
        return text


def _unix_blocks(stream: Stream) -> Iterator[bytes]:
    """The blocks of a source in UTF-8 (or what is not UTF-16 or UTF-32), without byte order mark, every line ended by LF."""
    half = b""  # a CR at the end of a block, which may be the first half of a CRLF
    for number, block in enumerate(_narrow_blocks(stream)):
        piece = half + block
        if number == 0:
            piece = piece.removeprefix(codecs.BOM_UTF8)
            _refuse_binary(piece)
        half = b""
        if b"\r" in piece:
            if piece.endswith(b"\r"):
                piece, half = piece[:-1], b"\r"
            piece = piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        yield piece
    if half:
        yield b"\n"


def _narrow_blocks(stream: Stream) -> Iterator[bytes]:
    wide = wide_encoding(stream.head)
    if wide is None:
        yield from stream.blocks()
        return
    decoder = codecs.getincrementaldecoder(wide)()
    try:
        for block in stream.blocks():
            yield decoder.decode(block).encode("utf-8", "replace")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        stream.broken = f"is not {wide.upper()} throughout: {error.reason}"
