"""Where widgets stand: the words for the sky in and around them, and the segments that they leave to other records."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from pagegate.pages import labels
from pagegate.pages.arrow import matches, numpy, strings, take
from pagegate.pages.segments import Segments
from pagegate.pages.weather_pieces import WORDS
from pagegate.pages.weather_tokens import Tokens
from pagegate.pages.weather_values import FIELD

#: The words for the sky stand on a line of their own, at most so many before the first reading, and are no longer than this.
_ABOVE, _LONGEST_SKY = 2, 60
#: In segments longer than this a widget is a part; the rest is left to other records.
_LONGEST_LINE = 240
#: How such a line begins: with its label, or with one of the words, which is no other word's beginning.
_BEGINS_WITH_SKY = rf"{labels.SKY_LABEL}|(?:{labels.SKY_BEGIN}(?:\P{{L}}|$))"
_DEGREES = r"[+\-−]?[0-9]{1,3}(?:[.,][0-9])?\s?(?:[°º˚]\s?[CFcf]?|[℃℉]).*$"


def skies(hits: pd.DataFrame, tokens: Tokens, found: Segments) -> pd.DataFrame:
    """The words for the sky of each observation (`row`, `segment` of its readings), as readings of `condition`."""
    rows = hits.groupby("row")["segment"].agg(["min", "max"])
    low, high = (rows[name].to_numpy(dtype=np.int64) for name in ("min", "max"))
    none = hits.iloc[:0]
    inside = np.zeros(len(found) + 1, dtype=np.int64)
    np.add.at(inside, np.maximum(low - _ABOVE, 0), 1)
    np.add.at(inside, high + 1, -1)
    at = np.flatnonzero(np.cumsum(inside[:-1]) > 0)
    texts = take(found.text, at)
    # Most lines of a widget begin with nothing that is said of the sky.
    short = numpy(pc.less_equal(pc.utf8_length(texts), _LONGEST_SKY)).astype(bool) & matches(texts, _BEGINS_WITH_SKY)
    at, texts = at[short], take(texts, short)
    # The temperature may be glued behind them: `Partly Sunny17.3℃`.
    words = pc.utf8_trim_whitespace(pc.replace_substring_regex(pc.replace_substring_regex(texts, _DEGREES, ""), labels.SKY_LABEL, ""))
    said = matches(words, labels.SKY)
    lead = numpy(pc.subtract(pc.utf8_length(texts), pc.utf8_length(pc.replace_substring_regex(texts, labels.SKY_LABEL, "")))).astype(np.int64)
    lines = pd.DataFrame({"segment": at[said], "offset": lead[said], "text": numpy(take(words, said))})
    # Within a line the words between two readings may say it.
    bounds = np.zeros(len(tokens) + 1, dtype=np.int64)
    np.add.at(bounds, hits.groupby("row")["value"].min().to_numpy(dtype=np.int64), 1)
    np.add.at(bounds, hits.groupby("row")["value"].max().to_numpy(dtype=np.int64), -1)
    between = np.flatnonzero((tokens.kind == WORDS) & (np.cumsum(bounds[:-1]) > 0) & (tokens.length <= _LONGEST_SKY))
    bare = pc.utf8_trim(strings(tokens.texts(between)), " \t,;:.|·•-–")
    told = matches(bare, labels.SKY)
    at_word = between[told]
    inline = pd.DataFrame({"segment": tokens.segment[at_word], "offset": tokens.offset[at_word], "text": numpy(take(bare, told))})
    said_at = pd.concat([lines, inline], ignore_index=True).drop_duplicates(["segment", "text"]).sort_values(["segment", "offset"], ignore_index=True)
    if said_at.empty:
        return none
    segment = said_at["segment"].to_numpy(dtype=np.int64)
    # Each observation takes the words right above it, if they are no other's, or else the first inside it.
    first = np.searchsorted(segment, low, side="left")
    above = np.maximum(first - 1, 0)
    inner = (first < len(segment)) & (segment[np.minimum(first, len(segment) - 1)] <= high)
    covered = np.zeros(len(found) + 1, dtype=np.int64)
    np.add.at(covered, low, 1)
    np.add.at(covered, high + 1, -1)
    free = np.cumsum(covered)[segment[above]] == 0
    before = (first > 0) & (low - segment[above] <= _ABOVE) & (found.page[segment[above]] == found.page[low]) & free
    chosen = np.where(before, above, first)
    good = before | inner
    picked = said_at.iloc[chosen[good]].reset_index(drop=True)
    result: pd.DataFrame = picked.assign(row=rows.index.to_numpy()[good], field=FIELD["condition"], shown=picked["text"], value=-1, label=-1, place=-1, label_segment=picked["segment"])
    return result


def parted(found: Segments, hits: pd.DataFrame, unread: pd.DataFrame) -> tuple[Segments, npt.NDArray[np.bool_], tuple[pd.DataFrame, pd.DataFrame]]:
    """Cut widgets out of long segments, so that quotes and prose around them stay readable.

    Returns the segments, which of them belong to widgets, and both tables with their `segment` and `offset` in those segments.
    """
    claimed = np.zeros(len(found), dtype=bool)
    claimed[hits["segment"]] = True
    claimed[hits["label_segment"]] = True
    long = np.flatnonzero(claimed & (numpy(pc.binary_length(found.text)) > _LONGEST_LINE))  # in octets, of which there are no fewer than characters
    long = long[numpy(pc.utf8_length(take(found.text, long))) > _LONGEST_LINE]
    if not len(long):
        return found, claimed, (hits, unread)
    length = numpy(pc.utf8_length(found.text)).astype(np.int64)
    spans = _spans(hits, long)
    # Each long segment becomes the pieces between the edges of its widgets.
    edges = pd.concat([pd.DataFrame({"segment": spans["segment"], "at": spans[name]}) for name in ("from", "to")])
    starts = pd.concat([pd.DataFrame({"segment": np.arange(len(found)), "at": 0}), edges]).drop_duplicates().sort_values(["segment", "at"], ignore_index=True)
    starts = starts[starts["at"].to_numpy() < length[starts["segment"]]].reset_index(drop=True)
    segment, begin = starts["segment"].to_numpy(dtype=np.int64), starts["at"].to_numpy(dtype=np.int64)
    end = np.where(np.append(np.diff(segment) == 0, values=False), np.append(begin[1:], 0), length[segment])
    texts = take(found.text, segment)
    cut = np.flatnonzero((begin > 0) | (end < length[segment]))
    text = numpy(texts)
    whole = text[cut]
    text[cut] = [one[a:b] for one, a, b in zip(whole, begin[cut], end[cut], strict=True)]  # a handful of rows: pyarrow slices a column only at one place
    pieces = Segments(strings(text), found.page[segment], found.line[segment], found.column[segment] + begin)
    key = segment * (int(length.max()) + 1) + begin
    moved = []
    for table in (hits, unread):
        at = np.searchsorted(key, table["segment"].to_numpy(dtype=np.int64) * (int(length.max()) + 1) + table["offset"].to_numpy(dtype=np.int64), side="right") - 1
        moved.append(table.assign(segment=at, offset=table["offset"].to_numpy(dtype=np.int64) - begin[at]))
    kept = claimed[segment] & ~np.isin(segment, long)
    kept[moved[0]["segment"].to_numpy(dtype=np.int64)] = True
    return pieces, kept, (moved[0], moved[1])


def _spans(hits: pd.DataFrame, long: npt.NDArray[np.int64]) -> pd.DataFrame:
    """From where to where in each long segment a widget reaches: `segment`, `from`, `to`."""
    inside = hits[hits["segment"].isin(long)]
    begin = inside["begin"].fillna(inside["offset"]).to_numpy(dtype=np.int64)
    ends = inside["offset"].to_numpy(dtype=np.int64) + inside["text"].str.len().to_numpy(dtype=np.int64)
    table = pd.DataFrame({"segment": inside["segment"], "row": inside["row"], "from": np.minimum(begin, inside["offset"]), "to": ends})
    spans = table.groupby(["segment", "row"], as_index=False).agg({"from": "min", "to": "max"})
    return spans[["segment", "from", "to"]]
