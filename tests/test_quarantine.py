"""Quarantine: good and bad apart, in the input's own format and order, byte for byte, and nothing lost."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import pagegate
from pagegate.__main__ import main
from pagegate.errors import UsageError
from pagegate.quarantine.names import distinct, name_of

GOOD = '{"symbol": "GOOD", "price": 10.5}'
BAD = '{"symbol": "BAD",  "price": -3.50}'
BROKEN = '{"symbol": "BROKEN'
PAGE = "Temp29.1°C\nFeels35.3°C\nHumidity75%\nWind24.1 km/h\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, content: str | bytes) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def check(*arguments: str) -> int:
    return main(["check", "--no-batch", "--no-report", "-q", "--quarantine", "q", *arguments])


def half(side: str, name: str) -> bytes:
    path = Path("q") / side / name
    return path.read_bytes() if path.exists() else b""


def why(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in half("bad", f"{name}.why.jsonl").decode().splitlines()]


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


# Names and folders


def test_the_same_name_in_different_folders_does_not_collide() -> None:
    check(put("a/feed.jsonl", f"{GOOD}\n"), put("b/feed.jsonl", f"{GOOD}\n{GOOD}\n"))
    assert (half("good", "a/feed.jsonl").decode(), half("good", "b/feed.jsonl").decode()) == (f"{GOOD}\n", f"{GOOD}\n{GOOD}\n")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("feeds/a b.jsonl", "feeds/a b.jsonl"), ("../a.jsonl", "@up/a.jsonl"), ("../../etc/a.jsonl", "@up/@up/etc/a.jsonl"), ("/data/a.jsonl", "@root/data/a.jsonl"), ("-", "stdin.jsonl"),
        ("https://example.org/../a/b.jsonl?x=../../y", "@web/https/example.org/..%2Fa%2Fb.jsonl%3Fx%3D..%2F..%2Fy"), ("s3://bucket", "@web/s3/bucket/-"),
    ],
)
def test_no_name_leads_out_of_the_folder(source: str, name: str) -> None:
    assert name_of(source, ".jsonl") == name


def test_a_name_that_is_too_long_for_a_file_is_cut_and_stays_its_own() -> None:
    long = [name_of(f"https://example.org/{'a' * 300}{end}.jsonl") for end in "xy"]
    assert long[0] != long[1]
    assert all(len(part.encode()) <= 255 - len(".why.jsonl") for name in long for part in name.split("/"))


def test_a_file_outside_of_the_working_directory_stays_inside_the_quarantine(monkeypatch: pytest.MonkeyPatch) -> None:
    put("feeds/a.jsonl", f"{GOOD}\n")
    put("work/x", "")
    monkeypatch.chdir("work")
    check("../feeds/a.jsonl")
    assert half("good", "@up/feeds/a.jsonl").decode() == f"{GOOD}\n"


def test_two_sources_for_one_place_are_refused() -> None:
    with pytest.raises(UsageError, match="both be written to"):
        distinct([("a", "x"), ("b", "x")])
    assert check(put("a.jsonl", f"{GOOD}\n"), put("a.jsonl.why.jsonl", f"{GOOD}\n")) == 2


def test_what_came_through_a_pipe_is_parted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{GOOD}\n{BAD}\n".encode())))
    check("-")
    assert (half("good", "stdin.jsonl").decode(), half("bad", "stdin.jsonl").decode()) == (f"{GOOD}\n", f"{BAD}\n")


def test_other_files_of_an_earlier_run_stay_and_those_judged_again_are_replaced() -> None:
    check(put("a.jsonl", f"{BAD}\n"), put("b.jsonl", f"{GOOD}\n{BAD}\n"))
    check(put("a.jsonl", f"{GOOD}\n"))
    assert half("good", "a.jsonl").decode() == f"{GOOD}\n"
    assert half("bad", "a.jsonl") + half("bad", "a.jsonl.why.jsonl") == b""
    assert (half("good", "b.jsonl").decode(), half("bad", "b.jsonl").decode()) == (f"{GOOD}\n", f"{BAD}\n")


def test_a_folder_that_holds_other_things_is_refused_before_anything_is_judged() -> None:
    put("q/mine.txt", "mine")
    assert check(put("feed.jsonl", f"{GOOD}\n")) == 2
    assert os.listdir("q") == ["mine.txt"]  # noqa: PTH208  names are all that is asked
    put("file", "")
    assert main(["check", "--no-batch", "--no-report", "--quarantine", "file", "feed.jsonl"]) == 2


def test_the_quarantine_is_no_input_and_leaves_nothing_beside_it() -> None:
    put("feed.jsonl", f"{GOOD}\n{BAD}\n")
    check(".")
    check(".")
    assert sorted(path.relative_to("q").as_posix() for path in Path("q").rglob("*.jsonl")) == ["bad/feed.jsonl", "bad/feed.jsonl.why.jsonl", "good/feed.jsonl"]
    assert sorted(path.name for path in Path().iterdir()) == ["feed.jsonl", "q"]


def test_without_an_exchange_of_folders_it_works_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagegate.quarantine.folder._exchanged", lambda *_: False)
    check(put("a.jsonl", f"{GOOD}\n"))
    check(put("b.jsonl", f"{GOOD}\n{BAD}\n"))
    assert half("good", "a.jsonl") + half("bad", "b.jsonl") == f"{GOOD}\n{BAD}\n".encode()
    Path("q").rename(".q.pagegate-0.old")  # as a run leaves it that dies between two renames
    check("b.jsonl")
    assert half("good", "a.jsonl").decode() == f"{GOOD}\n"


def test_a_source_that_changes_meanwhile_is_not_split(monkeypatch: pytest.MonkeyPatch) -> None:
    put("feed.jsonl", f"{GOOD}\n")
    from pagegate.run import Run

    verdict = Run.verdict

    def slow(run: Run) -> Any:
        put("feed.jsonl", f"{GOOD}\n{GOOD}\n")
        return verdict(run)

    monkeypatch.setattr(Run, "verdict", slow)
    assert check("feed.jsonl") == 2
    assert not Path("q").exists()


def test_from_python_files_are_parted_and_a_frame_is_refused() -> None:
    pagegate.check(put("feed.jsonl", f"{GOOD}\n{BAD}\n"), quarantine="q", no_batch=True)
    assert half("bad", "feed.jsonl").decode() == f"{BAD}\n"
    with pytest.raises(UsageError, match="splits files"):
        pagegate.check(pd.DataFrame({"symbol": ["A"], "price": [1.5]}), quarantine="q", no_batch=True)
