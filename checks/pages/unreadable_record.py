"""A line that should hold a record and cannot be read.

What it does: stands for each line of JSON Lines that is no JSON object, each row of CSV with too many or too few fields, each element of a JSON array that is no object, and each page that is too large or takes too long (docs/limits.md).
Why it matters: the record is in no frame, so no other rule can speak for it.
Instead: write each record whole, on one line, through a JSON or CSV library rather than by joining strings.
Source: docs/design.md: a record is never dropped silently.
Known false alarms: none possible: it says what happened.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P002",
    name="unreadable-record",
    severity="error",
    problem="unreadable-record",
    message="no record can be read here: {text}",
    hint="Write each record whole, with a JSON or CSV library rather than by joining strings.",
    passes=({"text": '{"symbol": "FCHI", "price": 8074.23}'},),
    fails=({"text": '{"symbol": "FCHI", "price": 8074.'},),
)
