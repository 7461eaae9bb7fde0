"""HTML that never says it ends.

What it does: looks for `</html>` in markup that has `<html>`; does not ask where the markup ends inside a tag, which is another rule's error.
Why it matters: it is the cheapest sign of a download that broke off between two tags.
Instead: compare with a page of the same site that is known to be whole.
Source: HTML standard, section 13.1.2.4: the end tag may be left out, which is why this is a warning.
Known false alarms: sites that leave the tag out: 3 of 30 pages of one collection, none of 183 pages of two others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate import Check
from pagegate.frames import answer

from ._markup import MAY_READ, hits, shown
from .cut_html import ends_inside

if TYPE_CHECKING:
    import pandas as pd


def _holds(pages: pd.DataFrame) -> pd.Series[Any]:
    markup = shown(pages).markup
    whole = (hits(markup, (r"(?i)<html[\s>]",)) > 0) & ~ends_inside(pages)
    return answer(hits(markup, (r"(?i)</html",)) > 0, whole)


CHECK = Check(
    code="P107",
    name="no-end-of-html",
    severity="warning",
    may_read=MAY_READ,
    holds=_holds,
    points_at="html",
    message="the HTML begins with <html> and has no </html>: the page may be cut",
    hint="Compare with a page of the same site that is known to be whole.",
    passes=({"html": "<html><body><p>Whole.</p></body></html>"}, {"html": "<HTML><body><p>Whole.</p></body></HTML >\n<!-- served -->"}),
    fails=({"html": "<!DOCTYPE html><html lang='en'><body><p>Some words.</p>"},),
    skips=({"html": "<p>A fragment.</p>"}, {"text": "No markup."}, {"html": "<html><body><a hre"}),
)
