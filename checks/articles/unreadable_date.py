"""A date of an article that cannot be read.

What it does: flags text where an article should have a date, if none can be read in it; `03/04/2025`, whose day and month cannot be told apart, is unreadable.
Why it matters: the date is lost, and whoever guesses it guesses wrong for half of the world. The article itself may be right, so this is a warning.
Instead: take dates from the metadata of the page, where they are written as ISO 8601.
Source: ISO 8601; RFC 3339.
Known false alarms: dates in words of other languages than English, and relative ones ("2 hours ago"), are dates to a person and unreadable here; none of 252 dates from the metadata of 181 real pages.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="A501",
    name="unreadable-date",
    severity="warning",
    problem="unreadable-time",
    message="{field} is no date that can be read: {text!r}",
    hint="Take dates from the metadata of the page, where they are written as ISO 8601.",
    passes=({"published_at": "2025-10-23T21:07"}, {"published_at": "October 23, 2025 at 09:07 PM"}, {"published_at": None}),
    fails=({"published_at": "03/04/2025"}, {"modified_at": "last Tuesday"}),
)
