"""Which trading session was the last one over, by exchange.

The calendars come from the exchange_calendars package, which is imported only if a quote names an exchange it knows.
"""

from __future__ import annotations

import warnings
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ._moments import Times

#: Exchanges as sites name them, in lower case, and their market identifier code (ISO 10383). Names that mean several exchanges (TSE, BSE, OSE) are left out.
_NAMES = {
    "nasdaq": "XNAS", "nasdaqgs": "XNAS", "nasdaqgm": "XNAS", "nasdaqcm": "XNAS", "nms": "XNAS", "ngm": "XNAS", "ncm": "XNAS", "xnas": "XNAS",
    "nyse": "XNYS", "nyq": "XNYS", "xnys": "XNYS", "amex": "XASE", "nyse american": "XASE", "ase": "XASE", "xase": "XASE", "nyse arca": "ARCX", "nysearca": "ARCX", "pcx": "ARCX", "arcx": "ARCX",
    "lse": "XLON", "london": "XLON", "xlon": "XLON", "xetra": "XETR", "ger": "XETR", "xetr": "XETR", "frankfurt": "XFRA", "xfra": "XFRA",
    "paris": "XPAR", "euronext paris": "XPAR", "xpar": "XPAR", "amsterdam": "XAMS", "euronext amsterdam": "XAMS", "xams": "XAMS", "brussels": "XBRU", "euronext brussels": "XBRU", "xbru": "XBRU",
    "milan": "XMIL", "xmil": "XMIL", "six": "XSWX", "ebs": "XSWX", "xswx": "XSWX", "madrid": "XMAD", "mce": "XMAD", "xmad": "XMAD",
    "stockholm": "XSTO", "xsto": "XSTO", "copenhagen": "XCSE", "xcse": "XCSE", "helsinki": "XHEL", "xhel": "XHEL", "oslo": "XOSL", "xosl": "XOSL",
    "tokyo": "XTKS", "jpx": "XTKS", "xtks": "XTKS", "hkex": "XHKG", "hkse": "XHKG", "hkg": "XHKG", "xhkg": "XHKG", "shanghai": "XSHG", "xshg": "XSHG", "asx": "XASX", "xasx": "XASX",
    "tsx": "XTSE", "toronto": "XTSE", "xtse": "XTSE", "b3": "BVMF", "bovespa": "BVMF", "bvmf": "BVMF", "krx": "XKRX", "xkrx": "XKRX",
}  # fmt: skip
#: How long after the close the last price may take to appear: delayed pages lag by 15 to 20 minutes, closing auctions by as much.
_SETTLED = np.timedelta64(2, "h")


def known_exchanges() -> dict[str, str]:
    """Names in lower case and the calendar each stands for."""
    return _NAMES


def last_opening(calendar: str, fetched: Times) -> Times:
    """The opening, in UTC, of the last session that was over by two hours at each moment; NaT outside the years the calendar covers."""
    opens, closes = _sessions(calendar)
    at = np.searchsorted(closes, fetched - _SETTLED, side="right") - 1
    known = (at >= 0) & (fetched <= closes[-1])
    return np.where(known, opens[np.maximum(at, 0)], np.datetime64("NaT", "us"))


@cache
def _sessions(calendar: str) -> tuple[Times, Times]:
    from exchange_calendars import get_calendar

    with warnings.catch_warnings():
        # The package asks pandas for what pandas 4 will give in another form.
        warnings.filterwarnings("ignore", message="Series.values returning an ndarray")
        found = get_calendar(calendar)
    opens, closes = (column.dt.tz_localize(None).to_numpy(dtype="datetime64[us]") for column in (found.opens, found.closes))
    return opens, closes
