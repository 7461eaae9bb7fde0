"""Gathers readings into widgets: what stands near each other and says no field twice is one observation."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.pages import labels
from pagegate.pages.weather_meanings import DASH, SLASH
from pagegate.pages.weather_pairs import BESIDE, HIGH, Indices, Mask
from pagegate.pages.weather_pieces import VALUE_, WORDS
from pagegate.pages.weather_tokens import Tokens
from pagegate.pages.weather_values import ALL_FIELDS, FIELD, FITS, QUANTITY, UNIT_CODE

#: Readings of a widget stand no farther apart than so many segments and so many characters of other words, and it has so many fields.
_NEAR, _MOST_WORDS, _FEWEST = 10, 160, 3
#: A temperature without a label stands closer: so many segments, so many characters.
_CLOSE, _FEW_WORDS = 4, 60
#: A letter alone is too little for a temperature without a label.
_LETTER = r"[0-9]\s?[CFK]$"
_OTHER, _CORE = FIELD[labels.OTHER], [FIELD[name] for name in (*labels.CORE, "temp_f", "feels_like_f")]
_EXTREMES = [FIELD[name] for name in ("temp_min_c", "temp_max_c")]
#: No bare number of degrees beyond this is a temperature.
_MOST_DEGREES = 130.0


def observations(tokens: Tokens, hits: pd.DataFrame, taken: Mask) -> pd.DataFrame:
    """The hits (`label`, `value`, `field`) and the temperatures without a label, with `row`: the number of their widget, in the order of the pages.

    Hits of no widget are left out.
    """
    bare, ranges = _bare(tokens, hits, taken)
    hits = pd.concat([hits, ranges], ignore_index=True)
    if hits.empty:
        return hits.assign(row=pd.Series(dtype="int64"))
    at = hits[["label", "value"]].where(hits[["label", "value"]] >= 0).min(axis=1).astype("int64")
    hits = hits.assign(at=at).sort_values(["at", "value"], kind="stable", ignore_index=True)
    hits["row"] = _turns(hits, _groups(tokens, hits["at"].to_numpy(dtype=np.int64)), tokens)
    hits = pd.concat([hits, _attached(tokens, hits, bare)], ignore_index=True)
    hits = hits[~_prices(tokens, hits)]
    # A temperature that was attached gives way to one with a label, and to one that stands nearer.
    hits = hits.sort_values(["row", "at"], kind="stable", ignore_index=True).drop_duplicates(["row", "field"], ignore_index=True)
    counted = hits["field"] != _OTHER
    size = counted.groupby(hits["row"]).transform("sum")
    hits = hits[counted & (size >= _FEWEST) & measured(tokens, hits)].reset_index(drop=True)
    hits["row"] = pd.factorize(hits["row"])[0]
    return hits.drop(columns="at")


def measured(tokens: Tokens, hits: pd.DataFrame) -> pd.Series[bool]:
    """Whether each hit's observation has a reading that nothing but weather has: a temperature with its degrees, or a humidity with its percent."""
    units = (QUANTITY["degree"], QUANTITY["percent"], QUANTITY["missing"])
    shown = np.isin(tokens.quantity[hits["value"].to_numpy(dtype=np.int64)], units)
    label = hits["label"].to_numpy(dtype=np.int64)
    shown |= (label >= 0) & np.isin(tokens.quantity[label], units) & (tokens.unit[label] > 0)
    return pd.Series(_anywhere(np.isin(hits["field"].to_numpy(dtype=np.int64), _CORE) & shown, hits["row"].to_numpy(dtype=np.int64)), index=hits.index, dtype=bool)


def _anywhere(mask: Mask, row: Indices) -> Mask:
    """For each hit whether the mask holds anywhere in its row."""
    result: Mask = np.bincount(row, weights=mask)[row] > 0 if len(row) else mask
    return result


def _prices(tokens: Tokens, hits: pd.DataFrame) -> Mask:
    """`High` and `Low` with numbers that show no degrees, where no other label has a value in its own unit: prices, beside a temperature of the page's head."""
    label, value = (hits[name].to_numpy(dtype=np.int64) for name in ("label", "value"))
    extreme = np.isin(hits["field"].to_numpy(dtype=np.int64), _EXTREMES)
    plain = (tokens.quantity[value] == QUANTITY["plain"]) & (label >= 0) & (tokens.unit[label] == 0)
    own = (label >= 0) & (FITS[tokens.field[label], tokens.quantity[value]] == 2) & (tokens.quantity[value] != QUANTITY["clock"]) & (tokens.quantity[value] != QUANTITY["plain"])
    result: Mask = extreme & plain & ~_anywhere(own, hits["row"].to_numpy(dtype=np.int64))
    return result


