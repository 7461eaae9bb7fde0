"""A date of publication more than a month after that of the last change.

What it does: compares the two dates; A409 flags smaller differences.
Why it matters: the two are swapped, or one of them belongs to another article.
Instead: take both from the metadata of the page.
Source: schema.org, properties datePublished and dateModified.
Known false alarms: none of 118 real pages with both dates.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from pagegate import Check

from ._dates import moment

A_MONTH = np.timedelta64(31, "D")


def _holds(articles: pd.DataFrame) -> pd.Series[Any]:
    return pd.Series(~(moment(articles, "published_at") - moment(articles, "modified_at") > A_MONTH), index=articles.index)


CHECK = Check(
    code="A408",
    name="published-long-after-modified",
    severity="error",
    reads=("published_at", "modified_at"),
    holds=_holds,
    message="the article was published at {published_at}, long after its last change at {modified_at}",
    hint="Take both dates from the metadata of the page; they may be swapped.",
    passes=({"published_at": "2025-10-23T21:07", "modified_at": "2025-10-23"}, {"published_at": "2025-10-23", "modified_at": "2025-09-23"}),
    fails=({"published_at": "2025-10-23T21:07", "modified_at": "2025-01-21"},),
    skips=({"published_at": "2025-10-23"}, {"modified_at": "2025-10-23"}),
)
