"""The report in a real browser: opened from a file, filtered, linked into, by everybody, whatever a page brought in.

Needs Chromium (`apt-get install chromium`): without one these tests are skipped, and fail in CI.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page, Request, expect, sync_playwright

from pagegate.outputs.report import put, write_report
from tests.browsed import reports
from tests.sample_report import SAMPLE

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
QUIET = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
#: What matches a report when all of it is there.
READY = "html[data-ready=all]"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process."""
    if CHROMIUM is None:
        reason = "no Chromium on this machine: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}; in CI it must be there")
        pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The reports, by name."""
    folder = tmp_path_factory.mktemp("reports")
    made_here = {name: put(folder / name, "index.html", made) if isinstance(made, str) else write_report(made, folder / name) for name, made in reports().items()}
    return made_here | {"sample": SAMPLE}


class Opened:
    """A page that is open, with everything it did that it should not."""

    def __init__(self, page: Page) -> None:
        """Watch a page."""
        self.page = page
        self.trouble: list[str] = []
        page.on("console", lambda message: self.trouble.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("dialog", self._dialog)
        page.on("request", self._request)

    def _dialog(self, dialog: Dialog) -> None:
        self.trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if not request.is_navigation_request():
            self.trouble.append(f"request: {request.url}")


Open = Callable[..., Opened]


@pytest.fixture
def opened(browser: Browser, written: dict[str, Path]) -> Iterator[Open]:
    """Opens a report by its name, at an anchor of it, in a context with the given properties."""
    with ExitStack() as stack:

        def open_report(name: str, anchor: str = "", **properties: Any) -> Opened:
            context = browser.new_context(offline=True, **{"viewport": {"width": 1280, "height": 800}} | properties)
            stack.callback(context.close)
            watched = Opened(context.new_page())
            watched.page.goto(f"{written[name].as_uri()}{anchor}")
            if properties.get("java_script_enabled", True) and name != "mutation":
                watched.page.locator(READY).wait_for(state="attached")
            return watched

        yield open_report


def visible(page: Page) -> int:
    """How many findings are to be seen, in full or in brief."""
    return page.locator(".finding:visible, .row:visible").count()


def fits(page: Page, told: str) -> None:
    """Wait until the filters say how many findings fit; nothing where all do."""
    expect(page.locator("#filters output")).to_have_text(told)


EVERY = ("sample", "clean", "one", "small", "remembered", "large", "hostile", "mutation")


@pytest.mark.parametrize("name", EVERY)
def test_a_report_opens_from_a_file_and_asks_for_nothing(opened: Open, name: str) -> None:
    assert opened(name).trouble == []


LIGHT: dict[str, Any] = {"color_scheme": "light"}
NARROW: dict[str, Any] = {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}}


@pytest.mark.parametrize(("name", "look"), [("sample", LIGHT), ("remembered", LIGHT), ("large", LIGHT), ("small", NARROW), ("clean", NARROW), ("hostile", NARROW), ("mutation", NARROW)])
def test_axe_finds_nothing_that_keeps_anybody_out(opened: Open, name: str, look: dict[str, Any]) -> None:
    # Of many findings that are all made alike, those of one rule: axe takes a minute for all of them.
    found = Axe().run(opened(name, **look).page, context="#groups > .group:first-child" if name == "large" else None)
    assert found.response["violations"] == [], found.generate_report()


@pytest.mark.parametrize("name", EVERY)
def test_a_narrow_screen_scrolls_in_one_direction(opened: Open, name: str) -> None:
    page = opened(name, viewport={"width": 390, "height": 844}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("scheme", "lightest"), [("light", True), ("dark", False)])
def test_the_report_is_light_or_dark_as_its_reader_has_it(opened: Open, tmp_path: Path, scheme: str, *, lightest: bool) -> None:
    page = opened("small", color_scheme=scheme).page
    colours = page.evaluate("['body', '.chart .curve'].map((one) => { const {backgroundColor, stroke} = getComputedStyle(document.querySelector(one)); return one === 'body' ? backgroundColor : stroke; })")
    levels = [sum(map(int, colour.partition("(")[2].rstrip(")").split(",")[:3])) / 3 for colour in colours]
    assert (levels[0] > 200) == lightest
    assert abs(levels[0] - levels[1]) > 60
    assert page.screenshot(path=tmp_path / f"{scheme}.png")


def test_what_a_hostile_page_says_runs_nothing(opened: Open) -> None:
    watched = opened("hostile")
    for order in ("source", "rule"):
        watched.page.select_option("select[name=sort]", order)
    watched.page.fill("input[name=text]", "<script>alert(1)</script>")
    watched.page.wait_for_timeout(50)
    assert visible(watched.page) > 0
    assert watched.page.locator("#groups img, #groups svg, #groups script").count() == 0
    assert watched.trouble == []


def test_filters_leave_what_fits_all_of_them(opened: Open) -> None:
    page = opened("small").page
    assert visible(page) == 6
    page.uncheck("input[value=warning]")
    fits(page, "4 of 6")
    page.select_option("select[name=source]", "pages/bad.txt")
    fits(page, "3 of 6")
    page.fill("input[name=text]", "HUNDRED °C")
    fits(page, "1 of 6")
    assert visible(page) == 1
    page.fill("input[name=text]", "nobody said this")
    page.wait_for_selector("#nothing:visible")
    page.click("#filters button[type=reset]")
    fits(page, "")
    assert visible(page) == 6


def test_search_finds_what_is_not_shown_in_full(opened: Open) -> None:
    page = opened("large").page
    page.fill("input[name=text]", "reading 1777 ")
    fits(page, "1 of 2,000")
    assert page.locator(".row:visible, .finding:visible").inner_text().find("reading 1777 ") >= 0


def test_more_findings_of_a_rule_are_shown_in_brief_when_asked_for(opened: Open) -> None:
    page = opened("large").page
    before = visible(page)
    page.locator(".brief button").first.click()
    assert visible(page) == before + 100


def test_findings_are_ordered_as_asked(opened: Open) -> None:
    page = opened("small").page
    codes = "[...document.querySelectorAll('#groups .group')].map((one) => one.dataset.code ?? one.querySelector('.name').textContent)"
    assert page.evaluate(codes) == ["W201", "Q101", "B101", "W302"]
    page.select_option("select[name=sort]", "code")
    assert page.evaluate(codes) == ["B101", "Q101", "W201", "W302"]
    page.select_option("select[name=sort]", "source")
    assert page.evaluate(codes) == ["pages/bad.txt", "pages/other.txt", "whole scrape"]
    page.select_option("select[name=sort]", "rule")
    assert page.evaluate(codes) == ["W201", "Q101", "B101", "W302"]
    assert visible(page) == 6


def test_a_link_leads_to_a_finding_shown_in_full(opened: Open) -> None:
    page = opened("small", "#finding-aaaa000000000003").page
    assert page.locator(".finding:target .message").inner_text() == "feels like a hundred °C"


def test_a_link_leads_to_a_finding_that_is_packed(opened: Open) -> None:
    page = opened("large", "#finding-00000017770000001777").page
    found = page.locator(".row.found")
    found.wait_for()
    assert "reading 1777 " in found.inner_text()
    assert page.evaluate("(() => { const {top} = document.querySelector('.row.found').getBoundingClientRect(); return top >= 0 && top < innerHeight; })()")


def test_a_link_leads_to_a_rule_and_opens_it(opened: Open) -> None:
    page = opened("small", "#W201").page
    assert page.locator("#W201 .summary").is_visible()


def test_a_link_to_what_is_filtered_away_shows_it_again(opened: Open) -> None:
    page = opened("small").page
    page.select_option("select[name=kind]", "quotes")
    page.evaluate("location.hash = '#finding-aaaa000000000003'")
    page.locator(".finding:target").wait_for()
    assert visible(page) == 6


def test_a_finding_is_copied_as_markdown(opened: Open) -> None:
    page = opened("small", permissions=["clipboard-read", "clipboard-write"]).page
    page.locator("button.copy").first.click()
    page.locator("button.copy", has_text="Copied").wait_for()
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0] == "**error W201** pages/bad.txt:3:6"
    assert "     3 | Feels25.0°C" in lines
    assert "Expected: at least 27.7" in lines
    assert r"| temp\_c | 29.1 |" in lines


def test_what_is_copied_holds_no_markup_of_a_hostile_page(opened: Open) -> None:
    page = opened("hostile").page
    markdown = page.evaluate("markdown(document.querySelector('.finding'))")
    outside = "".join(part for at, part in enumerate(markdown.split("```")) if not at % 2)
    assert r"\<script\>" in outside
    assert not re.search(r"(?<!\\)[<>]", outside)


def test_keys_search_walk_and_explain_themselves(opened: Open) -> None:
    page = opened("small").page
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == page.locator(".finding").nth(1).get_attribute("id")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == page.locator(".finding").first.get_attribute("id")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("/")
    page.keyboard.type("hundred")
    fits(page, "1 of 6")
    page.keyboard.press("Escape")
    fits(page, "")


def test_single_keys_can_be_turned_off(opened: Open) -> None:
    page = opened("small").page
    page.click("button.help")
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") != "text"


@pytest.mark.parametrize("name", ["small", "large", "hostile"])
def test_without_javascript_everything_but_the_filters_is_there(opened: Open, name: str) -> None:
    page = opened(name, java_script_enabled=False).page
    assert not page.locator("#filters").is_visible()
    assert not page.locator("button.help").is_visible()
    assert page.locator(".finding").first.is_visible()
    page.locator(".rule summary").first.click()
    assert page.locator(".rule .page").first.is_visible()


def test_on_paper_there_are_findings_and_no_controls(opened: Open) -> None:
    page = opened("small").page
    page.emulate_media(media="print")
    assert not page.locator("#filters, nav, button.copy").locator("visible=true").count()
    assert page.locator(".finding:visible").count() == 6
    assert page.pdf()[:4] == b"%PDF"


def test_new_findings_are_told_from_known_ones(opened: Open) -> None:
    page = opened("remembered").page
    assert page.locator(".figures").inner_text().split() == ["new", "1", "known", "2", "fixed", "3"]
    page.select_option("select[name=age]", "new")
    fits(page, "1 of 3")
    assert page.locator("#changes svg.chart").count() == 1
