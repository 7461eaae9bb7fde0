"""A date of publication after that of the last change.

What it does: compares the two dates: flagged is a difference of more than 26 hours and up to a month, since a date without a clock means any hour of its day, and zones may be unknown.
Why it matters: one of the two belongs to another article; a planned article may also have been written days before it appeared.
Instead: take both from the metadata of the page.
Source: schema.org, properties datePublished and dateModified.
Known false alarms: of 118 real pages with both dates 1 is flagged, a planned article changed four days before it appeared; 4 more lie within the 26 hours.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate import Check

from ._dates import moment

A_DAY, A_MONTH = np.timedelta64(26, "h"), np.timedelta64(31, "D")


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    lag = moment(articles, "published_at") - moment(articles, "modified_at")
    return pd.Series(~((lag > A_DAY) & (lag <= A_MONTH)), index=articles.index)


CHECK = Check(
    code="A409",
    name="published-after-modified",
    severity="warning",
    reads=("published_at", "modified_at"),
    holds=_holds,
    message="the article was published at {published_at}, after its last change at {modified_at}",
    hint="Take both dates from the metadata of the page; one may belong to another article.",
    passes=({"published_at": "2025-10-23T21:07", "modified_at": "2025-10-23"}, {"published_at": "2025-10-23T21:07", "modified_at": "2025-10-24"}),
    fails=({"published_at": "2025-10-23T21:07", "modified_at": "2025-10-21"},),
    skips=({"published_at": "2025-10-23"}, {"modified_at": "2025-10-23"}),
)
