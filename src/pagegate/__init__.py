"""pagegate: the gate between a scraper and its readers.

Importing it costs next to nothing; pandas, pandera and Great Expectations are imported by what uses them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pagegate.model import Axis, BatchRule, Check, Limit, Picture
from pagegate.version import __version__

if TYPE_CHECKING:
    from pagegate.api import check as check
    from pagegate.verdict import Verdict as Verdict

__all__ = ["Axis", "BatchRule", "Check", "Limit", "Picture", "Verdict", "__version__", "check"]


def __getattr__(name: str) -> Any:
    if name == "check":
        from pagegate.api import check

        return check
    if name == "Verdict":
        from pagegate.verdict import Verdict

        return Verdict
    msg = f"module 'pagegate' has no attribute {name!r}"
    raise AttributeError(msg)
