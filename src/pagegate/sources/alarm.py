"""A clock that rings inside of long work: what is made of one page may not take for ever."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooLongError(BaseException):
    """Work took longer than it may. No Exception, so that libraries which go on after any error do not go on after this."""


@contextmanager
def ringing(seconds: float) -> Iterator[None]:
    """Raise TooLongError out of work that goes on for longer.

    Only the main thread of a POSIX system can be rung out of its work, and only where nobody else has set an alarm; elsewhere work ends when it ends.
    """
    if not _can_ring():
        yield
        return
    armed = True

    def ring(_signal: int, _frame: FrameType | None) -> None:
        if armed:
            raise TooLongError

    signal.signal(signal.SIGALRM, ring)
    # Again each second: a ring inside of a callback of C code is lost.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _can_ring() -> bool:
    return (
        hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGALRM) is signal.SIG_DFL and signal.getitimer(signal.ITIMER_REAL)[0] == 0
    )
