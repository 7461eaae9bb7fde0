"""pagegate: the gate between a scraper and its readers.

Importing it costs next to nothing: what it holds is imported when it is first asked for.
"""

from __future__ import annotations

from pagegate.version import __version__

TYPE_CHECKING = False  # that of typing, which takes as long to import as Python takes to start
if TYPE_CHECKING:
    from typing import Any

    from pagegate.api import check as check
    from pagegate.model import Axis as Axis
    from pagegate.model import BatchRule as BatchRule
    from pagegate.model import Check as Check
    from pagegate.model import Limit as Limit
    from pagegate.model import Picture as Picture
    from pagegate.verdict import Verdict as Verdict

__all__ = ["Axis", "BatchRule", "Check", "Limit", "Picture", "Verdict", "__version__", "check"]

#: Where each name stands.
_PLACES = {"Axis": "model", "BatchRule": "model", "Check": "model", "Limit": "model", "Picture": "model", "Verdict": "verdict", "check": "api"}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        msg = f"module 'pagegate' has no attribute {name!r}"
        raise AttributeError(msg)
    from importlib import import_module

    found = globals()[name] = getattr(import_module(f"pagegate.{_PLACES[name]}"), name)
    return found
