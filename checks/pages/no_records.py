"""A run that read no record at all.

What it does: stands for a run over sources that could be opened, out of which not one quote, observation or article came. Logs of traffic that kept no body of any page (HAR, WARC revisits) have nothing to read records from, and are judged by their status and address alone.
Why it matters: an empty scrape passes every other rule.
Instead: look at one of the sources; if an empty run is right, allow it.
Source: docs/design.md: a run that reads no record at all fails, unless told to allow it.
Known false alarms: a scrape that may rightly be empty.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P004",
    name="no-records",
    severity="error",
    problem="no-records",
    message="no record was read from {text}",
    hint="Look at one of the sources, or allow an empty run.",
    passes=({"text": "Temp29.1°C"},),
    fails=({"text": "Loading..."},),
)
