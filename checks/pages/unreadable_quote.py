"""A line that looks like a quote and has no readable number.

What it does: stands for each line among quotes with neither a readable price nor a readable percent.
Why it matters: the symbol was there, so the page had a quote, and the record is lost.
Instead: look at the line on the page: the number may be loading, or stand for a closed market.
Source: docs/design.md, Fused text; real pages with lines such as `DJIN/A0.48%`.
Known false alarms: a caption or button that stands among the quotes of a page.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P009",
    name="unreadable-quote",
    severity="error",
    problem="unreadable-quote",
    message="{text!r} looks like a quote but has no readable price",
    hint="The number may not have been loaded yet, or is not shown while the market is closed.",
    passes=({"text": "FCHI8,074.230.08%"},),
    fails=({"text": "DJIN/A0.48%"},),
)
