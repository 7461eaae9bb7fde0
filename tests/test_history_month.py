"""Simulated daily runs: the run on the day that a site breaks names site and field, through the whole gate, and no run before it is alarmed. The figures of many months are in docs/history.md."""

from __future__ import annotations

from pathlib import Path

import pytest

if not (Path(__file__).parent.parent / "benchmarks" / "month").exists():
    pytest.skip("the benchmarks stand in the checkout; the suite also runs on the wheel alone", allow_module_level=True)

from benchmarks.month.run import DAY, RULES, alarms, judged, recorded
from benchmarks.month.sites import BREAKS, Break, Frames, World
from pagegate.history.keeper import Keeper
from pagegate.history.past import Past
from pagegate.records.given import paths_or_chunks
from pagegate.run import Options, Run
from pagegate.verdict import Verdict

CAUGHT = [broken for broken in BREAKS if broken.kind == "quotes"]


@pytest.fixture(scope="module")
def nineteen(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Past, list[tuple[str, str, str]], bytes]:
    """The sites of quotes after nineteen days, what is remembered of these, and what alarmed in them."""
    folder = tmp_path_factory.mktemp("month")
    world, keeper, found = World(1), Keeper(str(folder / "history.db"), ["quotes.jsonl"], "auto", folder), []
    for day in range(DAY):
        frames, now = world.day(day), world.when(day)
        past = keeper.recall(now)
        assert past is not None
        judge = judged(frames, past, "quotes")
        alarmed = alarms(judge.settle())
        found += alarmed
        keeper.remember(recorded(judge, frames, now, alarmed))
        assert keeper.trouble is None
    past = keeper.recall(world.when(DAY))
    assert past is not None
    return world, past, found, (folder / "history.db").read_bytes()


@pytest.fixture(scope="module")
def twentieth(nineteen: tuple[World, Past, list[tuple[str, str, str]], bytes]) -> Frames:
    """The records of the twentieth day as they would be if nothing broke."""
    return nineteen[0].day(DAY)


def gate(frames: Frames, world: World, past: Past) -> Verdict:
    """The whole gate on a day's quotes: rules about records, and batch suites by Great Expectations."""
    run = Run(Options(now=world.when(DAY), past=past, select=("B",)))
    for chunk in paths_or_chunks(frames["quotes"], "quotes"):
        run.judge(chunk)
    return run.verdict()


def test_no_run_before_the_break_is_alarmed(nineteen: tuple[World, Past, list[tuple[str, str, str]], bytes]) -> None:
    _, past, found, _ = nineteen
    assert len(past.runs) == len(past.facts) == DAY
    assert found == []


@pytest.mark.parametrize("broken", CAUGHT, ids=lambda broken: f"{broken.name}, {broken.site} {broken.field}".replace(" ", "-"))
def test_each_break_is_named_with_site_and_field(broken: Break, nineteen: tuple[World, Past, list[tuple[str, str, str]], bytes], twentieth: Frames) -> None:
    found = alarms(judged(broken.on(twentieth), nineteen[1], "quotes").settle())
    assert (broken.site, broken.field) in {(site, field) for _, site, field in found}
    assert {site for _, site, _ in found} == {broken.site}


def test_the_whole_gate_says_the_same(nineteen: tuple[World, Past, list[tuple[str, str, str]], bytes], twentieth: Frames) -> None:
    world, past, _, _ = nineteen
    broken = CAUGHT[0].on(twentieth)
    whole, bounds = gate(broken, world, past), alarms(judged(broken, past, "quotes").settle())
    told = whole.findings[whole.findings["code"].isin(list(RULES))]
    assert [(code, fields["site"], fields["field"]) for code, fields in zip(told["code"], told["fields"], strict=True)] == bounds == [("B116", "b-quotes.example", "change_pct")]
    assert told["message"].iloc[0].startswith("b-quotes.example: ")
    assert "quotes have no change_pct; in 19 earlier runs at least" in told["message"].iloc[0]
    assert not whole.passed


def test_no_address_and_no_text_of_a_record_is_remembered(nineteen: tuple[World, Past, list[tuple[str, str, str]], bytes]) -> None:
    database = nineteen[3]
    assert b"pagegate_runs" in database
    assert b"https://" not in database
    assert b"word word" not in database
