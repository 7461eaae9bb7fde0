"""What a task does with the facts of other tasks: settle them, bucket by bucket, in the order of the input."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from pagegate.judging import Judging, Options
from pagegate.spark import rows
from pagegate.spark.session import quieten
from pagegate.spark.share import Sums, settled
from pagegate.spark.slots import slots

if TYPE_CHECKING:
    import pandas as pd


def settle_buckets(frames: Iterable[pd.DataFrame], options: Options, kinds: Mapping[str, str]) -> Iterator[pd.DataFrame]:
    """What mapInPandas runs over facts sorted by slot, bucket and share. Facts are merged as they come, so that no more is held than the rules ask for."""
    quieten()
    judging = Judging(options)
    judge = judging.batch_judge()
    known = () if judge is None else slots(judge)
    sums = Sums()
    pieces = ((int(slot), int(bucket), payload) for frame in frames for slot, bucket, payload in zip(frame["slot"], frame["bucket"], frame["payload"], strict=True))
    for (slot, bucket), found in groupby(pieces, key=itemgetter(0, 1)):
        one = judging.batch_judge([rule.code for rule in known[slot].rules])
        if one is None:
            continue
        for _, _, payload in found:
            one.take({0: pickle.loads(payload)})  # noqa: S301  a task of this run wrote it
        for table in settled(known[slot], slot, one, sums, 0, bucket):
            yield rows.filled(table, kinds)
    yield rows.filled(rows.payload(rows.COUNTS, sums, 0), kinds)
