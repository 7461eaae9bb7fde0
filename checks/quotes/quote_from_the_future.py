"""Quote of a time that had not come.

What it does: asks that `as_of` is not after `fetched_at`, nor after the moment the run judges against: by more than ten minutes where all zones are known, else by more than 14 hours.
Why it matters: day and month were swapped, the year was guessed, or a local time was taken for UTC; and everything sorted by time puts the quote last.
Instead: write times with their zone; read dates by the page's own format.
Source: no zone is more than 14 hours ahead of UTC (IANA time zone database, Pacific/Kiritimati). Ten minutes are left for clocks that differ.
Known false alarms: none on 171 real quotes with a day and the time of their fetching.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pagegate import Check

from ._columns import answers
from ._moments import ANY_ZONE, moments, zoned

if TYPE_CHECKING:
    import pandas as pd

_CLOCKS = np.timedelta64(10, "m")


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    as_of, fetched, judged = (moments(quotes, name) for name in ("as_of", "fetched_at", "judged_at"))
    known, fetched_known = zoned(quotes, "as_of"), zoned(quotes, "fetched_at")
    # Where the run was told no moment, it judges against fetched_at, whose zone may be unknown.
    judged_known = fetched_known | (judged != fetched)
    after_fetch = as_of > fetched + np.where(known & fetched_known, _CLOCKS, ANY_ZONE)
    after_now = as_of > judged + np.where(known & judged_known, _CLOCKS, ANY_ZONE)
    return answers(quotes, ~(after_fetch | after_now), ~(np.isnat(fetched) & np.isnat(judged)))


CHECK = Check(
    code="Q501",
    name="quote-from-the-future",
    severity="error",
    reads=("as_of",),
    may_read=("symbol", "fetched_at", "judged_at", "as_of.zoned", "fetched_at.zoned"),
    holds=_holds,
    message="{symbol}: the quote's time {as_of} had not come when the page was fetched",
    hint="Look for day and month swapped, or for a local time written as UTC.",
    passes=(
        {"symbol": "A", "price": 1.0, "as_of": "2026-02-09T14:40:52Z", "fetched_at": "2026-02-09T14:41:00Z"},
        {"symbol": "A", "price": 1.0, "as_of": "2026-02-09T14:45:00Z", "fetched_at": "2026-02-09T14:41:00Z"},
        {"symbol": "A", "price": 1.0, "as_of": "2026-02-10 01:00", "fetched_at": "2026-02-09T14:41:00Z"},
        {"symbol": "A", "price": 1.0, "as_of": "2026-02-09T15:40:52+01:00", "fetched_at": "2026-02-09T14:41:00Z"},
    ),
    fails=(
        {"symbol": "A", "price": 1.0, "as_of": "2026-02-09T15:41:00Z", "fetched_at": "2026-02-09T14:41:00Z"},
        {"symbol": "A", "price": 1.0, "as_of": "2026-09-02 14:41", "fetched_at": "2026-02-09T14:41:00Z"},
        {"symbol": "A", "price": 1.0, "as_of": "2026-02-10 04:42", "fetched_at": "2026-02-09 14:41"},
    ),
    skips=({"symbol": "A", "price": 1.0, "as_of": "2026-02-09T15:41:00Z"}, {"symbol": "A", "price": 1.0, "fetched_at": "2026-02-09T15:41:00Z"}),
)
