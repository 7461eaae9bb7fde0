"""A title that stands for none, or that a page shows that is no article.

What it does: flags titles that are the word of a program for nothing (`nan`, `None`, `null`, `undefined`, `[object Object]`), the name of a field, or the title of an
    error, a challenge or a login page (`404 Not Found`, `Access Denied`, `Just a moment...`).
Why it matters: the page was not the article, or had no title where the scraper looked.
Instead: treat such a page as not fetched; store nothing where there is no title.
Source: RFC 9110, section 15 (the phrases of status codes); titles of captured challenge pages.
Known false alarms: none of 181 real titles, and none of 5,000 of a news interface. The words are taken as programs write them: an album called `Undefined` is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check

from ._body import matches, strings, verdicts

if TYPE_CHECKING:
    import pandas as pd

_NOTHING = r"^\s*(?:nan|NaN|None|null|NULL|undefined|\[object Object\]|N/A|n/a|#N/A|title|headline|Untitled(?: [Dd]ocument)?|untitled)\s*$"
_REFUSED = (
    r"^(?i:\s*(?:(?:error |http )?(?:400|401|403|404|410|429|500|502|503|504)[ :–|-]{0,3}(?:error|not found|forbidden|unauthorized|gone|bad gateway|service(?: temporarily)? unavailable|too many requests|"
    r"internal server error|gateway time-?out|page not found)?|page not found|not found|forbidden|access denied|just a moment\.{0,3}|attention required! \| cloudflare|are you a robot\??|"
    r"verify (?:that )?you are (?:a )?human|security check|please wait\.{0,3}|redirecting\.{0,3}|log ?in|sign in|subscribe to read))\s*$"
)


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    title = strings(articles["title"])
    return verdicts(articles, ~(matches(title, _NOTHING) | matches(title, _REFUSED)), articles["title"].notna().to_numpy())


CHECK = Check(
    code="A414",
    name="title-is-placeholder",
    severity="error",
    reads=("title",),
    holds=_holds,
    message="the title is {title!r}, which is none",
    hint="Treat such a page as not fetched, and store nothing where there is no title.",
    passes=({"title": "404 days at sea"}, {"title": "Undefined"}, {"title": "Null and void: the court's ruling"}, {"title": "Forbidden fruit"}),
    fails=({"title": "nan"}, {"title": "404 Not Found"}, {"title": "Just a moment..."}, {"title": "[object Object]"}),
    skips=({"title": None},),
)
