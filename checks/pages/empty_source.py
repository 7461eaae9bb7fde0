"""A source with nothing in it.

What it does: stands for each file or stream without a single character that is not white space.
Why it matters: a scraper that fails after it has opened its output leaves exactly this.
Instead: write to a temporary name and rename when done, so that a failed run leaves no file.
Source: derivation: an empty page is never a good one.
Known false alarms: a file left empty on purpose, such as a marker.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P005",
    name="empty-source",
    severity="error",
    problem="empty-source",
    message="{source} is empty",
    hint="Write to a temporary name and rename when done, so that a failed run leaves no file.",
    passes=({"text": "FCHI8,074.230.08%"},),
    fails=(
        {"text": ""},
        {"text": " \n"},
    ),
)
