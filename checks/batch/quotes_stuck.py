"""Quotes of a site that stand still from run to run.

What it does: remembers price, change and volume of each symbol; flags a site if at least 19 in 20 of its symbols (ten at least) have had the very same numbers for more than six days, by the moments at which they were fetched, else those that are shown.
    None is told before seven earlier runs on seven days; docs/history.md says which runs are compared.
Why it matters: a cache, a wall or a page that nobody feeds any more answers every request, with yesterday's numbers.
Instead: open the page in a browser, and look at what the scraper's request gets.
Source: the longest closures of a year but for national holidays: from Thursday to Tuesday over Easter, five days.
Known false alarms: closures of a week and more, such as the Golden Weeks of China and Japan and the Lunar New Year.
"""

from __future__ import annotations

from pagegate import BatchRule

from ._last import Last, Stuck, latest, scrapes

#: The hours for which all may stand still.
_HOURS = 144.0


def _day(day: int, plus: float) -> tuple[dict[str, object], ...]:
    return tuple({"symbol": f"S{n}", "price": 20.0 + n + plus, "change": 0.5, "as_of": f"2026-11-{day:02} 16:00"} for n in range(12))


BATCH = BatchRule(
    code="B121",
    name="quotes-stuck",
    severity="warning",
    of="quotes",
    reads=("symbol", "price"),
    may_read=("currency", "as_of", "fetched_at", "change", "volume"),
    gather=Last("price", ("symbol", "currency"), ("fetched_at", "as_of"), ("price", "change", "volume")),
    merge=latest,
    condense=latest,
    settle=Stuck(shown=2),
    remembers=True,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "hours", "max_value": _HOURS},
    message="{site}: {unchanged:.0f} of {entities:.0f} symbols have the very same numbers as {hours} h before",
    hint="Look whether a cache or a wall answers: what the request gets may not be what a browser shows.",
    passes=(scrapes(_day(2, 0), _day(6, 0), _day(9, 1)), scrapes(_day(4, 0), _day(5, 0), _day(9, 0))),
    fails=(scrapes(_day(2, 0), _day(6, 0), _day(9, 0)),),
    skips=(_day(9, 0), scrapes(_day(2, 0), _day(9, 0)), scrapes(_day(2, 0)[:9], _day(6, 0)[:9], _day(9, 0)[:9])),
)
