"""Findings that the report holds without showing each in full: packed, for its script to search and to list.

A finding that is shown in full takes two kilobytes, a packed one some thirty bytes. Nothing of it is needed without a script.
"""

from __future__ import annotations

import base64
import json
import zlib
from typing import TYPE_CHECKING, Any

from pagegate.outputs.places import source_label, value_shown
from pagegate.outputs.rows import rows

if TYPE_CHECKING:
    import pandas as pd

#: At most so many findings are packed.
MOST = 100_000
#: One piece is unpacked in a few dozen milliseconds, so that a browser stays awake between two.
PIECE = 5_000
_MESSAGE, _LETTERS = 200, 10
_COLUMNS = ("code", "source", "line", "column", "page", "page_line", "message", "fingerprint", "severity", "rule", "kind")


def pack(findings: pd.DataFrame, known: frozenset[str], weight: int) -> tuple[list[str], int]:
    """The first of some findings, as many as weigh no more than `weight` bytes, and how many they are.

    Each piece is Base64 of zlib's compression of JSON: `names`, the sources, then one list a column, sources and rules by their number. `known` are the fingerprints of findings that are not new.
    """
    chosen = findings.head(MOST)
    while len(chosen):
        pieces = _pieces(chosen, known)
        size = sum(map(len, pieces))
        if size <= weight:
            return pieces, len(chosen)
        chosen = chosen.head(min(len(chosen) - 1, int(len(chosen) * weight / size * 0.97)))
    return [], 0


def _pieces(findings: pd.DataFrame, known: frozenset[str]) -> list[str]:
    ordered = findings.sort_index()
    return [_piece(ordered.iloc[start : start + PIECE], known) for start in range(0, len(ordered), PIECE)]


def _piece(findings: pd.DataFrame, known: frozenset[str]) -> str:
    taken = list(rows(findings, _COLUMNS))
    sources = list(dict.fromkeys(source_label(one["source"]) for one in taken))
    rules = list(dict.fromkeys((one["code"], one["rule"], one["severity"], one["kind"]) for one in taken))
    number, place = {name: at for at, name in enumerate(rules)}, {name: at for at, name in enumerate(sources)}
    held: dict[str, Any] = {
        "sources": sources,
        "rules": rules,
        "rule": [number[one["code"], one["rule"], one["severity"], one["kind"]] for one in taken],
        "source": [place[source_label(one["source"])] for one in taken],
        "at": [_at(one) for one in taken],
        "message": [value_shown(one["message"], _MESSAGE) for one in taken],
        "id": [value_shown(one["fingerprint"], 200)[:_LETTERS] for one in taken],
    }
    if known:
        held["new"] = [int(one["fingerprint"] not in known) for one in taken]
    return base64.b64encode(zlib.compress(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"), 9)).decode()


def _at(finding: dict[str, Any]) -> str:
    """Where in its source: `13:6`, or `page 3, line 2`."""
    if finding["page"] is not None:
        line = "" if finding["page_line"] is None else f", line {finding['page_line']}"
        return f"page {value_shown(finding['page'], 40)}{line}"
    return ":".join(str(part) for part in (finding["line"], finding["column"]) if part is not None)
