"""A challenge or a refusal in the page's place.

What it does: looks for the markers, titles and sayings of bot challenges and refusals (Cloudflare, DataDome, PerimeterX or HUMAN, Akamai, Imperva, Google, AWS WAF, Anubis, Kasada, Sucuri, DDoS-Guard, Vercel, Sina, reCAPTCHA, hCaptcha) on pages of few words.
Why it matters: such pages come with status 200 often enough. Everything read from them is a record of the wall, not of the site.
Instead: slow down, ask for access or an API, and retry later; do not keep the page.
Source: captured responses of blocked requests, and the vendors' own documentation of their challenge pages. Scripts that ordinary protected pages carry too are not taken for a challenge.
Known false alarms: a very short notice about captchas. None measured on 183 real pages of news sites and portals and 6 real page texts; an article about captchas has too many words to be taken for one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

from ._blocks import blocked
from ._markup import MAY_READ

if TYPE_CHECKING:
    import pandas as pd


def _holds(pages: pd.DataFrame) -> pd.Series[Any]:
    return ~blocked(pages)


_ARTICLE = "Why captchas fail. Sites ask visitors to verify you are human before they continue, and robots solve the puzzles faster than people. " * 8

CHECK = Check(
    code="P102",
    name="block-page",
    severity="error",
    may_read=MAY_READ,
    holds=_holds,
    message="the page is a bot challenge or a refusal, not the page that was asked for",
    hint="Slow down, ask for access or use the site's API, and do not keep the page.",
    passes=(
        {"text": _ARTICLE},
        {"text": "FCHI8,074.230.08%\nGDAXI24,049.740.42%\nPlease enable JavaScript.", "records": 2},
        {"text": "Stocks slide to their lowest of the year. The road over the pass has been blocked by snow."},
        {"html": "<html><head><title>Contact</title></head><body><form>Write to us about the weather in town, about our opening hours, or about anything else you like."
                 "<div class='g-recaptcha'></div></form></body></html>"},
        {"html": "<html><head><script src='https://js.datadome.co/tags.js'></script><title>Shares</title></head><body>The DAX rose 0.42% to 24,049.74 points.</body></html>"},
    ),
    fails=(
        {"html": "<html><head><title>Just a moment...</title></head><body><noscript>Enable JavaScript and cookies to continue</noscript></body></html>", "status": 403},
        {"html": "<html><head><title>shop.example</title><script>var dd={}</script><script src='https://geo.captcha-delivery.com/captcha/'></script></head><body></body></html>"},
        {"text": "Access Denied\nYou don't have permission to access this page on this server.\nReference #18.2d351ab8"},
        {"text": "Please verify you are human by completing the action below. shop.example needs to review the security of your connection before proceeding. Ray ID: 8f1c2"},
        {"html": "<!DOCTYPE html><html><head><title>Making sure you're not a bot!</title></head><body><script id='anubis_challenge' type='application/json'>{}</script></body></html>"},
        {"html": "<html><body><form id='captcha-form'><div class='g-recaptcha' data-sitekey='x'></div></form></body></html>"},
        {"text": "Our systems have detected unusual traffic from your computer network. This page checks to see if it's really you sending the requests, and not a robot."},
    ),
    skips=({"status": 200}, {"url": "https://example.com/"}),
)
