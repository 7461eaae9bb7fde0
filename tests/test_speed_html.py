"""The pages that the speed of HTML is measured on are the same for everybody, and hold what real ones do."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

import pytest

if not (Path(__file__).parent.parent / "benchmarks" / "speed").exists():
    pytest.skip("the benchmarks stand in the checkout; the suite also runs on the wheel alone", allow_module_level=True)

import pagegate
from benchmarks.speed import html_pages


def test_the_first_pages_are_the_same_however_many_are_drawn() -> None:
    assert list(html_pages.drawn(9)) == list(islice(html_pages.drawn(501), 9))


def test_pages_are_as_large_as_real_ones_and_have_as_many_elements() -> None:
    pages = list(html_pages.drawn(18))
    elements = [len(re.findall("<[a-z]", page)) for page in pages]
    assert 60_000 < sum(map(len, pages)) / 18 < 200_000
    assert 500 < sum(elements) / 18 < 1_000


def test_an_article_is_read_from_every_page_and_quotes_where_they_are_shown(tmp_path: Path) -> None:
    html_pages.write_pages(tmp_path / "pages", 9)
    verdict = pagegate.check(tmp_path / "pages", no_batch=True)
    assert verdict.records["articles"] == 9
    assert verdict.records["quotes"] == 16
