"""Runs one of those compared: `python -m benchmarks.speed.peers.by_NAME process|stage SOURCE TARGET`.

`process` reads SOURCE, judges it and writes what it found to TARGET: its cost is measured from outside. `stage` has all in memory and everything imported, and judges a thousand quotes
first; it prints what judging the whole alone took, as JSON, and writes the rows that it found against each rule to TARGET (npz), to be held against the truth.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import numpy as np

_FIRST = 1_000


class Peer(Protocol):
    """Somebody who judges quotes."""

    #: How it says each rule that it can say, by code.
    SAYS: Mapping[str, str]

    def load(self, source: Path, currencies: list[str], *, memory: bool) -> Any:
        """The quotes in the form that it judges: in memory, or as its own way to read them has it."""

    def judge(self, quotes: Any, currencies: list[str]) -> Any:
        """What is wrong with them, row by row."""

    def write(self, result: Any, target: Path) -> None:
        """Write that."""

    def rows(self, result: Any) -> Mapping[str, Any]:
        """The numbers of the rows that break each rule."""


def main(peer: Any) -> None:
    """Do what the command line asks of a module that is a Peer."""
    what, source, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    currencies = json.loads(source.with_suffix(".currencies.json").read_text(encoding="utf-8"))
    quotes = peer.load(source, currencies, memory=what == "stage")
    if what == "process":
        peer.write(peer.judge(quotes, currencies), target)
        return
    peer.judge(quotes.head(_FIRST) if hasattr(quotes, "head") else quotes[:_FIRST], currencies)
    clock, processor = time.perf_counter(), time.process_time()
    result = peer.judge(quotes, currencies)
    took = {"processor": time.process_time() - processor, "clock": time.perf_counter() - clock}
    found = {code: np.unique(np.asarray(rows, dtype=np.int64)) for code, rows in peer.rows(result).items()}
    np.savez(target, **{code: found.get(code, np.empty(0, dtype=np.int64)) for code in peer.SAYS})
    unasked = sorted(set(found) - set(peer.SAYS))
    if unasked:
        msg = f"it found rows against {', '.join(unasked)}, which it does not say"
        raise ValueError(msg)
    print(json.dumps({**took, "says": dict(peer.SAYS)}))
