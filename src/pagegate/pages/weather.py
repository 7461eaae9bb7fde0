"""Reads weather widgets: labels and values beside, below or above each other, in tables, glued or apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.pages import labels
from pagegate.pages.segments import Segments
from pagegate.pages.weather_pairs import pairs, ranges, second_units, settle_words
from pagegate.pages.weather_places import parted, skies
from pagegate.pages.weather_tables import Tables, place_name, tables
from pagegate.pages.weather_tokens import Tokens, tokens
from pagegate.pages.weather_units import as_numbers, settle_units, winds, written
from pagegate.pages.weather_unread import inexact, unread_labels
from pagegate.pages.weather_values import ALL_FIELDS, FIELD
from pagegate.pages.weather_widgets import measured, observations

_PLACES = ["row", "field", "segment", "offset", "text"]
_UNREAD = ["problem", "segment", "offset", "text"]


@dataclass(frozen=True)
class Weather:
    """Weather observations as shown on pages.

    `raw`: one row a widget or row of a table, a text column per field, with `segment` (where it begins) and, if need be, `temp_c.unsure` (a temperature is shown, and its degrees cannot be told). `places`: `row`, `field`, `segment`, `offset`, `text`.
    `claimed`: which segments belong to a widget. `unread`: what looks like weather and could not be read: `problem`, `segment`, `offset`, `text`.
    `segments`: the segments that all of these speak of; those given, but for long ones that a widget stands in the midst of.
    """

    raw: pd.DataFrame
    places: pd.DataFrame
    claimed: npt.NDArray[np.bool_]
    unread: pd.DataFrame
    segments: Segments


def weather(found: Segments) -> Weather:
    """Read every weather widget of the segments."""
    read = settle_words(tokens(found))
    rows = tables(read, found)
    labelled = ranges(read, second_units(read, pairs(read, rows.taken)))
    hits = _with_tables(observations(read, labelled, rows.taken), rows, read)
    unread = [unread_labels(read, found, hits, labelled, rows.taken)]
    if hits.empty:
        return Weather(pd.DataFrame({"segment": pd.Series(dtype="int64")}), pd.DataFrame(columns=_PLACES), np.zeros(len(found), dtype=bool), unread[0], found)
    as_numbers(hits, read)
    vague = inexact(hits, read)
    open_ = settle_units(hits, read, found) & ~vague
    hits["shown"] = written(hits, read)
    value = hits["value"].to_numpy(dtype=np.int64)
    hits["text"], hits["segment"], hits["offset"] = read.texts(value), read.segment[value], read.offset[value]
    label = hits["label"].to_numpy(dtype=np.int64)
    hits["label_segment"] = np.where(label >= 0, read.segment[label], hits["segment"])
    hits["begin"] = np.where((label >= 0) & (hits["label_segment"] == hits["segment"]), read.offset[label], hits["offset"])
    spoken = (hits["field"] == FIELD["wind_dir_deg"]) & (hits["value"] == hits["label"])
    unread += [hits[which].assign(problem=problem) for which, problem in ((vague, "inexact-weather"), (open_, "temperature-without-unit"))]
    unsure = hits.loc[open_ & (hits["field"] == FIELD["temp_c"]), "row"]
    hits = pd.concat([hits[~vague & ~open_ & ~spoken], winds(hits, read), _names(hits, read), skies(hits, read, found)], ignore_index=True)
    return _collect(hits, unsure, found, pd.concat(unread, ignore_index=True)[_UNREAD])


def _with_tables(hits: pd.DataFrame, rows: Tables, read: Tokens) -> pd.DataFrame:
    """Widgets and rows of tables as one, with `place`: the token that names the place of a row, else -1."""
    count = int(hits["row"].max()) + 1 if len(hits) else 0
    lines = rows.hits.assign(row=rows.hits["row"] + count, place=rows.places[rows.hits["row"].to_numpy(dtype=np.int64)])
    lines = lines[(lines["field"] != FIELD[labels.OTHER]) & measured(read, lines)]
    both = pd.concat([hits.assign(place=-1), lines], ignore_index=True)
    both["end"] = both["end"].fillna(0) if "end" in both else 0
    return both.astype({"row": "int64", "field": "int64", "value": "int64", "label": "int64", "place": "int64"})


def _names(hits: pd.DataFrame, read: Tokens) -> pd.DataFrame:
    """The places that rows of tables are about."""
    named = hits[hits["place"] >= 0].drop_duplicates("row")
    token = named["place"].to_numpy(dtype=np.int64)
    text = pd.Series(read.texts(token), index=named.index, dtype="str")
    bare = place_name(text)
    lead = text.str.len() - text.str.lstrip(" \t|│,:;-–").str.len()
    return named.assign(field=FIELD["location"], segment=read.segment[token], label_segment=read.segment[token], begin=read.offset[token] + lead, offset=read.offset[token] + lead, text=bare, shown=bare)


def _collect(hits: pd.DataFrame, unsure: pd.Series[int], found: Segments, unread: pd.DataFrame) -> Weather:
    """The records of the readings (`row`, `field`, `segment`, `offset`, `text`, `shown`), in the order of their pages; `unsure` are those whose temperature is shown and was left open."""
    hits = hits.drop_duplicates(["row", "field"]).sort_values(["segment", "offset"], kind="stable", ignore_index=True)
    hits["row"], order = pd.factorize(hits["row"])
    hits["field"] = pd.Series(np.array(ALL_FIELDS, dtype=object)[hits["field"].to_numpy(dtype=np.int64)], dtype=object)
    found, claimed, (hits, unread) = parted(found, hits, unread)
    raw = hits.set_index(["row", "field"])["shown"].unstack().reset_index(drop=True)  # noqa: PD010  nothing is aggregated: a pair occurs once
    raw.columns.name = None
    if len(unsure):
        raw["temp_c.unsure"] = np.isin(order, unsure)
    raw["segment"] = hits.groupby("row")["segment"].min().to_numpy()
    return Weather(raw, hits[_PLACES].reset_index(drop=True), claimed, unread.reset_index(drop=True), found)
