"""HAR and WARC: the responses that they keep are pages, however they were packed, and what was cut is told."""

from __future__ import annotations

import base64
import gzip
import io
import json
import zlib
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import pagegate
from pagegate.pages.read import read_pages
from pagegate.records.unpack import unpacked
from pagegate.sources.stream import UnreadableError
from tests.markup import TICKER, told, values
from tests.readers import Reads

# HAR


def entry(status: int = 200, media: str | None = "text/html; charset=utf-8", body: str | None = None, **content: str) -> dict[str, Any]:
    """An entry of a HAR."""
    kept = {"mimeType": media, **({"text": body} if body is not None else {}), **content}
    return {"startedDateTime": "2026-04-06T08:05:21.000Z", "request": {"url": "https://example.com/"}, "response": {"status": status, "content": kept}}


def har(*entries: dict[str, Any]) -> str:
    return json.dumps({"log": {"version": "1.2", "creator": {"name": "x"}, "pages": [{"id": "p"}], "entries": entries}}, indent=1)


@pytest.mark.parametrize("name", ["a.har", "a.json", "a.har.gz", "a.dat"])
def test_a_har_is_told_by_its_suffix_or_its_content(reads: Reads, name: str) -> None:
    content = har(entry(403, body="<title>Access denied</title><p>Forbidden")).encode()
    (raw,) = reads(name, gzip.compress(content) if name.endswith(".gz") else content)
    assert values(raw, "url", "status", "fetched_at", "media_type", "html", "page") == [
        ("https://example.com/", "403", "2026-04-06T08:05:21.000Z", "text/html", "<title>Access denied</title><p>Forbidden", 0),
    ]
    assert values(read_pages(raw), "status", "text") == [(403.0, "Access denied\nForbidden")]


def test_a_quote_in_a_har_stands_at_its_entry_and_at_the_line_of_its_html(reads: Reads) -> None:
    (raw,) = reads("a.har", har(entry(body="<p>Hello"), entry(body=TICKER)))
    chunk = read_pages(raw)
    (quote,) = chunk.frames["quotes"].to_dict("records")
    assert (quote["page"], quote["page_line"], quote["line"] > 10) == (1, 7, True)
    assert chunk.line_text("a.har", 1, 8) == "    <span>4,413.57</span>"


def test_bodies_in_base64_are_decoded_as_they_declare(reads: Reads) -> None:
    packed = base64.b64encode("<p>Привет".encode("cp1251")).decode()
    (raw,) = reads("a.har", har(entry(media="text/html; charset=windows-1251", body=packed, encoding="base64"), entry(body="!", encoding="base64")))
    assert values(raw, "html", "encoding") == [("<p>Привет", "cp1251"), (None, None)]
    ((name, said),) = told([raw])
    assert (name, said.startswith("the body of the response is not base64")) == ("unreadable-record", True)


def test_entries_without_a_page_are_rows_without_text(reads: Reads) -> None:
    image = entry(404, media="image/png", body="aWNvbg==", encoding="base64")
    (raw,) = reads("a.har", har(entry(body="<p>Hello"), entry(0, media="x-unknown"), entry(429, body=""), image, entry(500, media="application/json", body="{}"), entry(media="text/plain", body="Hi")))
    assert values(raw, "status", "html", "text") == [("200", "<p>Hello", None), ("0", None, None), ("429", None, None), (None, None, None), ("500", None, None), ("200", None, "Hi")]


def test_a_lone_image_keeps_its_status(reads: Reads) -> None:
    assert values(reads("a.har", har(entry(418, media="image/jpeg", body="no")))[0], "status", "text") == [("418", None)]


@pytest.mark.parametrize(
    ("size", "charset", "told_of"),
    [(400, "utf-8", ["has 207 of the 400 bytes that its entry promises"]), (210, "utf-8", []), (107, "iso-8859-1", []), (414, "utf-16", []), (-1, "utf-8", [])],
)
def test_a_har_whose_text_is_shorter_than_its_size_was_cut(reads: Reads, size: int, charset: str, told_of: list[str]) -> None:
    one = entry(media=f"text/html; charset={charset}", body="<p>" + "é" * 100 + "</p>")
    one["response"]["content"]["size"] = size
    (raw,) = reads("a.har", har(one))
    assert [text for problem, text in told([raw]) if problem == "truncated-source"] == [f"the response {text}" for text in told_of]


