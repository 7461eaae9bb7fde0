"""Pages as HTML, HAR and WARC become text, and what is read from them stands where the markup has it."""

from __future__ import annotations

import base64
import gzip
import io
import json
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

import pagegate
from pagegate.chunk import Chunk, RawChunk
from pagegate.pages.html_text import html_text
from pagegate.pages.read import read_pages
from pagegate.records.read import read
from pagegate.records.read_html import decode_page
from pagegate.records.unpack import unpacked
from pagegate.sources.find import find
from pagegate.sources.stream import Limits, UnreadableError

Reads = Callable[..., list[RawChunk]]

TICKER = """<!doctype html>
<html><head>
  <title>Shares</title>
</head><body>
<ul>
  <li>
    <span>CAC 40</span>
    <span>4,413.57</span>
    <div>(<i>+</i>0.85&#37;)</div>
    <div>+37.25</div>
  </li>
</ul>
</body></html>
"""


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    """Writes a file and reads it, into the chunks that come out."""

    def reads(name: str, content: str | bytes, **options: Any) -> list[RawChunk]:
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        (source,) = find([str(tmp_path / name)], tmp_path)
        return list(read(source, **options))

    return reads


def text(html: str) -> str:
    return html_text(html)[0]


def values(chunk: RawChunk | Chunk, *names: str) -> list[tuple[Any, ...]]:
    """Some columns of the pages of a chunk, None for nulls and columns that are not there."""
    frame = chunk.raw if isinstance(chunk, RawChunk) else chunk.frames["pages"]
    columns = [[None if pd.isna(value) else value for value in (frame[name] if name in frame else [None] * len(frame))] for name in names]
    return list(zip(*columns, strict=True))


def problems(chunks: list[RawChunk]) -> list[tuple[str, str]]:
    return [(name, said) for chunk in chunks for name, said in zip(chunk.problems["problem"], chunk.problems["text"], strict=True)]


# Text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One</p><p>two<br>three</p>", "One\ntwo\nthree"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ("<table><tr><td>FCHI<td>8,074.23<tr><td>GDAXI</td><td></td><td>0.42%</td></tr></table>", "FCHI\t8,074.23\nGDAXI\t\t0.42%"),
        ("FCHI<b>8,</b>074 <i> 0.08</i>%", "FCHI8,074 0.08%"),
        ("  a \n\t b<span> </span>c  ", "a b c"),
        ("<pre>a  b\nc</pre><p>d\ne", "a b\nc\nd e"),
        ("1&nbsp;234,5 &lt;b&gt; 3&#176;C&#x20;&copy &unknown; AT&T &", "1\N{NO-BREAK SPACE}234,5 <b> 3°C © &unknown; AT&T &"),
        ("a<!-- <p>b</p> > -->c<!-->d<!--->e<?php echo '>' ?>f<![endif]>g", "acde' ?>fg"),
        ("<button aria-label='up'>Buy</button><img alt='a chart'>now", "Buy\nnow"),
    ],
    ids=["blocks", "list items", "cells", "inline", "white space", "preformatted", "entities", "comments", "attributes"],
)
def test_text_is_what_a_person_reads(html: str, expected: str) -> None:
    assert text(html) == expected


def test_the_title_is_the_first_line_and_what_is_not_shown_is_left_out() -> None:
    html = (
        "<head><script>'<p>no</p>'</script><style>p {}</style><title>\n The &amp; title\n</title><noscript>no</noscript></head>"
        "<template><p>no<template>no</template>no</p></template><svg><title>no</title><text>no</text></svg><svg/>yes<textarea>no</textarea><title>no</title>"
    )
    assert text(html) == "The & title\nyes"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>5 < 6 and 7 <= 8 </p", "5 < 6 and 7 <= 8"),
        ("a<b class='x", "a"),
        ("a</p>b</i></table>c", "a\nb\nc"),
        ("a<a title='1 > 0' href=it's>b</a>", "ab"),
        ('a<a title="never closed>b</a><p>c', "ab\nc"),
        ("a<!-- never closed <p>b", "a"),
        ("a<script>never closed <p>b", "a"),
        ("a<noscript>b<p>c", "ab\nc"),
        ("a<svg><path><p>b", "a\nb"),
        ("a<![foo[bar]]>b<![CDATA[c", "ab"),
        ("&#xD800;&#" + "9" * 5000 + ";&#0;x", "\ufffd\ufffd\ufffdx"),
        ("", ""),
        ("<", "<"),
        ("</", "</"),
        ("<p></p>", ""),
    ],
)
def test_broken_markup_is_read_as_far_as_it_goes(html: str, expected: str) -> None:
    assert text(html) == expected


