"""Cuts the input into shares: neighbouring sources that one task judges, whole files always, so that every record keeps its place in its source."""

from __future__ import annotations

from collections.abc import Iterable

from pagegate.sources.find import Source

#: What a share weighs at least and at most, in bytes as stored. A task under the first is hardly worth its start; one over the second is long lost work when its machine dies.
LEAST, MOST = 4 << 20, 128 << 20
#: What a source weighs whose size nobody knows: a URL.
_UNKNOWN = 16 << 20
#: Shares for each task that runs at once: some are slower than others.
_A_TASK = 4


def shares(sources: Iterable[Source], at_once: int) -> list[tuple[Source, ...]]:
    """The sources in their order, in shares for `at_once` tasks."""
    known = list(sources)
    weights = [_UNKNOWN if source.size is None else source.size for source in known]
    most = min(MOST, max(LEAST, sum(weights) // (_A_TASK * max(1, at_once))))
    made: list[tuple[Source, ...]] = []
    share: list[Source] = []
    weight = 0
    for source, size in zip(known, weights, strict=True):
        if share and weight + size > most:
            made.append(tuple(share))
            share, weight = [], 0
        share.append(source)
        weight += size
    return [*made, tuple(share)] if share else made
