"""The short version that CI runs: each ratio against something that is measured in the same minute, held against floors.toml. Never against a clock.

A ratio of twice its floor is a regression. What is beyond ROOM floors is measured a second time before it is called one: a machine that does other work moves a ratio by a third, hardly ever twice the same way.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.detection.generated import FETCHED

from . import measure, quotes
from .pages import drawn
from .peers.pandas_rules import masks

FLOORS = Path(__file__).with_name("floors.toml")
#: How many times its floor a ratio may be. Below 2, so that one that has doubled is seen though it was measured a little low.
ROOM = 1.7
_RUNS, _ROWS, _PAGES = 5, 50_000, 400
_HEAD = "# What each ratio was when it was last written down, by `python -m benchmarks.speed short --write`: CI fails on one that has doubled. Lower is better.\n"
_WORD = re.compile(r"\w+")
RECORDS, TEXT = "records: stage / bare masks", "text pages: judging / ten passes of json.loads and a search for words"
VERSION, HOOK = "start: pagegate --version / python -c pass", "start: the hook on one page / import pandera.pandas"
#: How often the reference of text pages goes through them, so that it takes long enough to be measured.
_PASSES = 10


Measure = Callable[[], Mapping[str, float]]


def main(*, write: bool, measures: Sequence[Measure] | None = None, file: Path = FLOORS) -> int:
    """Measure, print each ratio beside its floor, and return 1 if one is broken twice; `write` makes the ratios the floors instead."""
    told = [(take, take()) for take in (MEASURES if measures is None else measures)]
    found = {name: ratio for _, some in told for name, ratio in some.items()}
    if write:
        file.write_text(_HEAD + "".join(f"{json.dumps(name)} = {ratio:.3g}\n" for name, ratio in found.items()), encoding="utf-8")
        return 0
    floors = tomllib.loads(file.read_text(encoding="utf-8"))
    _tell(found, floors)
    bad = broken(found, floors)
    again = [take for take, some in told if set(some) & set(bad)]
    if again:
        print("measured again, to be sure:")
        second = {name: ratio for take in again for name, ratio in take().items()}
        _tell(second, floors)
        bad = {name: why for name, why in broken({**found, **second}, floors).items() if name in bad}
    for why in bad.values():
        print(why, file=sys.stderr)
    return int(bool(bad))


def broken(found: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, str]:
    """What is wrong, by ratio: beyond its floor, without one, or not measured any more."""
    beyond = {name: f"{name}: {ratio:.3g}, which is {ratio / floors[name]:.2g} times its floor of {floors[name]:.3g}: it got slower" for name, ratio in found.items() if name in floors and ratio > ROOM * floors[name]}
    missing = {name: f"{name}: in only one of the measured ratios and {FLOORS.name}" for name in set(found) ^ set(floors)}
    return {**beyond, **missing}


def _records() -> dict[str, float]:
    import pagegate

    frame, _ = quotes.drawn(_ROWS)
    ours, bare = (lambda: pagegate.check(frame, kind="quotes", no_batch=True)), (lambda: masks(frame, ["EUR", "GBP", "JPY", "USD"]))
    return {RECORDS: _ratio(lambda: _took(ours), lambda: _took(bare))}


def _text() -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="pagegate-short-") as folder:
        return _text_in(Path(folder) / "pages.jsonl")


def _text_in(file: Path) -> dict[str, float]:
    import pagegate

    file.write_text("".join(json.dumps({"url": url, "text": text}) + "\n" for url, text in drawn(_PAGES)), encoding="utf-8")

    def words() -> int:
        return sum(len(_WORD.findall(json.loads(line)["text"])) for _ in range(_PASSES) for line in file.read_text(encoding="utf-8").splitlines())

    return {TEXT: _ratio(lambda: _took(lambda: pagegate.check(file, as_of=FETCHED, no_batch=True)), lambda: _took(words), runs=3)}


def _start() -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="pagegate-short-") as folder:
        return _start_in(Path(folder))


def _start_in(folder: Path) -> dict[str, float]:
    page = folder / "page.txt"
    page.write_text("FCHI8,074.23+0.08%\n", encoding="utf-8")

    def started(*command: str) -> Callable[[], float]:
        return lambda: measure.cost([sys.executable, *command], folder, environment=measure.environment()).processor

    nothing, pandera = started("-c", "pass"), started("-W", "ignore", "-c", "import pandera.pandas")
    return {
        VERSION: _ratio(started("-m", "pagegate", "--version"), nothing),
        HOOK: _ratio(started(*measure.pagegate(page.name)[1:]), pandera, runs=3),
    }


#: What is measured, each by itself, so that one can be measured again without the others.
MEASURES: tuple[Measure, ...] = (_records, _text, _start)


def _ratio(ours: Callable[[], float], other: Callable[[], float], runs: int = _RUNS) -> float:
    """The median ratio of pairs, after one pair that is thrown away: it imports and compiles."""
    pairs = [(ours(), other()) for _ in range(runs + 1)][1:]
    return statistics.median(one / two for one, two in pairs)


def _took(work: Callable[[], object]) -> float:
    """Seconds of processor time of this process."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _tell(found: Mapping[str, float], floors: Mapping[str, float]) -> None:
    for name, ratio in found.items():
        floor = floors.get(name)
        told = "no floor" if floor is None else f"floor {floor:.3g}" + (", less than half of it: write it down by --write" if ratio < floor / 2 else "")
        print(f"  {name:80} {ratio:8.3g}   {told}", flush=True)
