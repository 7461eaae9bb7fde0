"""A verdict in a notebook."""

from __future__ import annotations

import re

from tests.verdicts import finding, hostile, verdict


def test_a_notebook_shows_the_verdict_and_its_findings() -> None:
    shown = verdict([finding()])._repr_html_()
    assert "<strong>pagegate: fail</strong>; 1 pages, 10 quotes, 1 weather, 1 articles: 1 error" in shown
    assert "<tr><td>pages/bad.txt:3:6</td><td>error</td><td>W201 humid-heat-feels-colder</td><td>feels like 25.0 °C, colder than the air at 29.1 °C</td></tr>" in shown


def test_a_notebook_shows_the_first_findings_and_counts_the_rest() -> None:
    shown = verdict([finding(line=n + 1, fingerprint=str(n)) for n in range(50)])._repr_html_()
    assert shown.count("<td>error</td>") == 20
    assert "and 30 more" in shown


def test_what_a_page_says_is_text_in_a_notebook() -> None:
    shown = hostile()._repr_html_()
    assert set(re.findall(r"</?([a-z]+)", shown)) == {"p", "strong", "table", "thead", "tbody", "tr", "th", "td"}
    assert "\x1b" not in shown
