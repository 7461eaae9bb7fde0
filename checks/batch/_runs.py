"""This run against earlier ones, site by site: how many records, and how far their columns are filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ._bounds import RUNS, bounds, told_once
from ._places import wilson
from ._sites import sites, summed, with_all

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The fewest records that every earlier run of a site must have had.
FEWEST = 10
#: Of this share of the earlier runs, a site that is not there now must have been in: one that rests at weekends is not missed.
_MOSTLY = 0.8
#: As many records may be missing, whatever share they are.
_LEAVE = 2
#: An empty column is told where the least that it was ever filled leaves a chance of less than this to none.
_CHANCE = 1e-5
_FILLED = ("records", "filled")


def count(frame: pd.DataFrame) -> pd.DataFrame:
    """The number of records: one row a site, `site`, `field` (always `records`), `records`, `source`."""
    return summed(pd.DataFrame({"site": sites(frame), "field": "records", "records": 1, "source": frame["source"]}), ["site", "field"])


def count_merged(facts: pd.DataFrame) -> pd.DataFrame:
    """The number of records of all chunks."""
    return summed(facts, ["site", "field"])


def count_remembered(facts: pd.DataFrame) -> pd.DataFrame:
    """The number of records of the largest sites, and of all together."""
    return with_all(facts, ["field"])


@dataclass(frozen=True)
class Fewer:
    """One row a site: `records` of this run, `before` the fewest of the earlier runs, `drop` in percent of the fewest that could be expected.

    Null with fewer than seven earlier runs of the site, or if one of them had fewer than ten records; where a site that is not there now was missing in more than a fifth of the earlier runs; and where the
    drop is over `most`, which is another rule's question.
    """

    most: float = 100

    def __call__(self, facts: pd.DataFrame) -> pd.DataFrame:
        """The table that is judged."""
        facts = facts.assign(site=facts["site"].astype("str"), field="records")
        now = facts[facts["run"] == 0].set_index("site")[["records", "source"]]
        earlier = facts[facts["run"] < 0].assign(value=lambda table: np.log(table["records"].astype("float64")))
        # One or two records fewer are a company that was taken off a list.
        few = -np.log1p(-_LEAVE / earlier.groupby("site")["records"].min().clip(lower=_LEAVE + 1))
        bound = bounds(earlier, ["site"], few)
        told = bound.join(now, how="outer").assign(records=lambda table: table["records"].fillna(0).astype("int64"))
        lowest = np.exp(told["low"])
        gone = (told["records"] == 0) & (told["runs"] < _MOSTLY * earlier["run"].nunique())
        speaks = (told["least"] >= np.log(FEWEST) - 1e-9) & ~gone
        # A site that was there in every run and has nothing at all is below any bound.
        lowest = lowest.mask((told["records"] == 0) & lowest.notna(), np.exp(told["least"]))
        drop = (100 * (1 - told["records"] / lowest)).round(1).where(speaks)
        before = np.exp(told["least"]).round()
        whole = told.assign(field="records", before=before, drop=drop).rename_axis("site").reset_index()
        answer = told_once(whole[["field", "site", "records", "before", "runs", "drop", "source"]], "drop")
        return answer.assign(drop=answer["drop"].where(~(answer["drop"] > self.most)))


@dataclass(frozen=True)
class FilledInRun:
    """Gathers how many records of each site have a value in these columns: one row a site and column, `site`, `field`, `records`, `filled`, `source`."""

    columns: tuple[str, ...]

    def __call__(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The facts of a chunk."""
        site = sites(frame)
        filled = pd.DataFrame({name: _has_value(frame[name]) if name in frame else False for name in self.columns}, index=frame.index).astype("int64")
        places = pd.DataFrame({"site": site, "source": frame["source"].astype("str")}, index=frame.index)
        by_source = filled.groupby([places["site"], places["source"]], sort=False, observed=True)
        long = by_source.sum().assign(records=by_source.size()).reset_index().melt(["site", "source", "records"], var_name="field", value_name="filled")
        return filled_merged(long)


def _has_value(column: pd.Series[Any]) -> pd.Series[Any]:
    return column.notna() & (column.str.strip() != "") if isinstance(column.dtype, pd.StringDtype) else column.notna()


def filled_merged(facts: pd.DataFrame) -> pd.DataFrame:
    """The same facts, one row a site and column."""
    return summed(facts, ["site", "field"], _FILLED)


def filled_remembered(facts: pd.DataFrame) -> pd.DataFrame:
    """The facts of the largest sites, and of all together."""
    return with_all(facts, ["field"], _FILLED, fewest=FEWEST)


@dataclass(frozen=True)
class Thinner:
    """One row a site and column: `covered` the highest share in percent that this run speaks for, `before` the lowest of the earlier runs, `drop` in points below the least that could be expected.

    Null with fewer than seven earlier runs of ten records, or fewer than ten records now; and where the drop is over `most`, which is another rule's question.
    """

    most: float = 100

    def __call__(self, facts: pd.DataFrame) -> pd.DataFrame:
        """The table that is judged."""
        facts = facts.assign(site=facts["site"].astype("str"), field=facts["field"].astype("str"))
        facts = facts[facts["records"] >= FEWEST]
        now = facts[facts["run"] == 0].drop(columns="run")
        earlier = facts[facts["run"] < 0].assign(value=lambda table: 100 * table["filled"] / table["records"])
        told = now.merge(bounds(earlier, ["site", "field"], 0.0).reset_index(), on=["site", "field"], how="left")
        covered = 100 * wilson(told["filled"], told["records"])[1]
        # Of a column without any value it is the chance of that which counts, not how far few records let its share go up and down.
        chance = told["records"] * np.log1p(-(told["least"] / 100).clip(upper=1 - 1e-9))
        empty = (told["filled"] == 0) & (chance < np.log(_CHANCE))
        drop = (told["low"].mask(empty & told["low"].notna(), told["least"]) - covered).round(1)
        told = told.assign(missing=told["records"] - told["filled"], before=told["least"].round(1), covered=covered.round(1), drop=drop)
        answer = told_once(told[["field", "site", "records", "missing", "covered", "before", "runs", "drop", "source"]], "drop")
        return answer.assign(drop=answer["drop"].where(~(answer["drop"] > self.most)))


def runs(earlier: Sequence[dict[str, Any]], now: Sequence[dict[str, Any]], number: int = RUNS) -> tuple[dict[str, object], ...]:
    """Example records of as many earlier runs, all alike, and of this one."""
    places = [id(record) for record in earlier]
    alike = dict(zip(places, earlier, strict=True))  # what stands there many times is one dictionary, and so it stays one
    told: list[dict[str, object]] = []
    for age in range(number, 0, -1):
        aged = {place: {**record, "earlier": age} for place, record in alike.items()}
        told += map(aged.__getitem__, places)
    return (*told, *now)
