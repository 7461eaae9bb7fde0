"""How far a number of this run may be from those of earlier runs: bounds that ordinary days, weekends and holidays stay within."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ._sites import ALL

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Earlier runs that a bound needs.
RUNS = 7
#: A bound is as many usual steps beyond the outermost earlier run as stand here for few runs and for many: of few runs the usual step is not well known.
_STEPS_OF_FEW, STEPS, _MANY = 10.0, 6.0, 14
#: The median of the difference of two normal numbers, in their standard deviations: 0.6745 times the root of two.
_OF_DIFFERENCES = 0.954


def bounds(earlier: pd.DataFrame, keys: Sequence[str], least_margin: pd.Series[Any] | float, steps: float = STEPS) -> pd.DataFrame:
    """One row for each of `keys`, as its index: `runs`, `least`, `most`, `low`, `high`.

    `earlier` has one row a run and key, with `run` and `value`. `low` and `high` are the outermost of the earlier values and a margin: `steps` times the usual step from one run to
    the next (ten times for seven runs, `steps` from fourteen on), and never under `least_margin`. The usual step is the median of the steps: weekends and holidays, which are
    few, do not widen it, while what they brought is within the outermost. Null with fewer than seven runs.
    """
    ordered = earlier.sort_values([*keys, "run"], kind="stable")
    groups = ordered.groupby(list(keys), observed=True, sort=True)
    told = groups["value"].agg(runs="size", least="min", most="max")
    step = groups["value"].diff().abs().groupby([ordered[key] for key in keys], observed=True, sort=True).median() / _OF_DIFFERENCES
    many = steps + (_STEPS_OF_FEW - steps) * ((_MANY - told["runs"]) / (_MANY - RUNS)).clip(0, 1)
    margin = np.maximum((many * step).fillna(0), least_margin)
    enough = told["runs"] >= RUNS
    answer: pd.DataFrame = told.assign(low=(told["least"] - margin).where(enough), high=(told["most"] + margin).where(enough))
    return answer


def told_once(told: pd.DataFrame, excess: str) -> pd.DataFrame:
    """The table with what concerns all sites together left out (not applicable) where one of the sites says it already, or is the only one.

    Adds `where`, the words for the site, and `key`, what a finding is about: site, field and word, whatever their values.
    """
    field = told["field"].astype("str")
    site = told["site"].astype("str")
    named_sites = set(site[site != ALL])
    beyond = set(field[(site != ALL) & (told[excess] > 0)])
    # Of one site, its own row speaks: the row of all would say the same again.
    silent = (site == ALL) & (field.isin(beyond) | (len(named_sites) == 1))
    named = site.where(site != ALL, "all sites")
    key = named + " " + field + (" " + told["word"].astype("str") if "word" in told else "")
    shown = told.assign(**{excess: told[excess].where(~silent)}, where=named, key=key, source=told["source"].astype("str").fillna(""))
    return shown.sort_values(["field", "site", *(["word"] if "word" in told else [])], ignore_index=True)
