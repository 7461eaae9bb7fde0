"""A finding about something inside a body stands at the line and column of the page where it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import pagegate
from pagegate.run import Options, Run

from .pages import page_chunk

TITLE = ["Why the gauges along the quay disagree", "", "October 23, 2025", ""]
BEFORE = "The harbour was quiet in the morning, and the gauges agreed with each other to within a tenth of a degree."
AFTER = ["By noon the wind had turned, and every station along the quay began to tell a different story about the same air.", "Nobody was surprised, because instruments that stand in the sun report the sun."]


def findings(*lines: str, code: str) -> list[dict[str, Any]]:
    found = Run(Options(select=(code,), batch=False)).judge(page_chunk("\n".join(lines)))
    return [{str(name): value for name, value in row.items()} for row in found.to_dict("records")]


@pytest.mark.parametrize(("code", "line", "column"), [
    ("A305", "The master says that it isnâ€™t his fault, and that nobody asked.", 28),
    ("A304", "The master sat in the caf\ufffd on the quay, and nobody asked him.", 26),
    ("A301", "The master sat in the <b>shade</b> of the quay, and nobody asked him.", 23),
    ("A302", "The master sat in the Fish&nbsp;Inn on the quay, and nobody asked him.", 27),
    ("A303", "The master sat in the shade. window.ads = []; googletag.cmd.push(1) and nobody asked him.", 30),
    ("A308", "The master says that he doesnt know, and that he didnt ask anybody.", 25),
    ("A310", "Advertisement", 1),
    ("A310", "The master said that lorem ipsum dolor was all that he had ever read.", 22),
    ("A311", BEFORE, 1),
])
def test_damage_inside_a_body_is_told_where_it_stands(code: str, line: str, column: int) -> None:
    [found] = findings(*TITLE, BEFORE, "", line, "", *AFTER, code=code)
    assert (found["line"], found["column"], found["text"]) == (7, column, line)


def test_a_repeated_phrase_is_told_where_it_first_stands() -> None:
    [found] = findings(*TITLE, BEFORE, *["Buy the best gauges here and now, buy the best gauges here and now."] * 12, code="A313")
    assert found["line"] == 6
    assert found["message"].endswith("% of the body")
    assert int(found["message"].split(" fills ")[1].split()[0]) <= 100


def test_what_a_body_ends_with_is_told_at_its_end() -> None:
    [found] = findings(*TITLE, BEFORE, *AFTER, "Read more", code="A102")
    assert found["line"] == 8


def test_a_record_in_a_feed_has_its_own_line(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    path.write_text("\n".join(json.dumps({"title": "A", "body": body}) for body in ("All is well.", "First line.\nIt isnâ€™t so.")), encoding="utf-8")
    found = pagegate.check(path, select="A305", no_batch=True).findings
    assert list(found["line"]) == [2]


def test_damage_in_a_page_of_html_stands_in_its_markup(tmp_path: Path) -> None:
    damaged = "The master says that it isnâ€™t his fault at all, and that nobody ever asked him."
    path = tmp_path / "page.html"
    path.write_text("\n".join(["<html><head><title>Why the gauges disagree</title></head><body><article>", f"<h1>{TITLE[0]}</h1>", *[f"<p>{line}</p>" for line in (BEFORE, damaged, *AFTER)], "</article></body></html>"]), encoding="utf-8")
    found = pagegate.check(path, select="A305", no_batch=True).findings
    assert list(found[["line", "column"]].iloc[0]) == [4, 31]
