"""Names without the moment in them, so that the file of one day and that of the next are the same input."""

from __future__ import annotations

import re

#: Four digits and more, with the shorter numbers that join them: 2026-11-20, 20_11_2026, 20261120T0600, 1763610000.
_MOMENT = re.compile(r"(?:\d{1,2}[-_./:T]){0,3}\d{4,}(?:[-_./:T]\d{1,2}(?!\d)){0,5}")


def undated(name: str) -> str:
    """The name with `#` for what looks like a moment: `quotes-2026-11-20.jsonl` is `quotes-#.jsonl`."""
    return _MOMENT.sub("#", name)