def test_every_line_of_the_text_knows_its_line_and_column_in_the_html() -> None:
    html = "<title>T</title>\r\n<p>\r\n  first\r  &lt;second&gt; part\n<p>é <b>x</b></p>"
    shown, places = html_text(html)[:2]
    assert shown == "T\nfirst <second> part\né x"
    lines = {line: (html_line, html_column) for line, column, html_line, html_column in places.tolist() if column == 1}
    assert lines == {1: (1, 8), 2: (3, 3), 3: (5, 4)}
    (second,) = (place for place in places.tolist() if place[:2] == [2, 8])
    assert second[2:] == [4, 7]


@pytest.mark.parametrize("piece", ["<div>", "<b>", "<svg>", "<table><tr><td>", "<!--", "<a ", '<a x="', "<![foo[", "<svg ", "<noscript>", "</", "&", "&#1", "<pre>\n", "<template>a"])
def test_ten_thousand_open_elements_take_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        begin = time.perf_counter()
        html_text(piece * count)
        return time.perf_counter() - begin

    seconds(1000)
    small = min(seconds(10_000) for _ in range(3))
    assert min(seconds(80_000) for _ in range(2)) < 24 * small + 0.1  # eight times as much; the square would be 64


# HTML files


def test_a_quote_stands_at_its_line_and_column_in_the_html(reads: Reads) -> None:
    (raw,) = reads("page.html", TICKER)
    chunk = read_pages(raw)
    assert values(chunk, "text", "media_type", "encoding", "records") == [("Shares\nCAC 40 4,413.57\n(+0.85%)\n+37.25", "text/html", "utf-8", 1.0)]
    (quote,) = chunk.frames["quotes"].to_dict("records")
    assert (quote["symbol"], quote["price"], quote["change_pct"], quote["line"], quote["column"]) == ("CAC 40", 4413.57, 0.85, 7, 11)
    places = {field: (line, column) for field, line, column in zip(*(chunk.places["quotes"][name] for name in ("field", "line", "column")), strict=True)}
    assert {name: places[name] for name in ("symbol", "price", "change_pct", "change")} == {"symbol": (7, 11), "price": (8, 11), "change_pct": (9, 14), "change": (10, 10)}
    assert chunk.line_text("page.html", None, 8) == "    <span>4,413.57</span>"


def test_html_without_text_is_read_in_feeds_and_text_that_is_there_is_kept(reads: Reads) -> None:
    rows = [{"url": "a", "html": TICKER}, {"url": "b", "html": "<p>Markup</p>", "text": "Chosen"}, {"url": "c", "status": 200}]
    (raw,) = reads("feed.jsonl", "\n".join(json.dumps(row) for row in rows), kind="pages")
    chunk = read_pages(raw)
    assert [shown for (shown,) in values(chunk, "text")] == ["Shares\nCAC 40 4,413.57\n(+0.85%)\n+37.25", "Chosen", None]
    (quote,) = chunk.frames["quotes"].to_dict("records")
    assert (quote["line"], quote["page"], quote["page_line"]) == (1, 0, 7)
    assert chunk.line_text("feed.jsonl", 0, 7) == "    <span>CAC 40</span>"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"\xef\xbb\xbf<meta charset=latin-1>caf\xc3\xa9", "utf-8-sig"),
        ("<meta charset=utf-8>café".encode("utf-16"), "utf-16"),
        (b"<meta charset='windows-1251'>\xcf\xf0\xe8\xe2\xe5\xf2", "cp1251"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=gb2312'>\xc4\xe3\xba\xc3", "gb18030"),
        (b"<meta charset=iso-8859-1>caf\xe9 \x93quoted\x94", "cp1252"),
        (b"<meta charset=iso-8859-1>caf\xc3\xa9", "utf-8"),
        (b"<meta charset=utf-8>caf\xe9", "cp1252"),
        (b"<meta charset=unicode_escape>\\u0041caf\xe9", "cp1252"),
        (b"<meta charset=nonsense>cafe", "utf-8"),
    ],
)
def test_the_encoding_is_the_mark_then_utf_8_then_what_is_declared_then_what_fits(data: bytes, encoding: str) -> None:
    assert decode_page(data)[1] == encoding


