"""A source whose kind of record cannot be told.

What it does: stands for each source of records whose column names fit quotes, weather and articles equally well, or not at all.
Why it matters: its records were not judged.
Instead: say the kind with --kind, or map the columns in the configuration.
Source: docs/design.md: configuration maps a scraper's own names onto the record's.
Known false alarms: none: nothing is guessed.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P006",
    name="unknown-kind",
    severity="error",
    problem="unknown-kind",
    message="{source}: its columns ({text}) fit no kind of record, or several",
    hint="Say the kind with --kind, or map the columns in the configuration.",
    passes=({"text": "symbol, price"},),
    fails=({"text": "a, b, c"},),
)
