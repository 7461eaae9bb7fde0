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
    """The same while libraries are imported. In a program that has said so (`settle`), what is there afterwards is never looked at again."""
    with no_collection():
        yield
        if gc.get_freeze_count():
            gc.freeze()


def settle() -> None:
    """Never look for garbage in what is there by now: the libraries and rules of a program that needs them to its end."""
    gc.freeze()
