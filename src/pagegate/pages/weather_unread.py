"""Tells what looks like weather and was not read, so that none of it vanishes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.pages import labels
from pagegate.pages.arrow import matches, numpy, strings, take
from pagegate.pages.segments import Segments
from pagegate.pages.weather_pairs import Mask
from pagegate.pages.weather_pieces import LABEL, VALUE_, WORDS
from pagegate.pages.weather_tokens import Tokens
from pagegate.pages.weather_values import FIELD, FITS, QUANTITY

#: What stands behind a label in a reading's place and is none: `??`, `{temp}`, `7x5%`.
_DAMAGE = r"^[\s:：=]*(?:\?|\{|\[(?:object|\{|\$)|<%|\$\{|#|%[^0-9]|\*{2}|[0-9])"
_DAMAGE_BEGUN = r"^[\s:：=]*(?:\[[a-z]*|[<$%*])?$"
#: Unread labels so many tokens apart belong together.
_NEAR = 8
#: Without a widget around it, one damaged label is none of a widget's.
_FEWEST = 2
#: So much of the line is shown, in characters.
_SHOWN = 60
_CORE = ("temp_c", "feels_like_c", "humidity_pct", "dew_point_c")


def inexact(hits: pd.DataFrame, tokens: Tokens) -> Mask:
    """Readings that are no number: Beaufort, a range of speeds, "unlimited"."""
    value = hits["value"].to_numpy(dtype=np.int64)
    extreme = np.isin(hits["field"].to_numpy(dtype=np.int64), [FIELD[name] for name in ("temp_min_c", "temp_max_c")])
    spread = tokens.spread(value) & ~extreme & (tokens.kind[value] == VALUE_)
    one_end = extreme & tokens.spread(value) & ~hits.groupby(["row", "value"])["value"].transform("size").gt(1).to_numpy(dtype=bool)
    vague: npt.NDArray[np.bool_] = spread | one_end | np.isin(tokens.quantity[value], (QUANTITY["force"], QUANTITY["unbounded"])) | (hits["unit"] == "bft").to_numpy(dtype=bool)
    return vague


def unread_labels(tokens: Tokens, found: Segments, hits: pd.DataFrame, labelled: pd.DataFrame, taken: Mask) -> pd.DataFrame:
    """Labels whose values could not be read, in a widget or beside each other: `problem`, `segment`, `offset`, `text`."""
    none = pd.DataFrame({"problem": pd.Series(dtype=object), "segment": pd.Series(dtype="int64"), "offset": pd.Series(dtype="int64"), "text": pd.Series(dtype=object)})
    if not len(tokens):
        return none
    free = (tokens.kind == LABEL) & ~taken & (tokens.field != FIELD[labels.OTHER])
    free[labelled["label"].to_numpy(dtype=np.int64)] = False
    following = np.minimum(np.arange(len(tokens)) + 1, len(tokens) - 1)
    beside = (tokens.segment[following] == tokens.segment) & (following > np.arange(len(tokens)))
    behind = np.flatnonzero(free & beside & (tokens.kind[following] == WORDS)) + 1
    damaged = np.zeros(len(tokens), dtype=bool)
    damaged[behind[_damaged(tokens, behind)] - 1] = True
    used = np.zeros(len(tokens), dtype=bool)
    for table in (hits, labelled):
        used[table["value"].to_numpy(dtype=np.int64)] = True
    core = np.isin(tokens.field, [FIELD[name] for name in _CORE])
    misfit = free & core & beside & (tokens.kind[following] == VALUE_) & ~used[following] & (FITS[tokens.field, tokens.quantity[following]] < 0)
    # `Humidity % Wind km/h`: the units are there and the numbers are not.
    empty = free & (tokens.unit > 0) & ~(beside & (tokens.kind[following] == VALUE_))
    empty[_bracketed(tokens, found, np.flatnonzero(empty))] = False
    at = np.flatnonzero(damaged | misfit | empty)
    if not len(at):
        return none
    inside = np.zeros(len(tokens), dtype=bool)
    spans = hits.groupby("row")["value"].agg(["min", "max"]) if len(hits) else pd.DataFrame({"min": [], "max": []}, dtype="int64")
    edges = np.zeros(len(tokens) + 1, dtype=np.int64)
    low, high = (spans[name].to_numpy(dtype=np.int64) for name in ("min", "max"))
    # No farther than the page.
    np.add.at(edges, np.maximum(low - _NEAR // 2, np.searchsorted(tokens.page, tokens.page[low])), 1)
    np.add.at(edges, np.minimum(high + _NEAR // 2 + 1, np.searchsorted(tokens.page, tokens.page[high], side="right")), -1)
    inside = np.cumsum(edges[:-1]) > 0
    group = np.cumsum(np.append([True], (np.diff(at) > _NEAR) | (np.diff(tokens.page[at]) != 0)))
    count = pd.Series(at).groupby(group).transform("size").to_numpy(dtype=np.int64)
    about = pd.Series(core[at]).groupby(group).transform("any").to_numpy(dtype=bool)
    first = ~pd.Series(group).duplicated().to_numpy(dtype=bool)
    told = (inside[at] & ~empty[at]) | (~inside[at] & (count >= _FEWEST) & about & first)
    at = at[told]
    lines = numpy(take(found.text, tokens.segment[at]))
    text = [line[start : start + _SHOWN] for line, start in zip(lines, tokens.offset[at], strict=True)]  # a handful of rows: each is cut at a place of its own
    return pd.DataFrame({"problem": "unreadable-weather", "segment": tokens.segment[at], "offset": tokens.offset[at], "text": pd.Series(text, dtype=object)})


def _damaged(tokens: Tokens, at: npt.NDArray[np.intp]) -> Mask:
    """Which words begin with damage. The first part of words that were put together tells it, but where it ends in the midst of what may be damage."""
    damaged, begun = (tokens.which(at, pattern) for pattern in (_DAMAGE, _DAMAGE_BEGUN))
    open_ = np.flatnonzero(begun & ~damaged & tokens.merged[at])
    damaged[open_] = matches(strings(tokens.texts(at[open_])), _DAMAGE)
    return damaged


def _bracketed(tokens: Tokens, found: Segments, at: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """The labels whose unit stands in brackets, `Temperature (°C)`: headers and legends name it so, with values or without."""
    ends = tokens.offset[at] + tokens.length[at]
    lines = numpy(take(found.text, tokens.segment[at]))
    bracketed = [line[end : end + 3].lstrip().startswith(("(", "[", ",", "/", "in ")) for line, end in zip(lines, ends, strict=True)]  # a handful of rows, each looked at in a place of its own
    result: npt.NDArray[np.intp] = at[np.array(bracketed, dtype=bool)]
    return result
