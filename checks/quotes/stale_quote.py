"""Quote from before the last session.

What it does: flags a quote whose `as_of` is from before the opening of the last session that was over, by two hours, when the page was fetched. That needs an exchange whose calendar is known and zones on both times. Otherwise
a quote is stale when more than three weekdays lie between: a long weekend with a holiday at both ends is let pass. Crypto, which never closes, is stale after a day.
Why it matters: the page came from a cache, or the feed behind it stands still; its price is true of another day.
Instead: look at the page's own time; fetch past the cache; leave out what is delisted.
Source: opening hours and holidays of the exchange_calendars package, by market identifier code (ISO 10383). The longest common closure of western exchanges is Easter, Thursday evening to Tuesday morning.
Known false alarms: none on 171 real quotes with a day and the time of their fetching. Expected are shares that did not trade for a whole session, where `as_of` is the last trade; and, with no exchange named, the long holidays of East Asia.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from pagegate import Check

from ._columns import CRYPTO, answers, is_type
from ._moments import ANY_ZONE, moments, zoned
from ._sessions import known_exchanges, last_opening

if TYPE_CHECKING:
    import pandas as pd

    from ._columns import Mask, Rows
    from ._moments import Times

_WEEKDAYS = 3
_DAY = np.timedelta64(24, "h")
#: Funds are priced once a day, hours after the close.
_PRICED_LATER = ("fund", "mutualfund", "mutual fund")
#: No session is over by two hours sooner than this after it opened.
_SHORTEST = np.timedelta64(4, "h")


def _holds(quotes: pd.DataFrame) -> pd.Series[Any]:
    as_of, fetched = moments(quotes, "as_of"), moments(quotes, "fetched_at")
    in_zone = zoned(quotes, "as_of") & zoned(quotes, "fetched_at")
    # A time without a zone is taken to be as late as it can be.
    latest = as_of + np.where(in_zone, np.timedelta64(0, "h"), ANY_ZONE)
    stale = np.zeros(len(quotes), dtype=bool)
    rows = np.flatnonzero(fetched - latest > _SHORTEST)
    if len(rows):
        crypto = is_type(quotes, *CRYPTO)[rows]
        in_sessions = in_zone[rows] & ~crypto & ~is_type(quotes, *_PRICED_LATER)[rows]
        age = fetched[rows] - latest[rows]
        stale[rows] = np.where(crypto, age > _DAY, _weekdays(latest[rows], fetched[rows]) > _WEEKDAYS)
        _by_sessions(stale, quotes["exchange"], as_of, fetched, rows[in_sessions])
    return answers(quotes, ~stale, np.ones(len(quotes), dtype=bool))


def _weekdays(earlier: Times, later: Times) -> Rows:
    """How many weekdays begin between two moments, the first one's own included."""
    days: Rows = np.busday_count(earlier.astype("datetime64[D]"), later.astype("datetime64[D]"))
    return days


def _by_sessions(stale: Mask, exchange: pd.Series[Any], as_of: Times, fetched: Times, rows: Rows) -> None:
    """Decide anew, in `stale`, some rows: those whose exchange has a calendar."""
    calendars = exchange.iloc[rows].str.strip().str.lower().map(known_exchanges())
    # One turn for each exchange among the quotes, and not for each quote.
    for name in calendars.dropna().unique():
        here = rows[(calendars == name).to_numpy(dtype=bool)]
        opening = last_opening(str(name), fetched[here])
        stale[here] = np.where(np.isnat(opening), stale[here], as_of[here] < opening)


CHECK = Check(
    code="Q502",
    name="stale-quote",
    severity="warning",
    reads=("as_of", "fetched_at"),
    may_read=("symbol", "exchange", "quote_type", "as_of.zoned", "fetched_at.zoned"),
    holds=_holds,
    message="{symbol}: the quote is of {as_of}, the page was fetched on {fetched_at}, and there was trading between",
    hint="The page may come from a cache, or the share no longer trades.",
    passes=(
        {"symbol": "SPY", "price": 1.0, "as_of": "2026-02-09T14:40:52Z", "fetched_at": "2026-02-09T14:41:00Z"},
        # Over Easter: Thursday's close on Tuesday morning, exchange unknown and known.
        {"symbol": "SPY", "price": 1.0, "as_of": "2026-04-02T15:30:00Z", "fetched_at": "2026-04-07T06:30:00Z"},
        {"symbol": "SAP", "price": 1.0, "as_of": "2026-04-02T15:35:00Z", "fetched_at": "2026-04-07T06:30:00Z", "exchange": "XETRA"},
        # A page without a zone, over a weekend.
        {"symbol": "A", "price": 1.0, "as_of": "2026-02-06 16:00", "fetched_at": "2026-02-09 14:00"},
        # Yesterday's close, an hour before today's.
        {"symbol": "A", "price": 1.0, "as_of": "2026-02-09T21:00:00Z", "fetched_at": "2026-02-10T20:00:00Z", "exchange": "NasdaqGS"},
        {"symbol": "BTC-USD", "price": 1.0, "as_of": "2026-02-08T21:00:00Z", "fetched_at": "2026-02-09T20:00:00Z", "quote_type": "crypto"},
    ),
    fails=(
        {"symbol": "A", "price": 1.0, "as_of": "2026-02-03T21:00:00Z", "fetched_at": "2026-02-09T20:00:00Z"},
        {"symbol": "A", "price": 1.0, "as_of": "2026-02-06T21:00:00Z", "fetched_at": "2026-02-10T14:00:00Z", "exchange": "NYSE"},
        {"symbol": "A", "price": 1.0, "as_of": "2025-02-06", "fetched_at": "2026-02-06T14:00:00Z"},
        {"symbol": "BTC-USD", "price": 1.0, "as_of": "2026-02-07T18:00:00Z", "fetched_at": "2026-02-09T20:00:00Z", "quote_type": "crypto"},
    ),
    skips=({"symbol": "A", "price": 1.0, "as_of": "2020-02-03"}, {"symbol": "A", "price": 1.0, "fetched_at": "2026-02-10T14:00:00Z"}),
)
