"""A date of publication in the future.

What it does: compares the date with the moment the record is judged against (when it was fetched, else now); ten minutes are allowed for clocks, and fourteen hours where no zone is known.
Why it matters: day and month were swapped, a date of an event was taken, or the year was guessed.
Instead: take the date from the page's metadata.
Source: UTC+14 is the easternmost zone (tz database, Pacific/Kiritimati).
Known false alarms: none of 133 dates from the metadata of real pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pagegate import Check

from ._body import verdicts
from ._dates import CLOCK, UNKNOWN_ZONE, moment, zoned

if TYPE_CHECKING:
    import pandas as pd


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    ahead = moment(articles, "published_at") - moment(articles, "judged_at")
    allowed = np.where(zoned(articles, "published_at"), CLOCK, UNKNOWN_ZONE)
    known = ~np.isnat(ahead)
    return verdicts(articles, ~(ahead > allowed), known)


CHECK = Check(
    code="A406",
    name="published-in-the-future",
    severity="error",
    reads=("published_at", "judged_at"),
    may_read=("published_at.zoned",),
    holds=_holds,
    message="the article was published at {published_at}, after it was read",
    hint="Take the date from the metadata of the page; day and month may be swapped.",
    passes=({"published_at": "2025-10-23T21:07", "judged_at": "2025-10-23T12:00:00Z"}, {"published_at": "2025-10-23T12:05:00Z", "judged_at": "2025-10-23T12:00:00Z"}),
    fails=({"published_at": "2099-10-23T21:07", "judged_at": "2025-10-24T12:00:00Z"}, {"published_at": "2025-10-23T12:11:00Z", "judged_at": "2025-10-23T12:00:00Z"}, {"published_at": "2025-10-24T03:00", "judged_at": "2025-10-23T12:00:00Z"}),
    skips=({"judged_at": "2025-10-23T12:00:00Z"}, {"published_at": None, "judged_at": "2025-10-23T12:00:00Z"}),
)