def test_a_har_that_is_cut_or_none_is_a_problem(reads: Reads) -> None:
    whole = har(entry(body="<p>One"), entry(body="<p>Two"))
    chunks = reads("a.har", whole[: whole.rindex("<p>Two")])
    assert [html for chunk in chunks for (html,) in values(chunk, "html")] == ["<p>One"]
    assert [name for name, _ in told(chunks)] == ["unreadable-record"]
    assert told(reads("b.har", '{"a": 1}')) == [("unreadable-source", "is no HAR: it has no log.entries")]


# WARC


def warc(*responses: tuple[str, str, bytes], packed: bool = False, more: tuple[tuple[str, str], ...] = (), truncated: str = "") -> bytes:
    """An archive of responses: status line, media type, body; with `more` headers, and what the crawler says of having cut them."""
    statusandheaders, warcwriter = pytest.importorskip("warcio.statusandheaders"), pytest.importorskip("warcio.warcwriter")
    file = io.BytesIO()
    writer = warcwriter.WARCWriter(file, gzip=packed)
    for status, media, body in responses:
        headers = statusandheaders.StatusAndHeaders(status, [("Content-Type", media), *more], protocol="HTTP/1.1")
        for kind in ("request", "response"):
            record = writer.create_warc_record("https://example.com/", kind, payload=io.BytesIO(body if kind == "response" else b""), http_headers=headers, warc_headers_dict={"WARC-Date": "2026-04-06T08:05:21Z"} | ({"WARC-Truncated": truncated} if truncated else {}))
            writer.write_record(record)
            record.raw_stream.close()
    return file.getvalue()


@pytest.mark.parametrize("packed", [False, True])
def test_the_responses_of_a_warc_are_pages(reads: Reads, packed: bool) -> None:  # noqa: FBT001  a parameter of the test
    content = warc(("200 OK", "text/html", TICKER.encode()), ("403 Forbidden", "text/html; charset=windows-1251", b"<p>\xcd\xe5\xf2"), ("404 Not Found", "image/png", b"\x89PNG"), packed=packed)
    (raw,) = reads("a.warc.gz" if packed else "a.warc", content)
    assert told([raw]) == []
    assert values(raw, "url", "status", "fetched_at", "media_type", "encoding", "html") == [
        ("https://example.com/", "200", "2026-04-06T08:05:21Z", "text/html", "utf-8", TICKER), ("https://example.com/", "403", "2026-04-06T08:05:21Z", "text/html", "cp1251", "<p>Нет"),
        ("https://example.com/", None, "2026-04-06T08:05:21Z", "image/png", None, None),
    ]
    lines = (gzip.decompress(content) if packed else content).split(b"\n")
    assert [lines[line - 1] for (line,) in values(raw, "line")] == [b"WARC/1.0\r"] * 3
    assert [b"WARC-Type: response\r" in lines[line : line + 9] for (line,) in values(raw, "line")] == [True] * 3
    (quote,) = read_pages(raw).frames["quotes"].to_dict("records")
    assert (quote["page"], quote["page_line"]) == (0, 7)


def test_a_broken_warc_is_a_problem_and_what_stands_before_is_read(reads: Reads, capsys: pytest.CaptureFixture[str]) -> None:
    content = warc(("200 OK", "text/html", b"<p>One"), ("200 OK", "text/html", b"<p>Two, which is longer"))
    chunks = reads("cut.warc", content[:-12])
    assert [html for chunk in chunks for (html,) in values(chunk, "html")] == ["<p>One", None]
    assert told(chunks) == [("unreadable-record", "the archive ends 8 bytes before its last record does")]
    chunks = reads("wrong.warc", content.replace(b"<p>One", b"<p>One and more than it says"))
    assert "<p>One" in [html for chunk in chunks for (html,) in values(chunk, "html")]
    assert told(chunks) != []
    assert [name for name, _ in told(reads("none.warc", b"no archive\r\n\r\nat all\r\n"))] == ["unreadable-source"]
    assert capsys.readouterr().err == ""


