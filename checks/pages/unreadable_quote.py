"""A line that looks like a quote and has no readable number.

What it does: stands for each line among quotes that begins with a name and lacks a readable price or percent: a percent sign that is lost,
dashes or `NaN` for numbers, a price alone. Where quotes are spread over lines, it stands for a name whose values have another shape than
the page's other quotes. Three or more lines of a name, a price and a percent glued together, all without their sign, are a list that lost it.
Why it matters: the symbol was there, so the page had a quote, and the record is lost.
Instead: look at the line on the page: the number may be loading, stand for a closed market, or have lost its sign.
Source: docs/design.md, Fused text; real pages with lines such as `DJIN/A0.48%`.
Known false alarms: a caption that ends in a number with decimals and stands among the quotes of a page.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P009",
    name="unreadable-quote",
    severity="error",
    problem="unreadable-quote",
    message="{text!r} stands where a quote should and cannot be read as one",
    hint="Its price or percent may not have been loaded yet, is not shown while the market is closed, or lost its percent sign.",
    passes=({"text": "FCHI8,074.230.08%"},),
    fails=({"text": "FCHI8,074.230.08%\nDJI47,311.000.48\nXLE87.420.26%"}, {"text": "FCHI8,074.230.08%\nDJI----\nXLE87.420.26%"}),
)
