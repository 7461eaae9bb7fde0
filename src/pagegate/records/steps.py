"""How many digits a column of binary numbers has: what tolerances are made of where no text shows them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

#: The most decimals that are looked for.
_MOST = 8
_BLOCK = 1 << 15


def binary_step(column: pd.Series[Any]) -> float:
    """The worth of the last decimal seen in a column of numbers: 10^-decimals, 1e-8 at the least."""
    return 10.0 ** -decimals(column.to_numpy(dtype=float, na_value=np.nan), precision(column.dtype))


def precision(dtype: Any) -> float:
    """How far from the digits meant a number of a type may lie, relative to itself."""
    size = getattr(dtype, "itemsize", 8)
    return {2: 1e-3, 4: 1.2e-7}.get(size, 1e-9) if pd.api.types.is_float_dtype(dtype) else 1e-9


def decimals(values: npt.NDArray[np.float64], exactness: float = 1e-9, least: int = 0) -> int:
    """The most decimals that a value has: `least` at the least, 8 at the most. What is within `exactness` of the value, relative to it, is the dust of binary numbers."""
    # What one block has is not looked for in the next; and a block, with all that is computed of it, stays in the processor's cache.
    for start in range(0, len(values), _BLOCK):
        if least == _MOST:
            break
        least = _decimals(values[start : start + _BLOCK], exactness, least)
    return least


def _decimals(values: npt.NDArray[np.float64], exactness: float, least: int) -> int:
    finite = np.isfinite(values)
    seen = values if finite.all() else values[finite]
    with np.errstate(over="ignore", invalid="ignore"):
        for places in range(least, _MOST):
            # What lies well within is told by half of the work; the exact question is for what does not.
            scaled = seen * 10.0**places
            scaled -= np.rint(scaled)
            if np.abs(scaled, out=scaled).max(initial=0.0) <= 0.25 * exactness * 10.0**places:
                return places
            seen = seen[np.abs(np.round(seen, places) - seen) > exactness * np.maximum(1.0, np.abs(seen))]
            if not len(seen):
                return places
    return _MOST
