"""The records that faults are put into: a fair and bounded draw of those that pass."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.catalogue import Catalogue
from pagegate.model import RECORD_KINDS, RecordKind
from pagegate.records.build import PROVENANCE

_ORDER, _LOT = ".order", ".lot"


class Pool:
    """At most `most` records of each kind, each as likely to be in it as any other, whatever the chunks were.

    Every record draws a lot from its source, its place there and the seed; the lowest lots stay.
    """

    def __init__(self, catalogue: Catalogue, seed: int, most: int) -> None:
        """Start empty."""
        self._catalogue = catalogue
        self._key = hashlib.sha256(f"pagegate mutate {seed}".encode()).hexdigest()[:16]
        self._most = most
        self._pieces: dict[RecordKind, list[pd.DataFrame]] = {kind: [] for kind in RECORD_KINDS}
        self._rows: dict[RecordKind, int] = dict.fromkeys(RECORD_KINDS, 0)
        #: How many records were offered, by kind.
        self.offered: dict[RecordKind, int] = dict.fromkeys(RECORD_KINDS, 0)

    def add(self, kind: RecordKind, frame: pd.DataFrame) -> None:
        """Offer the records of a frame."""
        names = self._columns(kind)
        place = pd.DataFrame({"source": frame["source"].astype("str"), "record": frame["record"].astype("int64")})
        lots: npt.NDArray[np.uint64] = pd.util.hash_pandas_object(place, index=False, hash_key=self._key).to_numpy().astype(np.uint64)
        order = np.arange(len(frame), dtype=np.int64) + self.offered[kind]
        self.offered[kind] += len(frame)
        chosen = _lowest(lots, self._most)
        piece = frame.iloc[chosen][[name for name in names if name in frame]]
        self._pieces[kind].append(piece.assign(**{_ORDER: order[chosen], _LOT: lots[chosen]}))
        self._rows[kind] += len(chosen)
        if self._rows[kind] > 2 * self._most:
            kept = self._together(kind)
            self._pieces[kind], self._rows[kind] = [kept], len(kept)

    def records(self, kind: RecordKind) -> pd.DataFrame:
        """The records drawn of a kind, in the order of the input, with a RangeIndex; columns have the types that `build` gives them."""
        if not self._pieces[kind]:
            return pd.DataFrame()
        drawn = self._together(kind).sort_values(_ORDER, ignore_index=True).drop(columns=[_ORDER, _LOT])
        known = {name: str(column.dtype) for name, column in self._catalogue.schemas[kind].columns.items()}
        # A column that one source has and another lacks was filled with nulls, and may have lost its type.
        types: dict[str, Any] = {name: dtype for name, dtype in known.items() if name in drawn}
        names = [str(name) for name in drawn]
        types |= {name: "float64" for name in names if name.endswith(".step")} | {name: "boolean" for name in names if name.endswith(".signed")}
        zoned = {name: drawn[name].astype("boolean").fillna(value=False).astype(bool) for name in names if name.endswith(".zoned")}
        return drawn.astype(types).assign(**zoned)

    def _together(self, kind: RecordKind) -> pd.DataFrame:
        pieces = self._pieces[kind]
        whole = pieces[0] if len(pieces) == 1 else pd.concat(pieces, ignore_index=True)
        return whole.iloc[_lowest(whole[_LOT].to_numpy(), self._most)]

    def _columns(self, kind: RecordKind) -> Mapping[str, None]:
        """What rules of the kind can ask for, and where a record stands. Other columns are not kept."""
        fields = [f"{name}{ending}" for name in self._catalogue.schemas[kind].columns for ending in ("", ".step", ".signed", ".zoned")]
        asked = [name for check in self._catalogue.checks(kind) for name in (*check.reads, *check.may_read)]
        return dict.fromkeys((*fields, *asked, *PROVENANCE, "judged_at"))


def _lowest(lots: npt.NDArray[np.uint64], most: int) -> npt.NDArray[np.intp]:
    """The positions of the `most` lowest lots, in their order."""
    if len(lots) <= most:
        return np.arange(len(lots))
    return np.sort(np.argsort(lots, kind="stable")[:most])
