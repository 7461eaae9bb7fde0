"""Quarantine: good and bad apart, in the input's own format and order, byte for byte, and nothing lost."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import random
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pagegate.__main__ import main

from .parted import BAD, GOOD, check, half, put, why

BROKEN = '{"symbol": "BROKEN'
PAGE = "Temp29.1°C\nFeels35.3°C\nHumidity75%\nWind24.1 km/h\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# JSON Lines


def test_lines_are_parted_byte_for_byte_and_in_order() -> None:
    assert check(put("feed.jsonl", f"{GOOD}\n{BAD}\n\n{GOOD}\n{BROKEN}\n")) == 1
    assert half("good", "feed.jsonl").decode() == f"{GOOD}\n\n{GOOD}\n"
    assert half("bad", "feed.jsonl").decode() == f"{BAD}\n{BROKEN}\n"


def test_each_bad_line_is_explained() -> None:
    check(put("feed.jsonl", f"{GOOD}\n{BAD}\n{BROKEN}\n"))
    assert [(line["line"], line["codes"]) for line in why("feed.jsonl")] == [(2, ["Q101"]), (3, ["P002"])]
    assert why("feed.jsonl")[0]["findings"][0]["message"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("last", [True, False], ids=["ended", "not ended"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with a byte order mark"])
def test_line_ends_and_marks_stay_as_they_are(end: str, last: bool, mark: str) -> None:  # noqa: FBT001  a parameter of the test
    content = mark + end.join([BAD, GOOD, BAD, GOOD]) + (end if last else "")
    check(put("feed.jsonl", content))
    bad, good = half("bad", "feed.jsonl").decode(), half("good", "feed.jsonl").decode()
    assert (bad, good) == (f"{mark}{BAD}{end}{BAD}{end}", GOOD + end + GOOD + (end if last else ""))


def test_any_mixture_of_lines_is_parted_without_loss() -> None:
    generator = random.Random(7)  # noqa: S311  a reproducible draw
    lines = [generator.choice([GOOD, BAD, BROKEN, "", "  ", '{"symbol": "Ü", "price": 1.5}']) + generator.choice(["\n", "\r\n"]) for _ in range(3_000)]
    check(put("feed.jsonl", "".join(lines)))
    bad = [line for line in lines if line.strip() in (BAD, BROKEN)]
    assert half("bad", "feed.jsonl").decode() == "".join(bad)
    assert half("good", "feed.jsonl").decode() == "".join(line for line in lines if line.strip() not in (BAD, BROKEN))
    assert len(why("feed.jsonl")) == len(bad)


def test_a_clean_feed_is_good_and_has_no_bad_half() -> None:
    assert check(put("feed.jsonl", f"{GOOD}\n{GOOD}\n")) == 0
    assert half("good", "feed.jsonl").decode() == f"{GOOD}\n{GOOD}\n"
    assert [path.name for path in Path("q/bad").rglob("*")] == []


def test_a_feed_of_bad_records_has_no_good_half() -> None:
    check(put("feed.jsonl", f"{BAD}\n{BAD}\n"))
    assert half("bad", "feed.jsonl").decode() == f"{BAD}\n{BAD}\n"
    assert not Path("q/good/feed.jsonl").exists()


def zstd(data: bytes) -> bytes:
    return bytes(pa.Codec("zstd").compress(data, asbytes=True))


def unzstd(data: bytes) -> bytes:
    return bytes(pa.CompressedInputStream(pa.BufferReader(data), "zstd").read())


@pytest.mark.parametrize(
    ("suffix", "pack", "unpack"), [(".gz", gzip.compress, gzip.decompress), (".bz2", bz2.compress, bz2.decompress), (".xz", lzma.compress, lzma.decompress), (".zst", zstd, unzstd)], ids=["gzip", "bzip2", "xz", "zstd"],
)
def test_a_compressed_feed_is_parted_into_compressed_halves(suffix: str, pack: Callable[[bytes], bytes], unpack: Callable[[bytes], bytes]) -> None:
    name = put(f"feed.jsonl{suffix}", pack(f"{GOOD}\n{BAD}\n".encode()))
    check(name)
    assert (unpack(half("good", name)).decode(), unpack(half("bad", name)).decode()) == (f"{GOOD}\n", f"{BAD}\n")


@pytest.mark.parametrize("content", [gzip.compress(f"{GOOD}\n{BAD}\n".encode() * 5_000)[:-30], bytes(range(256)) * 9, b"", "\ufeff{}".encode("utf-16") * 3], ids=["cut gzip", "binary", "empty", "UTF-16"])
def test_what_cannot_be_taken_apart_is_bad_as_a_whole_byte_for_byte(content: bytes) -> None:
    check(put("feed.jsonl", content))
    assert half("bad", "feed.jsonl") == content
    assert not Path("q/good/feed.jsonl").exists()


def test_utf_16_is_judged_and_kept_whole() -> None:
    content = f"{GOOD}\n{BAD}\n".encode("utf-16")
    check(put("feed.jsonl", content))
    assert half("bad", "feed.jsonl") == content


# Other formats


def test_rows_of_csv_keep_their_bytes_and_both_halves_have_the_header() -> None:
    rows = ['GOOD,10.5,"of\r\ntwo, lines"\r\n', "BAD,-3.50,\r\n", "\r\n", 'BAD,-1,"two\ntoo"\r\n', "GOOD,2.0,last"]
    check(put("feed.csv", "symbol,price,name\r\n" + "".join(rows)))
    assert half("good", "feed.csv").decode() == "symbol,price,name\r\n" + rows[0] + rows[2] + rows[4]
    assert half("bad", "feed.csv").decode() == "symbol,price,name\r\n" + rows[1] + rows[3]
    assert [line["line"] for line in why("feed.csv")] == [4, 6]
    assert len(list(csv.DictReader(io.StringIO(half("bad", "feed.csv").decode(), newline="")))) == 2


@pytest.mark.parametrize("frame", ["[{}]", '{{"status": "ok", "data": [{}], "more": [1, 2]}}', "[\n  {}\n]\n", "\ufeff[{}]"], ids=["array", "envelope", "pretty", "with a byte order mark"])
def test_elements_of_json_keep_their_text_and_what_stands_around_them(frame: str) -> None:
    comma = ",\n  "
    check(put("feed.json", frame.format(comma.join([BAD, GOOD, BAD, GOOD]))))
    assert half("good", "feed.json").decode() == frame.format(comma.join([GOOD, GOOD]))
    assert half("bad", "feed.json").decode() == frame.format(comma.join([BAD, BAD]))
    assert [line["record"] for line in why("feed.json")] == [0, 2]


def test_an_array_in_a_file_of_json_lines_is_parted_as_an_array() -> None:
    check(put("feed.jsonl", f"[{GOOD},\n{BAD}]"))
    assert json.loads(half("good", "feed.jsonl")) == [json.loads(GOOD)]


@pytest.mark.parametrize("content", [f"[{GOOD}, {BAD}", f"[{GOOD}, {BROKEN}, {BAD}]", f"[{GOOD}]\n[{BAD}]", BAD], ids=["cut", "broken", "two documents", "one record"])
def test_json_that_is_not_one_sound_array_is_bad_as_a_whole(content: str) -> None:
    check(put("feed.json", content))
    assert half("bad", "feed.json").decode() == content
    assert not Path("q/good/feed.json").exists()


def test_rows_of_parquet_are_parted_with_their_types() -> None:
    table = pa.table({"symbol": ["A", "B", "C", "D"], "price": pa.array([1.5, -2.5, 3.5, -4.5]), "volume": pa.array([1, None, 3, 4], pa.int32())}).replace_schema_metadata({"made by": "a scraper"})
    pq.write_table(table, "feed.parquet", compression="zstd")
    check("feed.parquet")
    good, bad = pq.read_table("q/good/feed.parquet"), pq.read_table("q/bad/feed.parquet")
    assert good.equals(table.take([0, 2]), check_metadata=True)
    assert bad.equals(table.take([1, 3]), check_metadata=True)
    assert pq.ParquetFile("q/bad/feed.parquet").metadata.row_group(0).column(0).compression == "ZSTD"


def test_pages_are_parted_as_whole_files() -> None:
    broken = PAGE.replace("75%", "175%")
    check(put("pages/a.txt", PAGE), put("pages/b.txt", broken))
    assert half("good", "pages/a.txt").decode() == PAGE
    assert half("bad", "pages/b.txt").decode() == broken
    assert why("pages/b.txt")[0]["codes"] == ["W006"]


def test_a_page_in_a_feed_is_bad_with_everything_on_it() -> None:
    pages = [json.dumps({"url": f"https://example.org/{n}", "text": PAGE.replace("75%", shown)}) for n, shown in enumerate(["75%", "175%", "76%"])]
    check(put("pages.jsonl", "\n".join(pages)), "--kind", "pages")
    assert half("bad", "pages.jsonl").decode() == pages[1] + "\n"
    table = pa.table({"url": ["a", "b"], "text": [PAGE, PAGE.replace("75%", "175%")]})
    pq.write_table(table, "pages.parquet")
    check("pages.parquet", "--kind", "pages")
    assert pq.read_table("q/bad/pages.parquet").equals(table.slice(1))


# What condemns


def test_only_what_reaches_fail_on_is_bad() -> None:
    name = put("feed.jsonl", '{"symbol": "A", "price": 10.5, "previous_close": 2.5, "change": 8.0, "change_pct": 320.0}\n')
    assert check(name) == 0
    assert not Path("q/bad/feed.jsonl").exists()
    assert check(name, "--fail-on", "warning") == 1
    assert Path("q/bad/feed.jsonl").exists()
    assert not Path("q/good/feed.jsonl").exists()


def test_with_fail_on_never_all_is_good() -> None:
    check(put("feed.jsonl", f"{BAD}\n"), "--fail-on", "never")
    assert half("good", "feed.jsonl").decode() == f"{BAD}\n"


def test_an_allowance_lets_the_run_pass_and_its_bad_records_stay_bad() -> None:
    put("pagegate.toml", "[allow]\nQ101 = 1\n")
    assert check(put("feed.jsonl", f"{GOOD}\n{BAD}\n"), "--output", "junit=junit.xml") == 0
    assert half("bad", "feed.jsonl").decode() == f"{BAD}\n"
    assert ' failures="0" ' in Path("junit.xml").read_text(encoding="utf-8")


def test_what_a_baseline_knows_is_good() -> None:
    name = put("feed.jsonl", f"{BAD}\n")
    main(["baseline", "write", "--no-batch", "--baseline", "known.json", name])
    check(put(name, f"{BAD}\n" + BAD.replace("BAD", "NEW") + "\n"), "--baseline", "known.json")
    assert half("good", name).decode() == f"{BAD}\n"


def test_a_run_that_read_nothing_has_no_good_files() -> None:
    check(put("a.txt", "nothing\n"), put("b.txt", "nothing either\n"))
    assert half("bad", "a.txt") + half("bad", "b.txt") == b"nothing\nnothing either\n"
    assert [path for path in Path("q/good").rglob("*") if path.is_file()] == []
