"""Moves that look like a split rather than like trading."""

from __future__ import annotations

import numpy as np

from ._columns import Mask, Numbers

#: Usual split ratios; a split of a share into n makes a price of 1/n.
_RATIOS = (2.0, 3.0, 4.0, 5.0, 10.0, 20.0)
_ROOM = 0.025


def like_split(move: Numbers) -> Mask:
    """Whether a move in percent takes the price to n times or 1/n of what it was, within 2.5 %, for a usual n."""
    times = 1 + move / 100
    result = np.zeros(len(move), dtype=bool)
    for ratio in _RATIOS:
        result |= np.abs(times / ratio - 1) <= _ROOM
        result |= np.abs(times * ratio - 1) <= _ROOM
    return result