def test_a_log_of_traffic_that_kept_no_body_is_judged_by_its_status_alone(tmp_path: Path) -> None:
    entry = {"startedDateTime": "2026-01-02T03:04:05Z", "request": {"url": "https://a.example/"}, "response": {"status": 200, "content": {"mimeType": "text/html", "size": 0}}}
    path = tmp_path / "log.har"
    path.write_text(json.dumps({"log": {"version": "1.2", "entries": [entry]}}), encoding="utf-8")
    assert pagegate.check(path, no_batch=True).passed
    path.write_text(json.dumps({"log": {"version": "1.2", "entries": [entry | {"response": {"status": 503, "content": {"mimeType": "text/html"}}}]}}), encoding="utf-8")
    assert pagegate.check(path, no_batch=True).findings["rule"].tolist() == ["http-error"]


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_packed_response_is_unpacked(reads: Reads, coding: str) -> None:
    html = TICKER.encode()
    packed = {"gzip": gzip.compress(html), "deflate": zlib.compress(html), "br": pa.Codec("brotli").compress(html, asbytes=True), "zstd": pa.Codec("zstd").compress(html, asbytes=True)}[coding]
    (raw,) = reads("a.warc", warc(("200 OK", "text/html", packed), more=(("Content-Encoding", coding),)))
    assert told([raw]) == []
    assert values(raw, "html") == [(TICKER,)]


def test_a_body_that_is_no_whole_packing_is_a_problem_and_a_bomb_is_not_unpacked(reads: Reads) -> None:
    bomb = zlib.compress(bytes(50 << 20))
    assert len(bomb) < 100_000
    with pytest.raises(UnreadableError, match="larger than 1 MiB"):
        unpacked(bomb, "deflate", 1 << 20)
    for body, coding, why in ((gzip.compress(b"<p>One")[:-9], "gzip", "no whole gzip"), (b"<p>One", "zstd", "no whole zstd"), (b"<p>One", "compress", "not known")):
        with pytest.raises(UnreadableError, match=why):
            unpacked(body, coding, 1 << 20)
    (raw,) = reads("a.warc", warc(("200 OK", "text/html", b"One"), more=(("Content-Encoding", "zstd"),)))
    assert [name for name, _ in told([raw])] == ["unreadable-record"]


def test_a_response_that_the_crawler_has_unpacked_is_read_though_its_header_says_otherwise(reads: Reads) -> None:
    (raw,) = reads("a.warc", warc(("200 OK", "text/html", b"<p>One"), more=(("Content-Encoding", "gzip"),)))
    assert told([raw]) == []
    assert values(raw, "html") == [("<p>One",)]


def test_a_har_whose_bodies_are_still_packed_is_read(reads: Reads) -> None:
    entry = {"request": {"url": "https://a.example/"}, "response": {"status": 200, "content": {"mimeType": "text/html", "encoding": "base64", "text": base64.b64encode(gzip.compress(TICKER.encode())).decode()}}}
    (raw,) = reads("a.har", json.dumps({"log": {"version": "1.2", "entries": [entry]}}).encode())
    assert values(raw, "html") == [(TICKER,)]


def test_a_response_that_was_cut_is_said_and_read_as_far_as_it_goes(reads: Reads) -> None:
    (raw,) = reads("a.warc", warc(("200 OK", "text/html", b"<p>One"), more=(("Content-Length", "4000"),)))
    assert told([raw]) == [("truncated-source", "the response has 6 of the 4,000 bytes that its Content-Length promises")]
    assert values(raw, "html") == [("<p>One",)]
    (raw,) = reads("b.warc", warc(("200 OK", "text/html", b"<p>One"), truncated="length"))
    assert told([raw]) == [("truncated-source", "the response was cut by the crawler (length)")]


def test_a_response_in_chunks_is_put_together(reads: Reads) -> None:
    (raw,) = reads("a.warc", warc(("200 OK", "text/html", b"7\r\n<p>One \r\n4\r\nmore\r\n0\r\n\r\n"), more=(("Transfer-Encoding", "chunked"),)))
    assert told([raw]) == []
    assert values(raw, "html") == [("<p>One more",)]


def test_a_header_that_names_a_wrong_character_set_is_a_finding_and_its_page_is_read_right(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    path = tmp_path / "a.warc"
    path.write_bytes(warc(("200 OK", "text/html; charset=iso-8859-1", "<html><body><p>Café Müller</p></body></html>".encode())))
    verdict = pagegate.check(path, no_batch=True)
    assert verdict.frames["pages"]["encoding"].tolist() == ["utf-8"]
    assert "header-charset-disagrees" in verdict.findings["rule"].tolist()
