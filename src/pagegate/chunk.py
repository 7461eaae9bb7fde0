"""What flows: a bounded piece of the input, first as its source gave it, then as frames."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pagegate.model import RecordKind

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

#: (rows, character offsets in a text field of theirs) -> the lines and columns where these characters stand.
Passages = Callable[["npt.NDArray[np.int64]", "npt.NDArray[np.int64]"], "tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]"]
#: (source, page, line) -> the text of that line: of the source, or of the page inside it where `page` is not None. None if it is not known.
LineText = Callable[[str, int | None, int], str | None]


def no_line_text(source: str, page: int | None, line: int) -> str | None:  # noqa: ARG001  the shape of LineText
    """For sources without lines, such as Parquet."""
    return None


@dataclass(frozen=True)
class RawChunk:
    """Rows as a reader found them, all of one kind.

    `raw` has a RangeIndex, a column for each name the source used (text as shown, native values from Parquet, `Shown` for JSON numbers) and the
    provenance columns `source`, `line`, `column`, `page`, `page_line`, `record`. `problems` has the columns of `PROBLEM_COLUMNS`; its rows
    belong to no record (`row` is -1). `empty` names sources that were read well and hold no record, `sources` all that the chunk tells of, in the order of the input.
    """

    kind: RecordKind
    raw: pd.DataFrame
    problems: pd.DataFrame
    line_text: LineText = no_line_text
    empty: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chunk:
    """Frames of records, ready to be judged.

    `places` says, for kinds read out of pages, where each field stands: columns `row` (position in the frame), `field`, `line`,
    `column`, `text`. Fields without a place stand where their record does. `passages` says, by kind and field, where each character of a text stands that
    was put together from many places.
    """

    frames: Mapping[RecordKind, pd.DataFrame]
    problems: pd.DataFrame
    places: Mapping[RecordKind, pd.DataFrame] = field(default_factory=dict)
    line_text: LineText = no_line_text
    empty: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    passages: Mapping[tuple[RecordKind, str], Passages] = field(default_factory=dict)
