"""What a task does with settled rows that failed: make findings of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pagegate.chunk import no_line_text
from pagegate.judge.findings import merge, of_batch, table_of
from pagegate.judge.tally import fingerprint, identity_of
from pagegate.judging import Judging, Options
from pagegate.outputs.redact import redacted
from pagegate.spark import rows
from pagegate.spark.session import quieten
from pagegate.spark.share import Sums, met

if TYPE_CHECKING:
    import pandas as pd

#: Findings about the whole scrape stand behind those of all shares.
_LAST = 1 << 60


def tell_batches(frames: Iterable[pd.DataFrame], options: Options, kinds: Mapping[str, str]) -> Iterator[pd.DataFrame]:
    """What mapInPandas runs over failed rows with their `ordinal` among those of one source, key, code and field, from 1."""
    quieten()
    judging = Judging(options)
    seen = Counter[str]()
    for frame in frames:
        if not len(frame):
            continue
        failed = rows.from_settled(frame)
        for asked, mine in judging.parts.of_batch(failed):
            # Tables come by rule, and in each the rows stand as they came.
            told = judging.granted(of_batch(mine, asked.catalogue.rules, no_line_text), asked.grants)
            ordinals = frame.loc[mine.index, "ordinal"]
            found = merge([table_of([one]).assign(ordinal=ordinals[mine["code"] == one.rule.code].to_numpy()) for one in told])
            found["fingerprint"] = [
                fingerprint(identity_of(parts), ordinal) for *parts, ordinal in zip(found["source"], found["key"], found["code"], found["field"], found["ordinal"], strict=True)
            ]
            if options.baseline is not None:
                found["status"] = options.baseline.statuses(found)
            yield rows.filled(rows.of_findings(found, _LAST, 0, seen), kinds)
    yield rows.filled(rows.payload(rows.COUNTS, Sums(met=met(options.baseline)), _LAST), kinds)


def redact(frames: Iterable[pd.DataFrame], kinds: Mapping[str, str], also: Sequence[str]) -> Iterator[pd.DataFrame]:
    """What mapInPandas runs over findings that leave the house: the same without what the pages said."""
    quieten()
    for frame in frames:
        safe = rows.of_findings(redacted(rows.to_findings(frame, also)), 0, 0, Counter[str]())
        yield rows.filled(safe.assign(share=frame["share"].to_numpy(), at=frame["at"].to_numpy(), nth=frame["nth"].to_numpy()), kinds)
