"""Signs that pages draw: by a class, a label, a colour or a data attribute."""

from __future__ import annotations

import pytest

from pagegate.pages.html_text import html_text


def _text(html: str) -> str:
    return html_text(html).text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p>DAX 24,049.74 <span class="down">0.42%</span></p>', "DAX 24,049.74 -0.42%"),
        ('<p>DAX 24,049.74 <span class="change-negative">100.50 (0.42%)</span></p>', "DAX 24,049.74 -100.50 (-0.42%)"),
        ('<p>DAX 24,049.74 <span class="priceDown">100.50</span> (0.42&#37;)</p>', "DAX 24,049.74 -100.50 (0.42%)"),
        ('<p>DAX 24,049.74 <span class="up">0.42%</span></p>', "DAX 24,049.74 +0.42%"),
        ('<p>DAX 24,049.74 <span aria-label="down 0.42%">0.42%</span></p>', "DAX 24,049.74 -0.42%"),
        ('<p>DAX 24,049.74 <i class="fa fa-caret-down"></i> 100.50 (0.42%)</p>', "DAX 24,049.74 -100.50 (-0.42%)"),
        ('<p>DAX <b>24,049.74</b> <svg class="icon icon-arrow-down"><title>down</title><path d="M0 5"/></svg> 100.50 (0.42%)</p>', "DAX 24,049.74 -100.50 (-0.42%)"),
        ('<p>DAX 24,049.74 <svg class="down"><path d="M0 5"/></svg> 0.42%</p>', "DAX 24,049.74 -0.42%"),
        ('<p>DAX 24,049.74 <img src="a.gif" alt="down"> 0.42%</p>', "DAX 24,049.74 -0.42%"),
        ('<p>DAX 24,049.74 <b data-change="-100.50">0.42%</b></p>', "DAX 24,049.74 -0.42%"),
        ('<p>DAX 24,049.74 <b data-trend="down">0.42%</b></p>', "DAX 24,049.74 -0.42%"),
        ('<p>DAX 24,049.74 <b class="red">0.42%</b></p>', "DAX 24,049.74 -0.42%"),
    ],
)
def test_what_an_element_says_of_its_number_is_written_in_front_of_it(html: str, expected: str) -> None:
    assert _text(html) == expected


def test_a_row_that_falls_has_a_falling_change_and_percent_and_its_price_as_it_is() -> None:
    rows = '<table><tr class="down"><td>DAX</td><td>24,049.74</td><td>100.50</td><td>0.42%</td></tr><tr class="up"><td>CAC 40</td><td>8,049.74</td><td>10.50</td><td>0.13%</td></tr></table>'
    assert _text(rows) == "DAX\t24,049.74\t-100.50\t-0.42%\nCAC 40\t8,049.74\t+10.50\t+0.13%"


@pytest.mark.parametrize("lang", ["ko", "ja", "zh-CN"])
def test_red_rises_in_the_far_east(lang: str) -> None:
    assert _text(f'<html lang="{lang}"><body><p>KOSPI 2,049.74 <span class="red">0.5%</span></p></body></html>') == "KOSPI 2,049.74 +0.5%"


@pytest.mark.parametrize(
    "html",
    [
        '<p>DAX 24,049.74 <span class="down">-0.42%</span></p>',
        '<p>DAX 24,049.74 <span class="down">▼ 0.42%</span></p>',
        '<div class="drop-down">Humidity 45%</div>',
        '<div class="down">Humidity 45%</div>',
        '<p>Sale <span class="up">20%</span></p>',
        '<p class="down">DAX 24,049.74</p><p>0.42%</p>',
        '<p>Yesterday 24,100.00 <b class="down">24,049.74</b> 0.42%</p>',
    ],
)
def test_a_sign_that_is_shown_a_price_and_a_percent_of_something_else_stay_as_they_are(html: str) -> None:
    assert "-0.42%" not in _text(html.replace("-0.42%", "0.43%"))
    assert _text(html).count("-") == html.count("-0.42")


def test_the_number_keeps_its_place_behind_the_sign() -> None:
    html = '<p>DAX 24,049.74\n<span class="down">0.42%</span></p>'
    derived = html_text(html)
    assert derived.text == "DAX 24,049.74 -0.42%"
    assert derived.places.tolist()[-2:] == [[1, 15, 2, 20], [1, 16, 2, 20]]


def test_an_element_that_waits_for_its_script_shows_the_value_of_its_attribute() -> None:
    html = '<p>S&amp;P 500 <fin-streamer data-field="regularMarketPrice" value="4998.12"></fin-streamer><fin-streamer data-field="regularMarketChangePercent" value="-0.42"></fin-streamer></p>'
    assert _text(html) == "S&P 500 4998.12 -0.42%"
