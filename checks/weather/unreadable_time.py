"""A time of an observation that cannot be read.

What it does: flags text where an observation should have a date or a moment, if none can be read in it; `03/04/2025`, whose day and month cannot be told apart, is unreadable.
Why it matters: the record loses its moment, and rules about age and order cannot judge it. The rest of it may be right, so this is a warning.
Instead: take times from the metadata of the page, where they are written as ISO 8601 with their zone.
Source: ISO 8601; RFC 3339.
Known false alarms: dates in words of other languages than English, and relative ones ("2 hours ago"), are dates to a person and unreadable here.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="W707",
    name="unreadable-observation-time",
    severity="warning",
    problem="unreadable-time",
    message="{field} is no date that can be read: {text!r}",
    hint="Write times as ISO 8601, such as 2026-11-22T08:00:00Z.",
    passes=({"temp_c": 29.1, "observed_at": "2025-10-23T21:07:00Z"}, {"temp_c": 29.1, "observed_at": "October 23, 2025 at 09:07 PM"}),
    fails=({"temp_c": 29.1, "observed_at": "03/04/2025"}, {"temp_c": 29.1, "observed_at": "some day"}),
)
