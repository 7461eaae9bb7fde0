"""A page's status or time that cannot be read.

What it does: stands for each status that is no number and each `fetched_at` that is no date, in the records of pages.
Why it matters: rules about age and status do not apply to such a page.
Instead: write the status as a number and times in ISO 8601.
Source: docs/design.md, Records: pages.
Known false alarms: none measured.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P010",
    name="unreadable-page-value",
    severity="error",
    problem="unreadable-value",
    message="{field} of the page cannot be read: {text!r}",
    hint="Write the status as a number and times in ISO 8601.",
    passes=({"status": 200},),
    fails=({"status": "OK!"},),
)