def _groups(tokens: Tokens, at: Indices) -> Indices:
    """Number the groups of hits that stand near each other."""
    words = np.cumsum(tokens.length * (tokens.kind == WORDS))
    apart = (np.diff(tokens.segment[at]) > _NEAR) | (np.diff(tokens.page[at]) != 0) | (np.diff(words[at]) > _MOST_WORDS)
    return np.cumsum(np.append([True], apart))


def _turns(hits: pd.DataFrame, group: Indices, tokens: Tokens) -> Indices:
    """Number the widgets: a field that comes again in a group begins the next, unless all that is repeated says the same."""
    field, other = hits["field"].to_numpy(dtype=np.int64), (hits["field"] == _OTHER).to_numpy()
    again = pd.Series(group * len(ALL_FIELDS) + field).duplicated().to_numpy() & ~other
    turn, same = np.zeros(len(group), dtype=np.int64), pd.Series(dtype=bool)
    if again.any():
        some = np.isin(group, group[again])
        turn[some], same = _repeated(group[some], field[some], other[some], tokens.number(hits["value"].to_numpy(dtype=np.int64)[some]))
    begins = np.flatnonzero(np.append([True], (np.diff(group) != 0) | (np.diff(turn) != 0)))
    repeats = np.zeros(len(begins), dtype=bool)
    later = turn[begins] > 0
    repeats[later] = same.reindex(pd.MultiIndex.from_arrays([group[begins[later]], turn[begins[later]]])).fillna(value=False).to_numpy(dtype=bool) if later.any() else False
    # Turns of which each repeats the one before are one widget.
    result: Indices = np.repeat(np.cumsum(~repeats), np.diff(np.append(begins, len(group))))
    return result


def _repeated(group: Indices, field: Indices, other: Mask, number: npt.NDArray[Any]) -> tuple[Indices, pd.Series[bool]]:
    """How often the fields of a group have come before, and by group and turn whether all that comes again has the number that it had."""
    pair = pd.Series(group * len(ALL_FIELDS) + field)
    turn = pair.groupby(pair).cumcount().where(~other, 0).groupby(group).cummax()
    table = pd.DataFrame({"group": group, "field": field, "turn": turn, "number": number})[~other].drop_duplicates(["group", "field", "turn"])
    met = table.merge(table.assign(turn=table["turn"] + 1), on=["group", "field", "turn"], suffixes=("", "_before"))
    return turn.to_numpy().astype(np.int64), (met["number"] == met["number_before"]).groupby([met["group"], met["turn"]]).all()


def _bare(tokens: Tokens, hits: pd.DataFrame, taken: Mask) -> tuple[Indices, pd.DataFrame]:
    """Temperatures that no label has taken: single ones, and the day's range `16°/28°` as its two ends."""
    free = (tokens.kind == VALUE_) & (tokens.quantity == QUANTITY["degree"]) & ~taken
    free[hits["value"].to_numpy(dtype=np.int64)] = False
    free[free] = ~tokens.which(free, _LETTER) & (np.abs(np.nan_to_num(tokens.amount(free))) < _MOST_DEGREES)
    # `68 | 50 °F` says the degrees once.
    first_of_two = (tokens.kind == VALUE_) & (tokens.quantity == QUANTITY["plain"]) & ~taken
    first_of_two[hits["value"].to_numpy(dtype=np.int64)] = False
    first_of_two |= free
    near = np.append((np.diff(tokens.page) == 0) & (np.diff(tokens.segment) <= 1), values=False) if len(tokens) else free
    slashed = np.append(np.isin(tokens.joined[1:], (SLASH, DASH)), values=False)
    first = np.flatnonzero(first_of_two & np.append(free[1:], values=False) & near & slashed)
    # `14°C / 57°F` is one temperature in two units, and of three in a row the second begins no range.
    unit = tokens.unit
    one_unit = (unit[first] == unit[np.minimum(first + 1, len(tokens) - 1)]) | np.isin(unit[first], (UNIT_CODE["°"], 0))
    first = first[one_unit & (np.diff(first, prepend=-9) > 1)]
    low = np.where(tokens.amount(first) <= tokens.amount(first + 1), first, first + 1)
    ends = pd.DataFrame({"label": -1, "value": np.concatenate([low, 2 * first + 1 - low]), "field": np.repeat(_EXTREMES, len(first))})
    spread = np.flatnonzero(free & tokens.spread(slice(None)))
    spreads = pd.DataFrame({"label": -1, "value": np.repeat(spread, 2), "field": np.tile(_EXTREMES, len(spread)), "end": np.tile([0, HIGH], len(spread))})
    free[ends["value"]] = free[spread] = False
    return np.flatnonzero(free), pd.concat([ends, spreads], ignore_index=True)


