"""Quarantine of archives: HAR by its entries, WARC by its records, nothing lost and nothing moved."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pagegate.__main__ import main

GOOD, BAD = (f"<html><title>Oslo</title><body><p>Temp29.1°C</p><p>Feels35.3°C</p><p>Humidity{shown}</p><p>Wind24.1 km/h</p></body></html>" for shown in ("75%", "175%"))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def judge(name: str, content: bytes) -> tuple[bytes, bytes]:
    """The good and the bad half of an archive; empty where there is none."""
    Path(name).write_bytes(content)
    main(["check", name, "--no-batch", "--no-report", "-q", "--quarantine", "q"])
    return tuple(path.read_bytes() if path.exists() else b"" for path in (Path("q/good", name), Path("q/bad", name)))  # type: ignore[return-value]  # two of them


def why(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path("q/bad", f"{name}.why.jsonl").read_text(encoding="utf-8").splitlines()]


# HAR


def har(*bodies: str | None, indent: int | None = 1, mime: str = "text/html") -> str:
    entries = [
        {"startedDateTime": "2026-04-06T08:05:21.000Z", "request": {"url": f"https://example.com/{number}"}, "response": {"status": 200, "content": {"mimeType": mime, "text": body}}}
        for number, body in enumerate(bodies)
    ]
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "x"}, "entries": entries, "comment": "end"}}, indent=indent, ensure_ascii=False)


def urls(half: bytes) -> list[str]:
    return [entry["request"]["url"].rpartition("/")[2] for entry in json.loads(half)["log"]["entries"]]


@pytest.mark.parametrize("indent", [None, 1])
def test_entries_of_a_har_are_parted_and_both_halves_are_hars(indent: int | None) -> None:
    good, bad = judge("a.har", har(GOOD, BAD, GOOD, BAD, indent=indent).encode())
    assert (urls(good), urls(bad)) == (["0", "2"], ["1", "3"])
    for half in (good, bad):
        log = json.loads(half)["log"]
        assert (log["version"], log["creator"], log["comment"]) == ("1.2", {"name": "x"}, "end")
    assert [(one["record"], one["codes"]) for one in why("a.har")] == [(1, ["W006"]), (3, ["W006"])]


def test_the_text_of_an_entry_stays_as_it_is() -> None:
    whole = har(GOOD, BAD).replace("<title>Oslo", "<title>O\\u0073lo")
    good, bad = (half.decode() for half in judge("a.har", whole.encode()))
    between = whole[: whole.index("{", whole.index("entries"))], whole[whole.rindex("\n  ]") :]
    entries = [half.removeprefix(between[0]).removesuffix(between[1]) for half in (good, bad)]
    assert between[0] + ",\n   ".join(entries) + between[1] == whole


def test_a_packed_har_has_packed_halves() -> None:
    good, bad = judge("a.har.gz", gzip.compress(har(GOOD, BAD).encode()))
    assert (urls(gzip.decompress(good)), urls(gzip.decompress(bad))) == (["0"], ["1"])


def test_a_har_with_an_entry_that_is_no_object_is_bad_as_a_whole() -> None:
    whole = har(GOOD, BAD).replace('"entries": [', '"entries": [7,').encode()
    assert judge("a.har", whole) == (b"", whole)


# WARC


def warc(*bodies: str, packed: bool = False, requests_first: bool = False) -> bytes:
    """An archive of pages, each with its request and metadata, behind a record about the archive."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    about = writer.create_warcinfo_record("a.warc", {"software": "x"})
    writer.write_record(about)
    about.raw_stream.close()
    for number, body in enumerate(bodies):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        day = {"WARC-Date": "2026-04-06T08:05:21Z"}
        url = f"https://example.com/{number}"
        response = writer.create_warc_record(url, "response", payload=io.BytesIO(body.encode()), http_headers=headers, warc_headers_dict=day)
        linked = day | {"WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID")}
        request = writer.create_warc_record(url, "request", payload=io.BytesIO(b""), http_headers=StatusAndHeaders("GET / HTTP/1.1", [("Host", "example.com")], is_http_request=True), warc_headers_dict=linked)
        metadata = writer.create_warc_record(url, "metadata", payload=io.BytesIO(b"a: b"), warc_headers_dict=linked)
        for record in (request, response, metadata) if requests_first else (response, request, metadata):
            writer.write_record(record)
            record.raw_stream.close()
    return file.getvalue()


def records(half: bytes) -> list[tuple[str, str | None]]:
    return [(record.rec_type, (record.rec_headers.get_header("WARC-Target-URI") or "").rpartition("/")[2]) for record in ArchiveIterator(io.BytesIO(half))]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("requests_first", [False, True])
def test_records_of_a_warc_are_parted_with_what_belongs_to_them(packed: bool, requests_first: bool) -> None:  # noqa: FBT001  parameters of the test
    good, bad = judge("a.warc.gz" if packed else "a.warc", warc(GOOD, BAD, GOOD, packed=packed, requests_first=requests_first))
    kinds = ["request", "response", "metadata"] if requests_first else ["response", "request", "metadata"]
    assert records(good) == [("warcinfo", ""), *((kind, "0") for kind in kinds), *((kind, "2") for kind in kinds)]
    assert records(bad) == [("warcinfo", ""), *((kind, "1") for kind in kinds)]


def test_every_byte_of_a_warc_is_in_one_half_and_of_its_head_in_both() -> None:
    whole = warc(GOOD, BAD, GOOD)
    good, bad = judge("a.warc", whole)
    head = whole[: whole.index(b"WARC/1.", 10)]
    assert (good[: len(head)], bad[: len(head)]) == (head, head)
    assert good == whole.replace(bad[len(head) :], b"")
    [told] = why("a.warc")
    assert (told["record"], told["codes"], whole.split(b"\n")[told["line"] - 1][:5]) == (1, ["W006"], b"WARC/")


def test_a_warc_of_bad_pages_alone_is_bad_as_it_is_and_a_clean_one_good() -> None:
    whole = warc(BAD, packed=True)
    assert judge("a.warc.gz", whole) == (b"", whole)
    whole = warc(GOOD)
    assert judge("b.warc", whole) == (whole, b"")


def test_a_response_that_was_cut_is_bad_alone() -> None:
    whole = warc(GOOD, GOOD).replace(b"WARC-Type: response\r\n", b"WARC-Type: response\r\nWARC-Truncated: length\r\n", 1)
    good, bad = judge("a.warc", whole)
    assert (("response", "1") in records(good), ("response", "0") in records(bad)) == (True, True)


@pytest.mark.parametrize("cut", [1, 400])
def test_an_archive_that_ends_early_loses_no_byte(cut: int) -> None:
    whole = warc(GOOD, GOOD, BAD)[:-cut]
    good, bad = judge("a.warc", whole)
    head = whole[: whole.index(b"WARC/1.", 10)]
    assert ("response", "2") in records(bad)
    assert sorted(good.splitlines() + bad[len(head) :].splitlines()) == sorted(whole.splitlines())
