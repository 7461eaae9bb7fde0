"""Short, harmless samples of what strangers wrote, for messages."""

from __future__ import annotations

import re
from collections.abc import Collection

#: Characters that act instead of showing: controls, marks of writing direction, zero-width characters, odd line ends, halves of surrogate pairs.
_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")


def sample(text: str, most: int = 200) -> str:
    r"""At most `most` characters of a text, with acting characters written out (`\n`, `\x1b`, `\u202e`)."""
    shown = _ACTING.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text[:most])
    return shown if len(text) <= most and len(shown) <= most else shown[: most - 1] + "…"


def some_of(sources: Collection[str]) -> str:
    """The sources of a run that read no record, in words: the first three by name."""
    count = len(sources)
    names = ", ".join(sample(name, 100) for name in sorted(sources)[:3]) + (f" and {count - 3:,} more" if count > 3 else "")
    return "no source: there was none to read" if not count else f"{'the source' if count == 1 else f'any of {count:,} sources'} {names}"
