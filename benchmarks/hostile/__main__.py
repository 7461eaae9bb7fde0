"""`python -m benchmarks.hostile`: mutated sources of every format through a whole run, with the count of records in and out.

A batch is stopped by an alarm if it hangs. What is counted: what the readers found (records, and what they could not read) against what the run judged and reported. One batch in
ten also goes through the command line, twice: it must end with status 0 or 1, and print the same bytes.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import io
import json
import random
import signal
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path
from time import perf_counter

from benchmarks.hostile.count import counted
from benchmarks.hostile.mutants import mutated
from benchmarks.hostile.seeds import seeds
from pagegate.cli import run as command_line
from pagegate.run import Options, Run
from pagegate.sources.find import find

#: A batch of sources shares chunks, as a folder of scraped files does.
_BATCH = 500
_SECONDS = 300
#: Of so many batches, one goes through the command line too.
_SAMPLED = 10
NOW = dt.datetime(2026, 11, 22, 8, tzinfo=dt.UTC)


def _hangs(_signal: int, _frame: object) -> None:
    msg = f"a batch took more than {_SECONDS} s"
    raise TimeoutError(msg)


def _agree(fact: bool, told: str) -> None:  # noqa: FBT001  what must be so
    if not fact:
        raise AssertionError(told)


def judged(folder: Path, found: Counter[str]) -> None:
    """Judge a folder and hold the counts against each other. Raises AssertionError where they differ."""
    begun, reported = Counter[str](), Counter[str]()
    run = Run(Options(as_of=NOW, batch=False, allow_empty=True))
    for chunk in counted(find([str(folder)], folder), begun):
        frames = run.judging.frames(chunk)
        kept = chunk.raw["record"].size
        _agree(kept == len(frames.frames[chunk.kind]), f"{kept} records of {chunk.kind} became {len(frames.frames[chunk.kind])}")
        reported["records"] += kept
        reported["troubles"] += int((chunk.problems["row"] < 0).sum())
        run.take(run.judging.judged(frames))
    verdict = run.verdict()
    told = verdict.findings[verdict.findings["record"].isna() & verdict.findings["code"].str.startswith("P") & (verdict.findings["code"] != "P004")]
    _agree(begun["records"] == reported["records"], f"{begun['records']} records found, {reported['records']} judged")
    _agree(begun["troubles"] == reported["troubles"], f"{begun['troubles']} troubles found, {reported['troubles']} reported")
    _agree(len(told) >= begun["troubles"], f"{begun['troubles']} troubles, {len(told)} findings")
    for rule in verdict.rules[verdict.rules["kind"].isin(["quotes", "weather", "articles"])].to_dict("records"):
        answered = rule["held"] + rule["failed"] + rule["not_applicable"]
        _agree(answered == verdict.records[rule["kind"]], f"{rule['code']} answered for {answered} of {verdict.records[rule['kind']]}")
    json.dumps(verdict.to_dict(), allow_nan=False).encode()
    found.update(begun)
    found["findings"] += len(verdict.findings)


def printed(folder: Path) -> str:
    """What `pagegate check` prints of a folder. Raises AssertionError for a status that is neither pass nor fail."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        status = command_line(["check", str(folder), "--no-batch", "--no-report", "--format", "json", "--as-of", NOW.isoformat()])
    _agree(status in {0, 1}, f"pagegate check ended with status {status}")
    return output.getvalue()


def main() -> int:
    """Run it; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="where a batch that broke something is kept")
    options = parser.parse_args()
    sound, found, broken = seeds(), Counter[str](), 0
    signal.signal(signal.SIGALRM, _hangs)
    start, slowest = perf_counter(), 0.0
    for batch in range(-(-options.sources // _BATCH)):
        draw = random.Random(f"{options.seed}.{batch}")  # noqa: S311  mutations are no secrets
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for number in range(min(_BATCH, options.sources - batch * _BATCH)):
                suffix = draw.choice(list(sound))
                (folder / f"{suffix[1:]}-{number:04}{suffix}").write_bytes(mutated(sound[suffix], draw))
            begun = perf_counter()
            signal.alarm(_SECONDS)
            try:
                judged(folder, found)
                if batch % _SAMPLED == 0:
                    _agree(printed(folder) == printed(folder), "the same folder gave two answers")
                    found["twice"] += sum(1 for _ in folder.iterdir())
            except Exception:  # noqa: BLE001  that there is none is what is measured
                broken += 1
                traceback.print_exc()
                if options.keep:
                    for file in folder.iterdir():
                        (options.keep / f"{batch}.{file.name}").write_bytes(file.read_bytes())
            finally:
                signal.alarm(0)
            slowest = max(slowest, perf_counter() - begun)
            print(f"{min((batch + 1) * _BATCH, options.sources):,} sources, {broken} batches broken, {perf_counter() - start:.0f} s", file=sys.stderr)
    told = f"{found['records']:,} records and {found['troubles']:,} unreadable pieces in and out, {found['findings']:,} findings, {found['twice']:,} sources judged twice with the same answer"
    print(f"{options.sources:,} mutated sources: {broken} batches with a crash, a hang or a lost record; {told}; {perf_counter() - start:.0f} s, slowest {_BATCH} sources {slowest:.1f} s")
    return 1 if broken else 0


sys.exit(main())
