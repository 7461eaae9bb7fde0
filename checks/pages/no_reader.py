"""A source that nothing here can read.

What it does: stands for each file named on purpose whose form no reader knows, such as an image.
Why it matters: nothing in it was judged.
Instead: name the files the scraper writes, or convert them to HTML, text, JSON, JSON Lines, CSV or Parquet.
Source: docs/design.md: a source that cannot be read is a finding.
Known false alarms: none: files found by walking a folder are passed over in silence.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P011",
    name="no-reader",
    severity="error",
    problem="no-reader",
    message="no reader knows the form of {source}: {text}",
    hint="Name what the scraper writes: HTML, text, JSON, JSON Lines, CSV or Parquet.",
    passes=({"source": "page.html"},),
    fails=({"source": "page.png"},),
)
