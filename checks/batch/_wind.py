"""Which numbers a wind column is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from pagegate.frames import step

if TYPE_CHECKING:
    import numpy.typing as npt

#: What instruments and services report in whole numbers of, in km/h.
NATURAL = {"km/h": 1.0, "mph": 1.609344, "knots": 1.852, "m/s": 3.6}
#: Conversions between them, by what they are meant to do.
FACTORS = {"m/s to mph": 2.236936, "m/s to km/h": 3.6, "mph to km/h": 1.609344, "knots to km/h": 1.852, "m/s to knots": 1.943844, "knots to mph": 1.150779}
#: Observations and different multiples that must lie on the lattice, and the share of all that must.
OBSERVATIONS, MULTIPLES, SHARE = 100, 8, 0.6
#: The coarsest last digit, in km/h, that still tells lattices apart.
FINE = 0.25
#: What services keep of m/s between two conversions: two decimals, in km/h.
KEPT = 0.005 * 3.6


def _candidates() -> list[tuple[float, str, str]]:
    """Steps that only a second conversion gives, in km/h: (step, unit, conversion). Those within 0.5 % of a multiple of a natural step prove nothing."""
    found = []
    for unit, size in NATURAL.items():
        for conversion, factor in FACTORS.items():
            ratios = [size * factor / natural for natural in NATURAL.values()]
            if all(abs(ratio / max(round(ratio), 1) - 1) > 0.005 for ratio in ratios):
                found.append((size * factor, unit, conversion))
    return found


CANDIDATES = _candidates()


def converted_twice(wind: npt.NDArray[np.float64], count: npt.NDArray[np.int64], shown: float) -> tuple[float, str, str]:
    """The share of winds on the best lattice that only a second conversion gives, that lattice's unit and conversion.

    `wind` are different winds above zero in km/h, `count` how often each was seen, `shown` the worth of the last digit in km/h (under `FINE`). The share is 0 where chance
    could give it, where fewer than `MULTIPLES` different multiples are met, or where a natural lattice explains half as many.
    """
    nothing = (0.0, "", "")
    natural = max(_share(wind, count, size, 0.5 * shown + 0.002)[0] for size in NATURAL.values())
    best = nothing
    for size, unit, conversion in CANDIDATES:
        tolerance = 0.5 * shown + KEPT * FACTORS[conversion] ** 2
        chance = 2 * tolerance / size
        share, multiples = _share(wind, count, size, tolerance)
        if multiples >= MULTIPLES and share > best[0] and chance < 0.15 and natural < 0.5 * share:
            best = (share, unit, conversion)
    return best


def _share(wind: npt.NDArray[np.float64], count: npt.NDArray[np.int64], size: float, tolerance: float) -> tuple[float, int]:
    """How many of the winds are multiples of `size`, and how many multiples are met."""
    times = np.round(wind / size)
    on = (np.abs(wind - times * size) <= tolerance) & (times > 0)
    return float(count[on].sum() / count.sum()), len(np.unique(times[on]))


def counted(weather: pd.DataFrame) -> pd.DataFrame:
    """How often each wind above zero was seen, by source: `source`, `wind` km/h, `count`, `step` km/h."""
    facts = pd.DataFrame({"source": weather["source"], "wind": weather["wind_kmh"].round(3), "step": step(weather, "wind_kmh").round(6), "count": 1})
    return merge(facts[facts["wind"] > 0])


def merge(facts: pd.DataFrame) -> pd.DataFrame:
    """The same facts, one row a source and wind."""
    return facts.groupby(["source", "wind", "step"], sort=False, observed=True, as_index=False)[["count"]].sum()


def judged(facts: pd.DataFrame) -> pd.DataFrame:
    """One row a source: `winds` seen, `share` in percent on the lattice of a second conversion (null for few winds), `unit`, `conversion`."""
    rows: list[dict[str, Any]] = []
    # One turn a source, of which a run has few with a hundred winds each.
    for source, winds in merge(facts).groupby("source", observed=True, sort=False):
        seen, shown = int(winds["count"].sum()), float(winds["step"].median())
        told = seen >= OBSERVATIONS and 0 < shown < FINE
        share, unit, conversion = converted_twice(winds["wind"].to_numpy(dtype=float), winds["count"].to_numpy(dtype=np.int64), shown) if told else (np.nan, "", "")
        rows.append({"source": source, "winds": seen, "share": round(100 * share, 1), "unit": unit, "conversion": conversion})
    return pd.DataFrame(rows, columns=["source", "winds", "share", "unit", "conversion"]).astype({"share": "float64"})
