"""How the bytes of a source are unpacked, and become text and lines."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pagegate.sources.decode import BadLine, decode, lines, split_lines
from pagegate.sources.find import find
from pagegate.sources.sample import sample
from pagegate.sources.stream import Limits, Stream, UnreadableError
from tests.streams import Opener


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gzip", "bzip2", "xz"])
def test_compression_is_told_by_the_first_bytes_whatever_the_name(stream: Opener, pack: Callable[[bytes], bytes]) -> None:
    assert stream(pack(b"a\nb") + pack(b"c")).whole() == b"a\nbc"


def test_zstd_is_unpacked_too(stream: Opener) -> None:
    pa = pytest.importorskip("pyarrow")
    packed = pa.compress(b"a\nb" * 1000, "zstd", asbytes=True)
    assert stream(packed, "a.txt.zst").whole() == b"a\nb" * 1000


def test_a_file_that_is_compressed_in_name_only_is_read_as_it_is(stream: Opener) -> None:
    assert stream(b"plain", "a.txt.gz").whole() == b"plain"


def test_a_file_that_claims_a_compression_and_is_binary_cannot_be_opened(stream: Opener) -> None:
    with pytest.raises(UnreadableError, match="named as gzip, but does not begin as gzip does"):
        stream(b"\x00\x01\x02\x03", "a.txt.gz")


def test_what_comes_before_a_cut_in_a_gzip_file_is_given(stream: Opener) -> None:
    text = os.urandom(1 << 20)
    cut = stream(gzip.compress(text)[: 1 << 19])
    got = cut.whole()
    assert 400_000 < len(got) < len(text)
    assert text.startswith(got)
    assert cut.broken is not None
    assert "ended before" in cut.broken


def test_a_decompression_bomb_is_read_no_further(stream: Opener) -> None:
    bomb = stream(gzip.compress(b"0" * 30_000_000), limits=Limits(inflated_bytes=5_000_000))
    assert sum(map(len, bomb.blocks())) < 6_000_000
    assert bomb.broken is not None
    assert "decompression bomb" in bomb.broken


def test_a_file_too_large_to_be_read_whole_is_refused(stream: Opener) -> None:
    with pytest.raises(UnreadableError, match="is larger than 1 MiB"):
        stream(b"x" * 3_000_000, limits=Limits(whole_bytes=1 << 20)).whole()


def test_an_unreadable_file_is_a_source_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to("nowhere")
    (source,) = find([str(tmp_path / "gone.txt")], tmp_path)
    with pytest.raises(UnreadableError, match="cannot be opened: No such file"):
        Stream(source, Limits())


def test_standard_input_is_read_in_full_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"one\ntwo")))
    (source,) = find(["-"], tmp_path)
    with Stream(source, Limits()) as read:
        assert read.whole() == b"one\ntwo"
    assert not sys.stdin.closed


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_every_line_end_ends_a_line(stream: Opener, end: str) -> None:
    assert stream.lines(f"a{end}b{end}{end}c".encode()) == ["a", "b", "", "c"]
    assert split_lines(f"a{end}b{end}{end}c") == ["a", "b", "", "c"]


def test_other_characters_end_no_line(stream: Opener) -> None:
    assert stream.lines("a\x0bb\u2028c\x85d\n".encode()) == ["a\x0bb\u2028c\x85d"]


def test_a_crlf_on_the_border_of_two_blocks_ends_one_line(stream: Opener) -> None:
    for size in range((1 << 18) - 3, (1 << 18) + 2):
        assert [line if isinstance(line, BadLine) else len(line) for line in stream.lines(b"x" * size + b"\r\ny")] == [size, 1]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_byte_order_marks_and_wide_encodings_are_understood(stream: Opener, encoding: str) -> None:
    assert stream.lines("Köln 17,3 °C\r\n₂\r\n".encode(encoding)) == ["Köln 17,3 °C", "₂"]
    assert decode("Köln 17,3 °C".encode(encoding))[0] == "Köln 17,3 °C"


def test_a_text_in_windows_western_encoding_is_read_as_such() -> None:
    assert decode("It’s 17 °C – “an early été”".encode("cp1252")) == ("It’s 17 °C – “an early été”", "cp1252")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Правительство утвердило новую программу поддержки малого бизнеса, сообщила пресс-служба в понедельник. " * 3, "cp1251"),
        ("Rząd przyjął nową ustawę o wsparciu małych przedsiębiorstw, żółty alarm pogodowy w całym kraju trwa do środy. " * 3, "cp1250"),
        ("東京都心は月曜日の朝から雪が降り、気象庁は交通の乱れに注意するよう呼びかけている。" * 5, "cp932"),
    ],
    ids=["Russian", "Polish", "Japanese"],
)
def test_other_encodings_are_detected(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


def test_utf8_that_was_cut_inside_a_character_stays_utf8() -> None:
    assert decode("Temperature of 17 degrees, they said…".encode()[:-1]) == ("Temperature of 17 degrees, they said\ufffd", "utf-8")


def test_utf8_with_a_damaged_character_stays_utf8() -> None:
    assert decode("“one” “two” “thr\xe9e”".encode().replace(b"\xc3\xa9", b"\xe9")) == ("“one” “two” “thr\ufffde”", "utf-8")


def test_binary_data_is_refused() -> None:
    with pytest.raises(UnreadableError, match="is binary, not text"):
        decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00")


def test_a_line_in_another_encoding_is_bad_where_the_others_are_utf8(stream: Opener) -> None:
    good, bad, last = stream.lines("Köln\n".encode() + b"K\xf6ln\nBonn")
    assert (good, last) == ("Köln", "Bonn")
    assert bad == BadLine("is not UTF-8: byte 2 is 0xf6", "K\ufffdln")


def test_lines_in_one_other_encoding_are_read_in_it(stream: Opener) -> None:
    assert stream.lines("Bonn\nKöln\nMünchen".encode("cp1252")) == ["Bonn", "Köln", "München"]


def test_a_line_longer_than_the_limit_is_bad_and_the_next_is_read(stream: Opener) -> None:
    long = stream(b"a\n" + b"x" * 3_000_000 + b"\nb\n", limits=Limits(record_bytes=1 << 20))
    first, bad, last = (line for batch in lines(long) for line in batch)
    assert (first, last) == ("a", "b")
    assert isinstance(bad, BadLine)
    assert bad.text == "is longer than 1,048,576 bytes"


def test_a_sample_is_short_and_harmless() -> None:
    assert sample("a\x1b[31m\u202eb\n") == "a\\x1b[31m\\u202eb\\n"
    assert sample("x" * 300) == "x" * 199 + "…"
    assert len(sample("\x00" * 300)) == 200
    assert sample("\ud800") == "\\ud800"
