"""Which earlier runs bounds are learned from, and what of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pagegate.model import BatchRule

if TYPE_CHECKING:
    import pandas as pd

#: Nothing is told before as many runs on as many days: a week has then been seen.
RUNS = 7
#: Runs of the last so many days are compared: the latest, and of each day the one with the fewest records.
DAYS, LATEST = 28, 24


@dataclass(frozen=True, order=True)
class Alarm:
    """What a rule that remembers found: the family that the rule belongs to, the site and the field."""

    family: str
    site: str
    field: str


@dataclass(frozen=True)
class Brief:
    """A remembered run as far as choosing needs it. `accepted` are alarms that have become what is usual, each with the run that it began in."""

    id: int
    started: dt.datetime
    records: int
    alarms: frozenset[Alarm]
    accepted: Mapping[Alarm, int]


def families(rules: Iterable[BatchRule]) -> dict[str, str]:
    """The family of every rule that remembers, by its code: the first of the codes that share their facts."""
    first: dict[object, str] = {}
    return {rule.code: first.setdefault((rule.of, rule.gather, rule.merge, rule.reads, rule.may_read, rule.condense), rule.code) for rule in rules if rule.remembers}


def chosen(runs: Sequence[Brief], now: dt.datetime) -> list[Brief]:
    """The runs to compare with, the latest first; none before there are seven runs on seven days.

    `runs` come the latest first. Scrapes of every hour are many, so of the days before the latest runs only the run with the fewest records speaks.
    """
    recent = [run for run in runs if now - dt.timedelta(days=DAYS) <= run.started <= now]
    latest, before = recent[:LATEST], recent[LATEST:]
    fewest: dict[dt.date, Brief] = {}
    for run in before:
        day = run.started.date()
        if day not in fewest or run.records < fewest[day].records:
            fewest[day] = run
    told = sorted([*latest, *fewest.values()], key=lambda run: (run.started, run.id), reverse=True)
    return told if len(told) >= RUNS and len(_days(told)) >= RUNS else []


def accepted(runs: Sequence[Brief]) -> dict[Alarm, int]:
    """Alarms that are what is usual by now, each with the run that it began in: those that each of the latest seven runs on seven days had.

    What somebody who looks after a scraper leaves as it is for a week is no alarm for ever; bounds are then learned anew from the runs that had it.
    """
    told: dict[Alarm, int] = dict(runs[0].accepted) if runs else {}
    for alarm in sorted(runs[0].alarms if runs else ()):
        streak = list(_while(runs, alarm))
        if len(streak) >= RUNS and len(_days(streak)) >= RUNS:
            told[alarm] = streak[-1].id
    oldest = min((run.id for run in runs), default=0)
    return {alarm: begun for alarm, begun in told.items() if begun >= oldest}


def left_out(run: Brief, usual: Mapping[Alarm, int]) -> Iterator[Alarm]:
    """What a run says nothing about: where it had an alarm, and what has changed for good since."""
    for alarm in sorted(run.alarms | set(usual)):
        begun = usual.get(alarm)
        # An alarm in a run that had accepted this change before is another change.
        if begun is None or run.id < begun or (alarm in run.alarms and run.accepted.get(alarm) == begun):
            yield alarm


def without(facts: pd.DataFrame, alarms: Iterable[Alarm]) -> pd.DataFrame:
    """The facts without the rows of these sites and fields; without any where they are not told apart by them."""
    pairs = {(alarm.site, alarm.field) for alarm in alarms}
    if not pairs or not len(facts):
        return facts
    if not {"site", "field"} <= set(facts.columns):
        return facts.iloc[:0]
    keys = zip(facts["site"].astype("str"), facts["field"].astype("str"), strict=True)  # the facts of one run: sites by fields
    return facts[[key not in pairs for key in keys]]


def _while(runs: Sequence[Brief], alarm: Alarm) -> Iterator[Brief]:
    """The latest runs for as long as they have an alarm."""
    for run in runs:
        if alarm not in run.alarms:
            return
        yield run


def _days(runs: Iterable[Brief]) -> set[dt.date]:
    return {run.started.date() for run in runs}
