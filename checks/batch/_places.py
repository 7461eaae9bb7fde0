"""Where facts came from, in few bytes, and arithmetic that several batch rules share."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

#: The page a record stands on: its source, and its number there where the source is a feed of pages (-1 elsewhere).
PAGE = ["source", "page"]
#: Where a record stands on its page. Whole numbers, -1 where there is none.
SPOT = ["line", "column", "page_line", "record"]
#: Below this many records a share says little.
ENOUGH = 30


def places(frame: pd.DataFrame) -> pd.DataFrame:
    """The place of every record: `source` as it came, the rest int32."""
    whole = {name: np.nan_to_num(frame[name].to_numpy(dtype=float, na_value=np.nan), nan=-1).astype("int32") for name in ("page", *SPOT)}
    return pd.DataFrame({"source": frame["source"], **whole}, index=frame.index)


def on_page(frame: pd.DataFrame) -> pd.Series[Any]:
    """Whether a record was read out of a page, and so belongs to one moment: a feed of records may hold a history instead. bool."""
    said = frame["on_page"].fillna(value=False).astype(bool) if "on_page" in frame else pd.Series(data=False, index=frame.index)
    return said | frame["page"].notna()


def wilson(hits: pd.Series[Any], of: pd.Series[Any], z: float = 1.96) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """The lowest and the highest share that `hits` out of `of` speak for, at 95 % confidence.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), 209-212.
    """
    share = hits / of
    middle = (share + z**2 / (2 * of)) / (1 + z**2 / of)
    half = z / (1 + z**2 / of) * np.sqrt(share * (1 - share) / of + z**2 / (4 * of**2))
    return (middle - half).clip(0, 1), (middle + half).clip(0, 1)
