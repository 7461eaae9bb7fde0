"""A consent wall in the page's place.

What it does: looks for pages of few words that ask for consent to cookies and nothing else: the address or the form of a consent service (consent.google.com, consent.yahoo.com, guce), its title, or several of its sayings.
Why it matters: the site was never reached; the wall's text is read as its article.
Instead: send the consent cookie of the site, or ask from a country without the wall.
Source: captured responses of redirects to consent pages; IAB Europe Transparency and Consent Framework, whose stock texts the sayings are.
Known false alarms: a page with a long cookie banner and hardly a word of its own. None measured on 183 real pages, of which many carry a banner beside their text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._markup import MAY_READ, hits, shown

if TYPE_CHECKING:
    import pandas as pd

_ADDRESSES = (r"^https?://(?:consent|guce|cmp|privacy-mgmt|consent-pref)\.[a-z0-9.-]+/", r"^https?://[^/]*/(?:consent|cookie-?wall)(?:[/?]|$)")
_FORMS = (r"(?i)action=.https://(?:consent|guce)\.[a-z.]+/", r"consent\.yahoo\.com/v2/collectConsent")
_TITLES = (r"^(?:before you continue\b|bevor sie zu .{1,40} weitergehen|avant d'accéder à|antes de (?:continuar|ir) a|prima di continuare|voordat je verdergaat|yahoo (?:is part|fait partie|ist teil|forma parte))",)
_WORDS = (
    r"(?:we|and our) (?:and our )?(?:\d+ )?(?:trusted )?partners|unsere partner|nos (?:\d+ )?partenaires|nuestros socios",
    r"accept all|reject all|agree and continue|alle akzeptieren|alle ablehnen|tout (?:accepter|refuser)|aceptar todo|accetta tutt",
    r"we value your privacy|your privacy (?:choices|matters)|ihre privatsphäre|respect(?:ons)? (?:de )?votre vie privée|valoramos tu privacidad",
    r"store and/or access information on a device|cookies and (?:similar|other) (?:technologies|data)|use cookies and data to|informationen auf einem gerät",
    r"manage (?:options|preferences|settings|choices)|more options|personali[sz]ed (?:ads|advertising|content)|withdraw (?:your )?consent",
)


def _holds(pages: pd.DataFrame) -> pd.Series[Any]:
    seen = shown(pages)
    few = seen.words <= 300
    wall = hits(pages["url"], _ADDRESSES, few) + hits(seen.title, _TITLES, few) + hits(seen.markup, _FORMS, seen.words <= 150) > 0
    wall |= hits(seen.unscripted, _WORDS, seen.words <= 200) >= 4
    return answer(~wall, seen.stored)


CHECK = Check(
    code="P103",
    name="consent-wall",
    severity="error",
    may_read=MAY_READ,
    holds=_holds,
    message="the page asks for consent to cookies and holds nothing else",
    hint="Send the site's consent cookie, or ask from a country without the wall.",
    passes=(
        {"text": "Before you continue to read: the shares of three banks fell on Monday, and their owners want to know why."},
        {"text": "We and our partners value your privacy. Accept all. " + "The DAX rose on Thursday, and so did the CAC 40 and the FTSE. " * 30},
    ),
    fails=(
        {"url": "https://consent.google.com/m?continue=https://news.google.com/", "html": "<html><head><title>Before you continue</title></head><body>I agree</body></html>"},
        {"text": "We value your privacy. We and our 842 partners store and/or access information on a device, such as cookies. Accept all. Reject all. Manage options."},
    ),
    skips=({"url": "https://consent.google.com/m"},),
)
