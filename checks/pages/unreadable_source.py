"""A source that cannot be read.

What it does: stands for every file, stream or address that exists but cannot be opened, decompressed, decoded or parsed.
Why it matters: nothing in it was judged; a gate that passes what it could not open is no gate.
Instead: open the file by hand; a cut download, a wrong suffix or a wrong encoding is the usual cause.
Source: docs/design.md: a source that cannot be read or parsed is a finding, never a crash.
Known false alarms: none possible: it says what happened.
"""

from __future__ import annotations

from pagegate import Check

CHECK = Check(
    code="P001",
    name="unreadable-source",
    severity="error",
    problem="unreadable-source",
    message="{source} cannot be read: {text}",
    hint="Open it by hand: a cut download, a wrong suffix or a wrong encoding is the usual cause.",
    passes=({"text": '{"symbol": "FCHI", "price": 8074.23}'},),
    fails=({"text": '{"symbol": "FCHI", "price": 80'},),
)