def test_html_that_is_empty_or_binary_or_too_large_is_a_problem(reads: Reads) -> None:
    assert [name for name, _ in problems(reads("a.html", b" \n"))] == ["empty-source"]
    assert problems(reads("b.html", b"<p>a\0b</p>" * 3)) == [("unreadable-source", "is damaged or binary: character 5 is NUL")]
    assert [name for name, _ in problems(reads("c.html", TICKER, limits=Limits(record_bytes=100)))] == ["unreadable-source"]


def test_markup_without_a_suffix_is_html(reads: Reads) -> None:
    assert values(reads("page.dat", "\n<!-- saved -->\n<!DOCTYPE html><p>Hello")[0], "media_type") == [("text/html",)]


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
    ((name, said),) = problems([raw])
    assert (name, said.startswith("the body of the response is not base64")) == ("unreadable-record", True)


def test_entries_without_a_page_are_rows_without_text(reads: Reads) -> None:
    image = entry(404, media="image/png", body="aWNvbg==", encoding="base64")
    (raw,) = reads("a.har", har(entry(body="<p>Hello"), entry(0, media="x-unknown"), entry(429, body=""), image, entry(500, media="application/json", body="{}"), entry(media="text/plain", body="Hi")))
    assert values(raw, "status", "html", "text") == [("200", "<p>Hello", None), ("0", None, None), ("429", None, None), (None, None, None), ("500", None, None), ("200", None, "Hi")]


def test_a_lone_image_keeps_its_status(reads: Reads) -> None:
    assert values(reads("a.har", har(entry(418, media="image/jpeg", body="no")))[0], "status", "text") == [("418", None)]


def test_a_har_that_is_cut_or_none_is_a_problem(reads: Reads) -> None:
    whole = har(entry(body="<p>One"), entry(body="<p>Two"))
    chunks = reads("a.har", whole[: whole.rindex("<p>Two")])
    assert [html for chunk in chunks for (html,) in values(chunk, "html")] == ["<p>One"]
    assert [name for name, _ in problems(chunks)] == ["unreadable-record"]
    assert problems(reads("b.har", '{"a": 1}')) == [("unreadable-source", "is no HAR: it has no log.entries")]


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
    assert problems([raw]) == []
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
    assert problems(chunks) == [("unreadable-record", "the archive ends 8 bytes before its last record does")]
    chunks = reads("wrong.warc", content.replace(b"<p>One", b"<p>One and more than it says"))
    assert "<p>One" in [html for chunk in chunks for (html,) in values(chunk, "html")]
    assert problems(chunks) != []
    assert [name for name, _ in problems(reads("none.warc", b"no archive\r\n\r\nat all\r\n"))] == ["unreadable-source"]
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
    assert problems([raw]) == []
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
    assert [name for name, _ in problems([raw])] == ["unreadable-record"]


def test_a_response_that_the_crawler_has_unpacked_is_read_though_its_header_says_otherwise(reads: Reads) -> None:
    (raw,) = reads("a.warc", warc(("200 OK", "text/html", b"<p>One"), more=(("Content-Encoding", "gzip"),)))
    assert problems([raw]) == []
    assert values(raw, "html") == [("<p>One",)]


