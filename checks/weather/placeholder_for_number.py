"""Word for a missing value in place of a number or clock time.

What it does: flags `N/A`, `--`, `null` and the like where a weather record should have a number, and these and `--:--` where it should have a clock time.
Why it matters: the page shows no value there, or the selector takes the wrong element; a reader that takes the word for a number breaks.
Instead: leave the field empty where the page shows none.
Source: what sites print where a reading is missing.
Known false alarms: none: a word is no number. Files that write `NA` for every missing value are flagged at each.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="W705",
    name="placeholder-for-number",
    severity="error",
    problem="placeholder",
    message="{field} is {text!r}, a word for a missing value",
    hint="Leave the field empty where the page shows none.",
    passes=({"temp_c": 29.1, "humidity_pct": 75}, {"temp_c": 29.1, "humidity_pct": None}),
    fails=({"temp_c": 29.1, "humidity_pct": "N/A"}, {"temp_c": "--"}, {"temp_c": 29.1, "sunrise": "--:--"}),
)
