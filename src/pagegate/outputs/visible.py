"""Makes text from a page harmless for whoever shows it."""

from __future__ import annotations

import re

# Control characters but the tab; embeddings, overrides and isolates that reorder the text around them; the separators that
# some programs take for line ends; the byte order mark; tags, which nobody sees; half surrogates, which no UTF-8 can hold.
_INVISIBLE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]")
_SHORT = {"\n": "\\n", "\r": "\\r", "\x1b": "\\x1b"}


def visible(text: str) -> str:
    r"""The text with everything that a terminal or a browser would obey instead of show written out: `\x1b[31m`, `\u202e`."""
    return _INVISIBLE.sub(_written_out, text)


def shortened(text: str, most: int) -> str:
    """The text, or its beginning with an ellipsis where it has more than `most` characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _written_out(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