def test_a_har_whose_bodies_are_still_packed_is_read(reads: Reads) -> None:
    entry = {"request": {"url": "https://a.example/"}, "response": {"status": 200, "content": {"mimeType": "text/html", "encoding": "base64", "text": base64.b64encode(gzip.compress(TICKER.encode())).decode()}}}
    (raw,) = reads("a.har", json.dumps({"log": {"version": "1.2", "entries": [entry]}}).encode())
    assert values(raw, "html") == [(TICKER,)]


def test_a_response_that_was_cut_is_said_and_read_as_far_as_it_goes(reads: Reads) -> None:
    (raw,) = reads("a.warc", warc(("200 OK", "text/html", b"<p>One"), more=(("Content-Length", "4000"),)))
    assert problems([raw]) == [("truncated-source", "the response has 6 of the 4,000 bytes that its Content-Length promises")]
    assert values(raw, "html") == [("<p>One",)]
    (raw,) = reads("b.warc", warc(("200 OK", "text/html", b"<p>One"), truncated="length"))
    assert problems([raw]) == [("truncated-source", "the response was cut by the crawler (length)")]


def test_a_header_that_names_a_wrong_character_set_is_a_finding_and_its_page_is_read_right(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    path = tmp_path / "a.warc"
    path.write_bytes(warc(("200 OK", "text/html; charset=iso-8859-1", "<html><body><p>Café Müller</p></body></html>".encode())))
    verdict = pagegate.check(path, no_batch=True)
    assert verdict.frames["pages"]["encoding"].tolist() == ["utf-8"]
    assert "header-charset-disagrees" in verdict.findings["rule"].tolist()


@pytest.mark.parametrize(("encoding", "text"), [("iso8859-2", "Zażółć gęślą jaźń"), ("cp1252", "“Café” – Müller"), ("shift_jis", "日経平均株価は三日続伸した"), ("euc_kr", "코스피가 사흘째 올랐다"), ("gb18030", "沪深股市周五小幅上涨")])
def test_a_page_is_read_in_the_encoding_that_it_declares(encoding: str, text: str) -> None:
    html = f'<html><head><meta charset="{encoding.replace("cp", "windows-").replace("iso8859", "iso-8859")}"></head><body><p>{text}</p></body></html>'
    assert text in decode_page(html.encode(encoding))[0]


def test_a_response_in_chunks_is_put_together(reads: Reads) -> None:
    (raw,) = reads("a.warc", warc(("200 OK", "text/html", b"7\r\n<p>One \r\n4\r\nmore\r\n0\r\n\r\n"), more=(("Transfer-Encoding", "chunked"),)))
    assert problems([raw]) == []
    assert values(raw, "html") == [("<p>One more",)]


@pytest.mark.parametrize(
    ("language", "encoding", "text"),
    [("hu", "iso8859-2", "A hétfői erőmű fűtőművét őszig építik újjá, mondta a főmérnök."), ("pl", "cp1250", "Świt wstał nad łąką, a źródło żywo śpiewało."), ("lv", "cp1257", "Orvēģijas glābšanas komanda četras dienas pēc nelaimes")],
)
def test_a_page_that_declares_its_language_alone_is_read_in_what_is_usual_there(language: str, encoding: str, text: str) -> None:
    html = f'<html lang="{language}"><body><p>{text}</p></body></html>'
    assert text in decode_page(html.encode(encoding))[0]


def test_polish_that_declares_nothing_is_not_taken_for_western_text() -> None:
    text = "Rząd przyjął w poniedziałek projekt ustawy o odbudowie latarni morskiej. Prace rozpoczną się wiosną, a światło zapłonie jesienią, powiedział burmistrz. " * 3
    assert text.strip() in decode_page(f"<html><body><p>{text}</p></body></html>".encode("iso8859-2"))[0]
