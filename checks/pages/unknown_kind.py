"""A source whose kind of record cannot be told.

What it does: stands for each source of records whose column names fit quotes, weather and articles equally well, or not at all, or not the kind that --kind says.
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
    message="{source}: {text}",
    hint="Say the right kind with --kind, or map the columns in the configuration.",
    passes=({"text": "symbol, price"},),
    fails=({"text": "the columns tell no kind: a, b, c"}, {"text": "no column fits weather: symbol, price; they are those of quotes"}),
)
