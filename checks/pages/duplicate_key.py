"""A JSON object that names a field twice.

What it does: stands for each object in which one name stands more than once.
Why it matters: JSON readers keep the last value and drop the first in silence, so it is chance which one is judged.
Instead: build objects from a mapping, not by joining text.
Source: RFC 8259, section 4: names within an object should be unique; software behaves unpredictably where they are not.
Known false alarms: none possible: it says what happened.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P008",
    name="duplicate-key",
    severity="warning",
    problem="duplicate-key",
    message="a name stands more than once in one object: {text}",
    hint="Build objects from a mapping rather than by joining text.",
    passes=({"text": '{"price": 1, "change": 2}'},),
    fails=({"text": '{"price": 1, "price": 2}'},),
)
