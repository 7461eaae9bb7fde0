"""A date or number that cannot be read.

What it does: reports every value of a date, number or flag column that is neither a readable value nor a word for a missing one; `03/04/2025`, whose day and month cannot be told apart, is unreadable.
Why it matters: the value is missing in the frame, and whoever guesses it guesses wrong for half of the world.
Instead: take dates from the metadata of the page, where they are written as ISO 8601.
Source: ISO 8601; RFC 3339.
Known false alarms: dates in words of languages other than English, and relative ones ("2 hours ago"), are dates to a reader and unreadable here.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="A501",
    name="unreadable-date",
    severity="warning",
    problem="unreadable-value",
    message="{field} cannot be read: {text!r}",
    hint="Take dates from the metadata of the page, where they are written as ISO 8601; write numbers as numbers.",
    passes=({"published_at": "2025-10-23T21:07"}, {"published_at": "October 23, 2025 at 09:07 PM"}, {"published_at": None}),
    fails=({"published_at": "03/04/2025"}, {"published_at": "last Tuesday"}, {"read_minutes": "a few"}),
)
