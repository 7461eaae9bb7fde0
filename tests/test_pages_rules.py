"""Walls, shells and cut downloads are told from pages, whatever form they were stored in."""

from __future__ import annotations

import pandas as pd
import pytest

from pagegate.catalogue import catalogue
from pagegate.judge.ask import ask
from pagegate.model import Check, Example
from pagegate.records.build import from_examples

NEWS = "Shares in three banks fell on Thursday after their owners asked for more time to sell the branches that nobody visits any more. "
ARTICLE = f"<html><head><title>Banks fall</title></head><body><h1>Banks fall</h1><p>{NEWS * 20}</p></body></html>"


def flagged(page: Example, severity: str = "error") -> set[str]:
    frame = from_examples("pages", [page]).frame
    return {check.name for check in catalogue().checks("pages") if check.severity == severity and ask(check, frame).eq(other=False).fillna(value=False).any()}


@pytest.mark.parametrize(
    "page",
    [
        {"html": ARTICLE, "status": 200},
        {"text": NEWS * 20},
        {"text": "FCHI8,074.230.08%\nGDAXI24,049.740.42%\nTemp29.1°C", "status": 200},
        {"html": ARTICLE.replace("</head>", "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script><script src='https://js.datadome.co/tags.js'></script></head>")},
        {"html": ARTICLE.replace("</body>", "<form><div class='g-recaptcha' data-sitekey='x'></div></form></body>")},
        {"html": ARTICLE.replace("</body>", "<div>We value your privacy. We and our 800 partners store cookies. Accept all. Manage options.</div></body>")},
        {"html": ARTICLE.replace("</body>", "<noscript>Please enable JavaScript to see the comments.</noscript></body>")},
        {"html": ARTICLE.replace("Banks fall", "How Cloudflare asks you to verify you are human")},
    ],
    ids=["html", "text", "widgets", "vendor-scripts", "captcha-in-a-form", "cookie-banner", "noscript-note", "about-captchas"],
)
def test_an_ordinary_page_gives_no_error(page: Example) -> None:
    assert flagged(page) == set()


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ({"html": "<html><head><title>Just a moment...</title><script>window._cf_chl_opt={}</script></head><body></body></html>"}, {"block-page", "empty-page"}),
        ({"text": "Access Denied\n\nYou don't have permission to access this server.\nReference #18.6d5bdd17", "status": 403}, {"block-page", "http-error"}),
        ({"text": "Press & Hold to confirm you are a human (and not a bot). Reference ID: 0f2b41d7"}, {"block-page"}),
        ({"html": "<html><head><title>Before you continue to Example</title></head><body><form action='https://consent.example.com/save'>I agree</form></body></html>"}, {"consent-wall"}),
        ({"html": "<html><head><title>Page introuvable</title></head><body>Retour</body></html>", "status": 200}, {"soft-404"}),
        ({"html": "<html><head><title>App</title></head><body><div id='root'></div></body></html>"}, {"empty-page"}),
        ({"html": ARTICLE[:-30] + "<img src='ba"}, {"cut-html"}),
        ({"status": 429, "text": ""}, {"http-error", "empty-page"}),
    ],
    ids=["cloudflare", "akamai", "perimeterx", "consent", "soft-404", "shell", "cut", "throttled"],
)
def test_what_stands_in_a_pages_place_is_named(page: Example, expected: set[str]) -> None:
    assert flagged(page) == expected


@pytest.mark.parametrize("page", [{"status": 0}, {"status": 200, "text": None, "html": None}, {"url": "https://consent.example.com/"}])
def test_a_request_stored_without_its_body_is_not_judged(page: Example) -> None:
    assert flagged(page) == set()


def test_every_problem_of_reading_is_a_finding_of_its_own() -> None:
    problems = {rule.problem for rule in catalogue().rules.values() if isinstance(rule, Check) and rule.kind == "pages" and rule.problem}
    assert problems >= {
        "ambiguous-quote", "duplicate-key", "empty-source", "joined-documents", "no-reader", "no-records", "truncated-source", "unknown-kind", "unreadable-quote",
        "unreadable-record", "unreadable-source", "unreadable-value",
    }


def test_pages_of_several_sources_put_together_are_judged() -> None:
    frame = from_examples("pages", [{"html": ARTICLE, "status": 200}, {"html": "", "status": 200}]).frame
    together = pd.concat([frame.iloc[:1], frame.iloc[1:]], ignore_index=True)
    empty = next(check for check in catalogue().checks("pages") if check.name == "empty-page")
    assert ask(empty, together).tolist() == [True, False]
