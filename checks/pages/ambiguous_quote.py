"""A quote that can be split in more than one way.

What it does: stands for each line that looks like a quote without separators (name, price, change and percent run together) whose split between price and percent is not unique, or whose numbers fit together in no split.
Why it matters: `8,074.230.08%` has one reading and `807423008%` has many; a guess would be a price nobody printed.
Instead: keep the elements apart when scraping: join the text of separate elements with a space or a newline.
Source: docs/design.md, Fused text.
Known false alarms: a line of another kind that happens to look like a quote.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P003",
    name="ambiguous-quote",
    severity="error",
    problem="ambiguous-quote",
    message="{text!r} can be split into symbol, price and percent in more than one way, or in none that fits",
    hint="Join the text of separate elements with a space when scraping.",
    passes=(
        {"text": "FCHI8,074.230.08%"},
        {"text": "S&P 5002,111.72-14.43(-0.68%)"},
    ),
    fails=({"text": "DJI473110048%"},),
)
