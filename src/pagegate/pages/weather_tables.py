"""Reads tables of weather: a header of labels and rows of values, parted by tabs or blanks, or one cell a line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.pages.arrow import matches, strings, take
from pagegate.pages.segments import Segments
from pagegate.pages.weather_pairs import Indices, Mask, fields
from pagegate.pages.weather_pieces import LABEL, VALUE_, WORDS
from pagegate.pages.weather_tokens import Tokens
from pagegate.pages.weather_values import FITS

#: More words than these, in characters, stand between the rows of no table.
_MOST_WORDS = 80
#: Between two rows of a table at most one line stands that says nothing, such as a drawn one.
_MOST_LINES = 2
#: What a row may be called that is no place.
_MOMENT = r"(?i)^(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mo|di|mi|do|fr|sa|so)(?:day|sday|nesday|rsday|urday|\.|$|[\s,])|today|tonight|tomorrow|now|heute|morgen|aujourd|demain|hoy|mañana|morning|afternoon|evening|night|^[0-9\s./:-]+$|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_FENCE = r"\S(?:\t|\s*[|│]\s*|\s{2,})\S"
_PLACE = r"^[\p{L}][\p{L}\p{M}\s.,'’()/\-]{1,47}$"


@dataclass(frozen=True)
class Tables:
    """Rows of tables. `hits`: columns `label`, `value` (places of tokens), `field`, `row` (from 0). `places`: for each row the token that names the place, -1 if none.

    `taken`: the tokens that belong to tables.
    """

    hits: pd.DataFrame
    places: Indices
    taken: Mask


def tables(tokens: Tokens, found: Segments) -> Tables:
    """Read every table of the tokens."""
    columns = _columns(tokens, found)
    fenced = pd.concat([_fenced(tokens, found), columns], ignore_index=True)
    taken = np.zeros(len(tokens), dtype=bool)
    taken[fenced["value"]] = taken[fenced["label"]] = True
    in_turn = _in_turn(tokens, taken)
    hits = pd.concat([fenced, in_turn], ignore_index=True)
    if hits.empty:
        return Tables(hits.assign(field=pd.Series(dtype="int64")), np.empty(0, dtype=np.int64), taken)
    hits["row"] = pd.factorize(hits["row"])[0]
    hits["field"] = fields(tokens, hits["label"].to_numpy(dtype=np.int64), hits["value"].to_numpy(dtype=np.int64))
    hits = hits.sort_values("value", ignore_index=True)
    hits["row"] = pd.factorize(hits["row"])[0]
    places = np.where(np.isin(hits.groupby("row")["value"].min(), columns["value"]), -1, _places(tokens, hits))
    taken[hits["value"]] = taken[hits["label"]] = True
    taken[places[places >= 0]] = True
    return Tables(hits, places, taken)


def _lines(tokens: Tokens) -> tuple[Indices, Indices, Indices]:
    """The segments that tokens stand in, where each begins among the tokens, and which of them each token stands in."""
    begins = np.append([True], np.diff(tokens.segment) != 0)
    first = np.flatnonzero(begins)
    return tokens.segment[first], first, np.cumsum(begins) - 1


def _fenced(tokens: Tokens, found: Segments) -> pd.DataFrame:
    """Tables whose cells are parted by tabs, bars or wide gaps: a value belongs to the label in its column."""
    none = pd.DataFrame({"label": pd.Series(dtype="int64"), "value": pd.Series(dtype="int64"), "row": pd.Series(dtype="int64")})
    if not tokens.fenced.any():
        return none
    lines, first, line = _lines(tokens)
    fences = tokens.fenced[first]
    fences[fences] = matches(take(found.text, lines[fences]), _FENCE)
    count = [np.bincount(line, weights=tokens.kind == kind, minlength=len(lines)) for kind in (LABEL, VALUE_)]
    header = fences & (count[0] >= 2) & (count[1] == 0)
    row = fences & (count[0] == 0) & (count[1] >= 2)
    # The header of a row is the nearest above it with nothing but rows between; a page's end, or lines without any token between them, end the table too.
    above = np.maximum(np.maximum.accumulate(np.where(~row, np.arange(len(lines)), -1)), 0)
    block = np.cumsum(np.append([True], (np.diff(lines) > _MOST_LINES) | (np.diff(found.page[lines]) != 0)))
    good = row & header[above] & (block == block[above])
    value = np.flatnonzero((tokens.kind == VALUE_) & good[line])
    label = np.flatnonzero((tokens.kind == LABEL) & header[line])
    columns = pd.DataFrame({"line": line[label], "cell": tokens.cell[label], "label": label}).drop_duplicates(["line", "cell"])
    cells = pd.DataFrame({"line": above[line[value]], "cell": tokens.cell[value], "value": value, "row": line[value]}).drop_duplicates(["row", "cell"])
    cells["row"] = first[cells["row"]]
    met = cells.merge(columns, on=["line", "cell"], how="inner")
    fits = FITS[tokens.field[met["label"].to_numpy(dtype=np.int64)], tokens.quantity[met["value"].to_numpy(dtype=np.int64)]] >= 0
    # One cell that does not fit its column and the columns are others than they seem.
    met = met[pd.Series(fits).groupby(met["line"]).transform("all").to_numpy(dtype=bool)] if len(met) else met
    return met[["label", "value", "row"]]


def _columns(tokens: Tokens, found: Segments) -> pd.DataFrame:
    """Tables whose columns are the observations, with the labels in front of the lines: hours or days side by side."""
    none = pd.DataFrame({"label": pd.Series(dtype="int64"), "value": pd.Series(dtype="int64"), "row": pd.Series(dtype="int64")})
    if not tokens.fenced.any():
        return none
    lines, first, line = _lines(tokens)
    count = [np.bincount(line, weights=tokens.kind == kind, minlength=len(lines)) for kind in (LABEL, VALUE_)]
    likely = (count[0] == 1) & (count[1] >= 2) & (tokens.kind[first] == LABEL) & tokens.fenced[first]
    likely[likely] = matches(take(found.text, lines[likely]), _FENCE)
    if likely.sum() < 2:
        return none
    value = np.flatnonzero((tokens.kind == VALUE_) & likely[line])
    cells = pd.DataFrame({"line": line[value], "cell": tokens.cell[value] - tokens.cell[first[line[value]]], "value": value, "unit": tokens.unit[value], "label": first[line[value]]})
    by_line = cells.groupby("line")
    # Two units side by side are no two columns.
    whole = (by_line["cell"].transform("nunique") == by_line["cell"].transform("size")) & (by_line["cell"].transform("min") > 0) & (by_line["unit"].transform("nunique") == 1)
    cells = cells[whole & (FITS[tokens.field[cells["label"].to_numpy(dtype=np.int64)], tokens.quantity[cells["value"].to_numpy(dtype=np.int64)]] >= 0)]
    good = np.zeros(len(lines), dtype=bool)
    good[cells["line"]] = True
    linked = np.append([False], good[1:] & good[:-1] & (np.diff(lines) <= _MOST_LINES) & (np.diff(found.page[lines]) == 0) & (count[1][1:] == count[1][:-1]))
    block = np.cumsum(~linked)
    cells = cells.assign(block=block[cells["line"]], field=tokens.field[cells["label"].to_numpy(dtype=np.int64)])
    cells = cells[cells.groupby("block")["field"].transform("nunique") >= 2].drop_duplicates(["block", "cell", "field"])
    cells["row"] = cells.groupby(["block", "cell"])["value"].transform("min")
    result: pd.DataFrame = cells[["label", "value", "row"]]
    return result


def _in_turn(tokens: Tokens, taken: Mask) -> pd.DataFrame:
    """Tables told by the number of their columns: so many labels, then again and again a name and as many values."""
    kind = np.where(taken, WORDS, tokens.kind)
    none = pd.DataFrame({"label": pd.Series(dtype="int64"), "value": pd.Series(dtype="int64"), "row": pd.Series(dtype="int64")})
    at = np.flatnonzero((kind != WORDS) & ~taken)
    if not len(at):
        return none
    parted = (tokens.words[at[1:]] > 0) | (np.diff(tokens.page[at]) != 0)
    new_page = np.diff(tokens.page[at]) != 0
    begins = np.append([True], (np.diff(kind[at]) != 0) | parted)
    start = np.flatnonzero(begins)
    size = np.diff(np.append(start, len(at)))
    is_label = kind[at[start]] == LABEL
    page = np.cumsum(np.append([True], new_page))[start]
    header = np.maximum.accumulate(np.where(is_label, np.arange(len(start)), -1))
    known = np.maximum(header, 0)
    good = ~is_label & (header >= 0) & (size == size[known]) & (size > 1) & (page == page[known]) & (tokens.words[at[start]] <= _MOST_WORDS)
    # All groups of values since the header must be rows of it.
    bad = np.cumsum(~good & ~is_label)
    good &= bad == bad[known]
    rows = np.bincount(header[good], minlength=len(start)) if good.any() else np.zeros(len(start), dtype=np.int64)
    named = np.bincount(header[good], weights=tokens.words[at[start[good]]] > 0, minlength=len(start)) if good.any() else rows
    # A single row right behind its labels is no table but a line of pairs, `High / Low` and `66°/51°`.
    good &= (rows[known] >= 2) | (named[known] >= 1)
    chosen = np.flatnonzero(good)
    owner = np.repeat(np.arange(len(chosen)), size[chosen])
    ordinal = np.arange(len(owner)) - np.concatenate([[0], np.cumsum(size[chosen])])[owner]
    value = at[start[chosen][owner] + ordinal]
    label = at[start[known[chosen]][owner] + ordinal]
    fits = FITS[tokens.field[label], tokens.quantity[value]] >= 0
    table = known[chosen][owner]
    misfit = np.bincount(table, weights=~fits, minlength=len(start)) > 0
    fine = ~misfit[table] if len(table) else np.empty(0, dtype=bool)
    return pd.DataFrame({"label": label[fine], "value": value[fine], "row": at[start[chosen]][owner[fine]]}).astype("int64")


def _places(tokens: Tokens, hits: pd.DataFrame) -> Indices:
    """For each row of a table the words right before its first value that can be the name of a place."""
    first = hits.groupby("row")["value"].min().to_numpy(dtype=np.int64)
    before = np.maximum(first - 1, 0)
    words = (tokens.kind[before] == WORDS) & (first > 0) & (tokens.page[before] == tokens.page[first]) & (tokens.segment[first] - tokens.segment[before] <= 1)
    shown = strings(place_name(pd.Series(tokens.texts(before), dtype="str")))
    named = words & matches(shown, _PLACE) & ~matches(shown, _MOMENT)
    result: npt.NDArray[np.int64] = np.where(named, before, -1)
    return result




def place_name(words: pd.Series[str]) -> pd.Series[str]:
    """The first cell of what stands before the first value of a row."""
    return words.str.strip(" \t|│,:;-–").str.replace(r"(?:\t|\s*[|│]|\s{2,}).*$", "", regex=True)
