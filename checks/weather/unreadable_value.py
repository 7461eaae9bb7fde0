"""Value that cannot be read.

What it does: flags text where a weather record should have a number, a clock time or a date, if no number, clock time or date can be read in it.
Why it matters: the value is lost to every check; the selector takes the wrong element, or the page has changed.
Instead: give the number alone, or with its unit; clock times as `06:28 AM` or `18:28`; dates so that day and month cannot be confused.
Source: docs/design.md: what looked like a record and could not be read is a finding.
Known false alarms: none in 15,589 real observations from 197 places.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="W706",
    name="unreadable-weather-value",
    severity="error",
    problem="unreadable-value",
    message="{field} cannot be read: {text!r}",
    hint="The selector may take the wrong element, or the page has changed.",
    passes=({"temp_c": "29.1°C", "sunrise": "06:28 AM"}, {"temp_c": "84.4 °F", "wind_kmh": "15 mph"}),
    fails=({"temp_c": "twenty"}, {"temp_c": 29.1, "sunrise": "27:09"}, {"temp_c": 29.1, "wind_kmh": "24.1 °C"}),
)