def _attached(tokens: Tokens, hits: pd.DataFrame, bare: Indices) -> pd.DataFrame:
    """The readings of each widget that have no label: its temperature, the nearest before it or else the first inside it; a wind with its direction, and a pressure, inside it."""
    if hits.empty:
        return hits
    told = (tokens.kind == VALUE_) & ((tokens.quantity == QUANTITY["pressure"]) | ((tokens.quantity == QUANTITY["speed"]) & (tokens.wind > 0))) & ~tokens.spread(slice(None))
    told[hits["value"].to_numpy(dtype=np.int64)] = False
    speed = tokens.quantity == QUANTITY["speed"]
    found = ((_without_twins(tokens, bare), "temp_c"), (np.flatnonzero(told & speed), "wind_kmh"), (np.flatnonzero(told & ~speed), "pressure_hpa"))
    frames = [_nearest(tokens, hits, at, field) for at, field in found if len(at)]
    return pd.concat(frames, ignore_index=True) if frames else hits.iloc[:0]


def _without_twins(tokens: Tokens, bare: Indices) -> Indices:
    """The other unit of a temperature right before it is no temperature of its own."""
    if not len(bare):
        return bare
    beside = (np.diff(bare) == 1) & (tokens.segment[bare[1:]] == tokens.segment[bare[:-1]]) & (tokens.offset[bare[1:]] - tokens.offset[bare[:-1]] - tokens.length[bare[:-1]] <= BESIDE)
    result: Indices = bare[~np.append([False], beside & (tokens.unit[bare[1:]] != tokens.unit[bare[:-1]]))]
    return result


def _nearest(tokens: Tokens, hits: pd.DataFrame, bare: Indices, field: str) -> pd.DataFrame:
    """Of the values without a label that may be a field, the one for each widget that has no such reading yet."""
    words = np.cumsum(tokens.length * (tokens.kind == WORDS))
    following = np.searchsorted(hits["at"].to_numpy(dtype=np.int64), bare)
    bare, following = bare[following < len(hits)], following[following < len(hits)]
    hit = hits["at"].to_numpy(dtype=np.int64)[following]
    near = (tokens.page[hit] == tokens.page[bare]) & (tokens.segment[hit] - tokens.segment[bare] <= _CLOSE) & (words[hit] - words[bare] <= _FEW_WORDS)
    # Of several in one line none can be told from the others.
    alone = ~pd.Series(tokens.segment[bare]).duplicated(keep=False).to_numpy(dtype=bool)
    bare, following = bare[near & alone], following[near & alone]
    row = hits["row"].to_numpy(dtype=np.int64)[following]
    labelled = hits.loc[np.isin(hits["field"].to_numpy(dtype=np.int64), (FIELD[field], FIELD[labels.OTHER_UNIT.get(field, field)])), "row"].to_numpy(dtype=np.int64)
    begins = hits.groupby("row")["at"].min()
    before = bare < begins.loc[row].to_numpy(dtype=np.int64)
    found = pd.DataFrame({"label": -1, "value": bare, "field": FIELD[field], "at": bare, "row": row, "before": before, "rank": np.where(before, -bare, bare)})
    found = found[~np.isin(row, labelled) & ((field == "temp_c") | ~before)]
    result: pd.DataFrame = found.sort_values(["before", "rank"], ascending=[False, True]).drop_duplicates("row").drop(columns=["before", "rank"])
    return result
