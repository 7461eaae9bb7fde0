"""Two documents in one file.

What it does: stands for each JSON file in which a second document begins after the first one's end, and each CSV file in which the header recurs.
Why it matters: two runs wrote into one file; most readers take the first part and lose the rest, or fail altogether.
Instead: open the output for writing, not appending, or write JSON Lines.
Source: seen in a public collection of stock listings: two arrays joined.
Known false alarms: JSON Lines kept under the name .json are read as JSON Lines and not flagged.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P007",
    name="joined-documents",
    severity="error",
    problem="joined-documents",
    message="more than one document: {text}",
    hint="Open the output for writing rather than appending, or write JSON Lines.",
    passes=({"text": '[{"symbol": "AAU"}]'},),
    fails=({"text": '[{"symbol": "AAU"}]\n[{"symbol": "AAU"}]'},),
)
