"""When Python looks for garbage, and where."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep Python from looking for garbage meanwhile: where hundreds of thousands of objects come into being and none of them is garbage, it takes up to half the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def importing() -> Iterator[None]:
    """The same while libraries are imported. In a process of the command line's own, which has frozen what it began with, they are never looked through: they stay to its end."""
    with no_collection():
        yield
        if gc.get_freeze_count():
            gc.freeze()
