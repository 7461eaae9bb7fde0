"""Writes runs to a history, in a process of its own: `python -m tests.history_writer WHERE WRITERS RUNS` starts so many that each write so many, all at once."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
import traceback
from pathlib import Path

import pandas as pd

from pagegate.catalogue import catalogue
from pagegate.history.past import Judged, Past, prepared, put
from pagegate.history.store import Store
from pagegate.history.where import input_of

BEGUN = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def run(writer: int, number: int) -> Judged:
    """One run, which findings and facts tell from any other."""
    findings = pd.DataFrame({"source": [f"writer-{writer}"] * 3, "entity": "X", "code": "Q201", "field": ["a", "b", "c"], "fingerprint": ["1", "2", "3"]})
    rules = pd.DataFrame({"code": ["Q201"], "failed": [number]})
    facts = {"B113": pd.DataFrame({"site": ["a.example", ""], "field": "records", "records": [number, number], "source": "feed"})}
    started = BEGUN + dt.timedelta(minutes=number, seconds=writer)
    return Judged(started=started, commit=None, verdict="fail", sources=1, records={"quotes": number}, counts={"error": 3}, rules=rules, findings=findings, facts=facts, found=[])


def write(where: str, writer: int, runs: int) -> None:
    """Write so many runs, one after the other."""
    store, of = Store(where), input_of(["feed.jsonl"], "quotes", Path())
    made = prepared(of, run(writer, 1), Past())
    for _ in range(runs):
        put(store, of, made)


def main(where: str, writers: int, runs: int) -> int:
    """Start all writers at once, forked from one process that has imported everything; the status of the worst."""
    catalogue()
    children = []
    start = time.monotonic() + 0.2
    for writer in range(writers):
        child = os.fork()
        if child == 0:
            time.sleep(max(0.0, start - time.monotonic()))
            status = 1
            try:
                write(where, writer, runs)
                status = 0
            finally:
                if status:
                    traceback.print_exc()
                os._exit(status)  # a child must not go on with its parent's work
        children.append(child)
    return max(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
