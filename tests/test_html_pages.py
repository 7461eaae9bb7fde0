"""Pages as HTML become text, and what is read from them stands where the markup has it."""

from __future__ import annotations

import json
import time

import pytest

from pagegate.pages.html_text import html_text
from pagegate.pages.read import read_pages
from pagegate.records.read_html import decode_page
from pagegate.sources.stream import Limits
from tests.markup import TICKER, told, values
from tests.readers import Reads


def text(html: str) -> str:
    return html_text(html)[0]


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
    assert [name for name, _ in told(reads("a.html", b" \n"))] == ["empty-source"]
    assert told(reads("b.html", b"<p>a\0b</p>" * 3)) == [("unreadable-source", "is damaged or binary: character 5 is NUL")]
    assert [name for name, _ in told(reads("c.html", TICKER, limits=Limits(record_bytes=100)))] == ["unreadable-source"]


def test_markup_without_a_suffix_is_html(reads: Reads) -> None:
    assert values(reads("page.dat", "\n<!-- saved -->\n<!DOCTYPE html><p>Hello")[0], "media_type") == [("text/html",)]


@pytest.mark.parametrize(("encoding", "text"), [("iso8859-2", "Zażółć gęślą jaźń"), ("cp1252", "“Café” – Müller"), ("shift_jis", "日経平均株価は三日続伸した"), ("euc_kr", "코스피가 사흘째 올랐다"), ("gb18030", "沪深股市周五小幅上涨")])
def test_a_page_is_read_in_the_encoding_that_it_declares(encoding: str, text: str) -> None:
    html = f'<html><head><meta charset="{encoding.replace("cp", "windows-").replace("iso8859", "iso-8859")}"></head><body><p>{text}</p></body></html>'
    assert text in decode_page(html.encode(encoding))[0]


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
