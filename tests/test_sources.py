"""What is found where, under which name, and in which order; and how bytes become text and lines."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from pagegate.errors import UsageError
from pagegate.sources.decode import BadLine, decode, lines, split_lines
from pagegate.sources.find import Source, find, readable_suffixes, takes
from pagegate.sources.sample import sample
from pagegate.sources.stream import Limits, Stream, UnreadableError
from pagegate.sources.walk import MARKER


def tree(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")


def names(root: Path, *paths: str) -> list[str]:
    return [source.name for source in find([str(root / path) if "://" not in path else path for path in paths], root)]


class Opener:
    """Writes bytes into a file and opens it as a stream, as often as it is asked; closes all at the end."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        """Write into `folder`; `stack` closes."""
        self._folder = folder
        self._stack = stack

    def __call__(self, content: bytes, name: str = "a.txt", limits: Limits | None = None) -> Stream:
        """The stream of a file with this content."""
        (self._folder / name).write_bytes(content)
        return self._stack.enter_context(Stream(next(find([str(self._folder / name)], self._folder)), limits or Limits()))

    def lines(self, content: bytes) -> list[str | BadLine]:
        """The lines of a file with this content."""
        return [line for batch in lines(self(content)) for line in batch]


@pytest.fixture
def stream(tmp_path: Path) -> Iterator[Opener]:
    with ExitStack() as stack:
        yield Opener(tmp_path, stack)


def test_a_file_is_named_relative_to_the_root(tmp_path: Path) -> None:
    tree(tmp_path, "pages/a.txt")
    (source,) = find([str(tmp_path / "pages/a.txt")], tmp_path)
    assert source == Source("pages/a.txt", str(tmp_path / "pages/a.txt"), ".txt", 1)


def test_a_file_outside_the_root_is_named_by_the_way_to_it(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "root/b.txt")
    assert [source.name for source in find([str(tmp_path / "a.txt")], tmp_path / "root")] == ["../a.txt"]


def test_a_relative_path_is_taken_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree(tmp_path, "here/a.txt")
    monkeypatch.chdir(tmp_path / "here")
    assert [source.name for source in find(["a.txt"], tmp_path)] == ["here/a.txt"]


def test_a_root_by_way_of_a_link_names_files_as_the_root_itself_does(tmp_path: Path) -> None:
    tree(tmp_path, "real/a.txt")
    (tmp_path / "link").symlink_to("real")
    assert [source.name for source in find([str(tmp_path / "real/a.txt")], tmp_path / "link")] == ["a.txt"]


def test_a_name_that_is_no_utf8_is_written_out(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    assert names(tmp_path, "") == ["caf\\xe9.txt"]


def test_a_folder_is_walked_in_sorted_order_for_what_readers_know(tmp_path: Path) -> None:
    tree(tmp_path, "b.txt", "a/z.jsonl", "a/y.csv.gz", "c.parquet", "README.md", "logo.png", "Feed.JSONL.BZ2")
    assert names(tmp_path, "") == ["Feed.JSONL.BZ2", "a/y.csv.gz", "a/z.jsonl", "b.txt", "c.parquet"]


def test_hidden_files_are_left_out_but_may_be_named(tmp_path: Path) -> None:
    tree(tmp_path, ".hidden/a.txt", ".b.txt", "c.txt")
    assert names(tmp_path, "") == ["c.txt"]
    assert names(tmp_path, ".b.txt") == [".b.txt"]
    assert names(tmp_path, ".*.txt") == [".b.txt"]


def test_what_pagegate_wrote_is_left_out(tmp_path: Path) -> None:
    tree(tmp_path, f"reports/{MARKER}", "reports/run.json", "other/reports/mine.json")
    assert names(tmp_path, "") == ["other/reports/mine.json"]
    assert names(tmp_path, "**/*.json") == ["other/reports/mine.json"]


def test_the_assets_of_a_saved_page_are_left_out(tmp_path: Path) -> None:
    tree(tmp_path, "News.html", "News_files/data.json", "my_files/data.json")
    assert "my_files/data.json" in names(tmp_path, "")
    assert "News_files/data.json" not in names(tmp_path, "")


def test_linked_loops_end(tmp_path: Path) -> None:
    tree(tmp_path, "a/b/c.txt")
    (tmp_path / "a/b/up").symlink_to("../..")
    (tmp_path / "a/self").symlink_to("self")
    assert names(tmp_path, "") == ["a/b/c.txt"]
    assert names(tmp_path, "**/*.txt") == ["a/b/c.txt"]


def test_many_links_to_each_other_take_no_longer_than_one(tmp_path: Path) -> None:
    tree(tmp_path, "0/a.txt")
    for level in range(1, 40):
        (tmp_path / str(level)).mkdir()
        for link in "xy":
            (tmp_path / str(level) / link).symlink_to(f"../{level - 1}")
    assert len(names(tmp_path, "39")) == 1
    assert names(tmp_path, "39/**/a.txt")


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    tree(tmp_path, "a.txt")
    assert names(tmp_path, "") == ["a.txt"]
    assert names(tmp_path, "*.txt") == ["a.txt"]


def test_a_glob_goes_down_through_folders(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "x/b.txt", "x/y/c.txt", "x/y/d.json")
    assert names(tmp_path, "**/*.txt") == ["a.txt", "x/b.txt", "x/y/c.txt"]
    assert names(tmp_path, "x/*.txt") == ["x/b.txt"]
    assert names(tmp_path, "*/y/[cd].*") == ["x/y/c.txt", "x/y/d.json"]
    assert names(tmp_path, "x/**") == ["x/b.txt", "x/y/c.txt", "x/y/d.json"]


def test_a_glob_that_names_its_suffix_takes_files_that_no_reader_knows(tmp_path: Path) -> None:
    tree(tmp_path, "a.dat", "b.txt")
    assert names(tmp_path, "*.dat") == ["a.dat"]
    assert names(tmp_path, "*") == ["b.txt"]


def test_a_file_whose_name_looks_like_a_glob_is_itself(tmp_path: Path) -> None:
    tree(tmp_path, "a[1].txt", "a1.txt")
    assert names(tmp_path, "a[1].txt") == ["a[1].txt"]


def test_a_glob_that_matches_nothing_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nothing\*.txt' matches nothing: look at"):
        find([str(tmp_path / "nothing*.txt")], tmp_path)


def test_a_glob_that_matches_only_what_no_reader_knows_is_wrong_usage(tmp_path: Path) -> None:
    tree(tmp_path, "logo.png")
    with pytest.raises(UsageError, match=r"matches 1 files, but no reader knows their suffixes: readers know \.csv"):
        find([str(tmp_path / "*")], tmp_path)


def test_a_missing_path_is_wrong_usage_before_anything_is_read(tmp_path: Path) -> None:
    tree(tmp_path, "quotes.jsonl")
    with pytest.raises(UsageError, match=r"there is no file or folder .*qoutes\.jsonl': did you mean '.*/quotes\.jsonl'"):
        find([str(tmp_path / "quotes.jsonl"), str(tmp_path / "qoutes.jsonl")], tmp_path)


@pytest.mark.parametrize("path", ["", "no/such/folder/a.txt", "a\0b"])
def test_a_path_that_names_nothing_is_wrong_usage(tmp_path: Path, path: str) -> None:
    with pytest.raises(UsageError):
        find([path], tmp_path)


def test_what_is_named_twice_is_found_once(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "b.txt")
    (tmp_path / "latest.txt").symlink_to("b.txt")
    assert names(tmp_path, "b.txt", "", "a.txt", "*.txt") == ["b.txt", "a.txt"]


def test_standard_input_is_named_by_a_hyphen(tmp_path: Path) -> None:
    assert list(find(["-", "-"], tmp_path)) == [Source("-", "-", "")]


def test_a_url_is_published_without_its_password(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    from pagegate.sources.remote import published

    assert published("https://me:secret@example.com/feed.jsonl.gz?day=1") == "https://example.com/feed.jsonl.gz?day=1"
    with pytest.raises(UsageError, match=r"nosuch://a/b.jsonl cannot be opened"):
        find(["nosuch://a/b.jsonl"], tmp_path)


def test_a_folder_or_glob_behind_a_url_is_listed(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    for name in ("b.jsonl", "a.csv", "c.png"):
        memory.pipe(f"/gate/{name}", b"{}")
    assert names(tmp_path, "memory://gate") == ["memory:///gate/a.csv", "memory:///gate/b.jsonl"]
    assert names(tmp_path, "memory://gate/*.png") == ["memory:///gate/c.png"]
    (source,) = find(["memory://gate/b.jsonl"], tmp_path)
    with Stream(source, Limits()) as read:
        assert read.whole() == b"{}"
    with pytest.raises(UsageError, match="there is nothing to read"):
        find(["memory://gate/nothing.jsonl"], tmp_path)


def test_a_file_url_is_a_path(tmp_path: Path) -> None:
    tree(tmp_path, "a b.txt")
    assert names(tmp_path, (tmp_path / "a b.txt").as_uri()) == ["a b.txt"]


def test_readers_are_known_by_suffix() -> None:
    assert {".txt", ".jsonl", ".jl", ".ndjson", ".json", ".csv", ".tsv", ".parquet"} <= set(readable_suffixes())
    assert takes("feeds/Quotes.JSONL.gz")
    assert not takes("README.md")
    assert not takes("archive.tar.xz")
    assert not takes(".txt")


def test_finding_imports_no_pandas(tmp_path: Path) -> None:
    tree(tmp_path, "a.md")
    program = f"import sys; from pathlib import Path; from pagegate.sources.find import find; list(find([{str(tmp_path)!r}], Path())); print('pandas' in sys.modules, 'pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split() == ["False", "False"]


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
