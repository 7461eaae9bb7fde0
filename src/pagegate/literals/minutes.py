"""Reads printed reading times: `3 min read`, `Lesezeit: 4 Min.`, `5 minutes de lecture`."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

#: Two groups, of which one is the number of minutes.
READ_TIME = (
    r"(?i)(?:^|[\s·•|,(-])(?P<minutes>[0-9]{1,3})(?:\s|-)?(?:min(?:ute)?[sn]?\.?|minut[ai]?|мин\.?|минут[ыа]?)(?:\s|-)?(?:de |di )?(?:read(?:ing)?(?: time)?|to read|lesezeit|lecture|lectura|lettura|leitura|leestijd|czytania|чтения)\b|"
    r"(?:reading time|read time|time to read|lesezeit|temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura|leestijd|czas czytania|время чтения)\s*[:：]?\s*(?:ca\.? )?(?P<other>[0-9]{1,3})\s?(?:min|мин)"
)


def bare_minutes(shown: pd.Series[Any]) -> pd.Series[Any]:
    """A column of text (nulls allowed) with the number alone where it is a reading time; other text as it is."""
    found = pc.extract_regex(pa.array(shown, type=pa.large_string(), from_pandas=True), READ_TIME)
    if found.null_count == len(found):
        return shown
    minutes, other = (pd.Series(pc.fill_null(found.field(i), "").to_pylist(), index=shown.index, dtype="str") for i in range(2))
    return shown.where(~pd.Series(found.is_valid().to_numpy(zero_copy_only=False), index=shown.index), minutes.where(minutes != "", other))
