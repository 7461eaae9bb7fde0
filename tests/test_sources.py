"""What is found where, under which name, and in which order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pagegate.errors import UsageError
from pagegate.sources.find import Source, find, readable_suffixes, takes
from pagegate.sources.stream import Limits, Stream
from pagegate.sources.walk import MARKER


def tree(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")


def names(root: Path, *paths: str) -> list[str]:
    return [source.name for source in find([str(root / path) if "://" not in path else path for path in paths], root)]


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


@pytest.mark.parametrize(("url", "extra"), [("s3://bucket/a.csv", "s3"), ("https://example.org/a.csv", "http")])
def test_a_url_whose_package_is_not_installed_names_the_extra_that_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, extra: str) -> None:
    def missing(_url: str) -> None:
        message = "Install something"
        raise ImportError(message)

    monkeypatch.setattr("fsspec.core.url_to_fs", missing)
    with pytest.raises(UsageError, match=rf"pip install 'pagegate\[{extra}\]'"):
        names(tmp_path, url)


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
