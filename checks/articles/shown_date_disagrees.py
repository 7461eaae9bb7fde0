"""A date on the page that is neither of the dates that its markup declares.

What it does: compares the date that an HTML page shows near its title (`shown_at`) with those of its metadata; flags it where both `published_at` and `modified_at`, or the only one there is, are more than two days away.
Why it matters: a site that declares the moment of the request, or of its last rebuild, makes every old article new; a scraper that takes the first date it finds takes today's from the head of the page.
Instead: look which of the two is the article's, and take that.
Source: two witnesses of one fact: schema.org, property datePublished, and the page itself. Two days let time zones, and articles that are declared on the eve, pass.
Known false alarms: a page whose only date in words is today's, or a comment's. On 181 real news pages 91 show a date and declare one: 4 are flagged, 2 of them rightly (metadata that holds the moment of the download).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from pagegate import Check
from pagegate.frames import answer

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARGIN = pd.Timedelta(days=2)


def _far(articles: pd.DataFrame, names: Sequence[str]) -> pd.Series[Any]:
    far = pd.Series(data=True, index=articles.index)
    for name in names:
        far &= ((articles["shown_at"] - articles[name]).abs() > _MARGIN) | articles[name].isna()
    return far


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return answer(~_far(articles, ("published_at", "modified_at")), articles["shown_at"].notna() & articles["published_at"].notna())


CHECK = Check(
    code="A412",
    name="shown-date-disagrees",
    severity="warning",
    reads=("shown_at", "published_at"),
    may_read=("modified_at",),
    holds=_holds,
    points_at="published_at",
    message="the page shows {shown_at}, and declares {published_at}",
    hint="Look which of the two dates is the article's.",
    passes=(
        {"title": "A headline", "body": "Text.", "shown_at": "November 3, 2025", "published_at": "2025-11-03T18:00:00Z"},
        {"title": "A headline", "body": "Text.", "shown_at": "November 3, 2025", "published_at": "2025-11-04T23:00:00Z"},
        {"title": "A headline", "body": "Text.", "shown_at": "November 9, 2025", "published_at": "2025-11-03T18:00:00Z", "modified_at": "2025-11-09T07:00:00Z"},
    ),
    fails=(
        {"title": "A headline", "body": "Text.", "shown_at": "September 12, 2016", "published_at": "2019-11-20T05:42:06Z"},
        {"title": "A headline", "body": "Text.", "shown_at": "September 12, 2016", "published_at": "2019-11-20T05:42:06Z", "modified_at": "2019-11-20T05:42:06Z"},
    ),
    skips=({"title": "A headline", "body": "Text.", "published_at": "2025-11-03T18:00:00Z"}, {"title": "A headline", "body": "Text.", "shown_at": "November 3, 2025"}),
)
