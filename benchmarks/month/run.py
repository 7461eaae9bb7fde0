"""One simulated day, through the rules that remember."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from benchmarks.month.sites import Frames
from pagegate.catalogue import catalogue
from pagegate.history.past import Judged, Past
from pagegate.judge.batch import BatchJudge
from pagegate.model import RecordKind
from pagegate.records.build import build

DAYS, DAY = 30, 19
#: The rules that learn bounds from earlier runs. (Those that look for expected names tell of every company that is taken off a short list, which is no drift.)
RULES = {rule.code: rule for rule in catalogue().batch_rules() if rule.remembers and rule.condense is not None}


def judged(frames: Frames, past: Past, kind: RecordKind | None = None) -> BatchJudge:
    """A judge who has seen the records of a day (of one kind, if that is all that is asked) and what is remembered."""
    judge = BatchJudge([rule for rule in RULES.values() if kind in {None, rule.of}], past.facts)
    for of, frame in frames.items():
        if kind in {None, of}:
            judge.add(of, placed(of, frame))
    return judge


def placed(kind: RecordKind, frame: pd.DataFrame) -> pd.DataFrame:
    """Records as the reader of a feed gives them."""
    raw = frame.reset_index(drop=True).assign(line=range(1, len(frame) + 1), column=1, page=None, page_line=None, record=range(len(frame)))
    return build(kind, raw).frame


def alarms(tables: Mapping[str, pd.DataFrame]) -> list[tuple[str, str, str]]:
    """Code, site and field of everything that a rule would flag in its settled table."""
    found = []
    for code, table in tables.items():
        column, most = str(RULES[code].arguments["column"]), float(str(RULES[code].arguments["max_value"]))
        bad = table[table[column] > most]
        found += [(code, str(site), str(field)) for site, field in zip(bad["site"], bad["field"], strict=True)]
    return found


def recorded(judge: BatchJudge, frames: Mapping[RecordKind, pd.DataFrame], now: dt.datetime, found: list[tuple[str, str, str]]) -> Judged:
    """The run as it is remembered; the rules about single records are not asked here."""
    records: dict[RecordKind, int] = {kind: len(frame) for kind, frame in frames.items()}
    nothing = pd.DataFrame(columns=["source", "entity", "code", "field", "failed", "fingerprint"])
    return Judged(started=now, commit=None, verdict="pass", sources=3, records=records, counts={"error": 0, "warning": 0, "info": 0}, rules=nothing, findings=nothing, facts=judge.memory(), found=found)
