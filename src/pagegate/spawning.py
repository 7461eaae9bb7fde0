"""Where workers come from. It imports next to nothing, so that the server of workers can begin before anything else does."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pagegate.sources.find import Source


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def prepare(sources: Sequence[Source], chunk_bytes: int, jobs: int) -> None:
    """Let the server that workers come from begin, if there will be more than one chunk: it imports what they need while this process does."""
    if jobs < 2 or sum(source.size or 0 for source in sources) <= chunk_bytes or "forkserver" not in multiprocessing.get_all_start_methods():
        return
    from multiprocessing import forkserver

    context()
    # An interrupt is not for the server, which would tell of it in the middle of its imports; it keeps the mask that it begins with.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def context() -> multiprocessing.context.BaseContext:
    """Where workers come from: a server that has imported what they need and nothing else, so that they begin at once and share no thread of this process."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(["pagegate.workers"])
    return found
