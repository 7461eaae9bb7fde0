"""A rule that judged nothing.

What it does: looks at the counts of every rule about single records; says so if a rule applied to none of at least 1,000 records although the columns it reads have values there.
Why it matters: a rule that never applies protects nothing, and its silence looks like health.
Instead: look at the rule's page: a value it needs may be in another unit or under another name.
Source: derivation: a rule that evaluated nothing is vacuous.
Known false alarms: rules about rare weather or rare events in a small or uniform scrape; for information only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagegate import BatchRule

if TYPE_CHECKING:
    import pandas as pd

ENOUGH = 1_000


def _gather(rules: pd.DataFrame) -> pd.DataFrame:
    return rules[["code", "name", "held", "failed", "not_applicable", "readable"]].rename(columns={"name": "rule", "code": "judged"})


def _settle(facts: pd.DataFrame) -> pd.DataFrame:
    applied = facts["held"] + facts["failed"]
    told = (facts["readable"] >= ENOUGH) & (facts["not_applicable"] + applied >= ENOUGH)
    return facts.assign(records=facts["not_applicable"] + applied, applied=applied.astype("float64").where(told), judged=facts["judged"].astype("str"), rule=facts["rule"].astype("str"))


def _rule(**counts: int) -> tuple[dict[str, object], ...]:
    return ({"code": "W201", "name": "humid-heat-feels-colder", "kind": "weather", "held": 0, "failed": 0, "not_applicable": 5_000, "readable": 5_000, **counts},)


BATCH = BatchRule(
    code="B408",
    name="vacuous-rule",
    severity="info",
    of="rules",
    reads=("code", "name", "held", "failed", "not_applicable", "readable"),
    gather=_gather,
    settle=_settle,
    expectation="ExpectColumnValuesToBeBetween",
    arguments={"column": "applied", "min_value": 1},
    message="{judged} ({rule}) applied to none of {records} records, though its columns have values",
    hint="A value it needs may be in another unit or under another name.",
    passes=(_rule(held=1, not_applicable=4_999),),
    fails=(_rule(),),
    skips=(_rule(not_applicable=900, readable=900), _rule(readable=0)),
)
