"""Field whose text cannot be read.

What it does: reports every field of a quote that should hold a number, a time or a flag, and whose text is none. Words for a missing value (`N/A`, `--`) are not meant: they leave the field empty.
Why it matters: two fields were glued (`0.660.549%`), a label slipped into the value, or the site changed its format; the record goes on without the field.
Instead: look at the selector; write dates with the month's name or as 2026-02-09, for 03/04/2025 cannot be read without guessing.
Source: the forms of numbers and times that pagegate reads.
Known false alarms: none on 19,587 real quotes.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="Q601",
    name="value-unreadable",
    severity="error",
    problem="unreadable-value",
    message="{field} cannot be read: {text!r}",
    hint="Look at the selector of this field, and at the form in which the site prints it.",
    passes=({"symbol": "A", "price": "$144.41", "change": "-1.15"}, {"symbol": "A", "price": "144,41 €", "change": "--"}, {"symbol": "A", "price": "1.2M"}),
    fails=({"symbol": "A", "price": "144.41-1.15"}, {"symbol": "A", "price": 1.0, "change": "0.660.549%"}, {"symbol": "A", "price": 1.0, "volume": "about 3,000 or so"}),
)
