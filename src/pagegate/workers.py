"""Judges chunks in several processes: what comes out is in the order of the input, and the same for any number of them."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Collection, Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from pagegate.judging import Judging, Options, Told
from pagegate.spawning import context

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from pagegate.chunk import RawChunk

#: Chunks that wait for a worker, for each worker: enough that none is idle while the next chunk is read, and few enough that they fit in memory.
_AHEAD = 2

_judging: Judging | None = None


def judged(chunks: Iterable[RawChunk], judging: Judging, jobs: int) -> Generator[Told, None, None]:
    """What the judging of each chunk told, in their order.

    A single chunk is judged here, since a worker needs a second or two to begin. So are the chunks of a worker that died: they are judged again, and the rest with them.
    Whoever stops early must close the iterator, which ends the workers.
    """
    coming = iter(chunks)
    first = list(islice(coming, 2))
    if jobs < 2 or len(first) < 2:
        yield from (_one(judging, raw) for raw in chain(first, coming))
        return
    waiting: deque[tuple[RawChunk, Future[Told]]] = deque()
    before = multiprocessing.active_children()
    with ProcessPoolExecutor(jobs, mp_context=context(), initializer=_begin, initargs=(_sent(judging.options),)) as pool:
        try:
            for raw in chain(first, coming):
                waiting.append((raw, pool.submit(_in_worker, raw)))
                if len(waiting) >= _AHEAD * jobs:
                    yield waiting[0][1].result()
                    waiting.popleft()
            while waiting:
                yield waiting[0][1].result()
                waiting.popleft()
        except BrokenProcessPool:
            yield from (_one(judging, raw) for raw in chain([raw for raw, _ in waiting], coming))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            _end(before)
            raise


def _one(judging: Judging, raw: RawChunk) -> Told:
    return judging.judged(judging.frames(raw))


def _sent(options: Options) -> Options:
    """What a worker needs of the options: the baseline, earlier runs and what the report tells of the configuration stay here."""
    return replace(options, baseline=None, configuration=(), past=None)


def _begin(options: Options) -> None:
    """Make a worker ready. An interrupt is for the process that started it, which ends its workers."""
    global _judging  # noqa: PLW0603  what a worker keeps between chunks
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _judging = Judging(options)


def _in_worker(raw: RawChunk) -> Told:
    if _judging is None:
        msg = "a worker was asked before it was ready"
        raise RuntimeError(msg)
    return _one(_judging, raw)


def _end(before: Collection[BaseProcess]) -> None:
    """End the workers at once, but none of the processes from `before`: what they are at is not wanted any more."""
    for child in multiprocessing.active_children():
        if child not in before:
            child.terminate()
