"""Imports what looks for pyspark, which may be installed for `--engine spark` or for another program's sake."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def beside_pyspark() -> Iterator[None]:
    """What is imported inside may import parts of pyspark, which do two things that are none of the user's business.

    They warn that pyspark does not know pandas 3. And where the program was given by `python -c` and there is no gRPC, pyspark 4 takes it for a doctest and ends it with
    status 0 (`check_dependencies` in pyspark/sql/connect/utils.py), which of a gate would be a pass: so the program gets the name of a file meanwhile.
    """
    main = sys.modules["__main__"]
    nameless = getattr(main, "__spec__", None) is None and not hasattr(main, "__file__")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="(?i).*pyspark.*")
        if nameless:
            main.__file__ = "<command>"
        try:
            yield
        finally:
            if nameless:
                del main.__file__
