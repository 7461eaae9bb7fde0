"""Reads weather widgets: labels and values beside, below or above each other, glued or apart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from pagegate.pages import labels
from pagegate.pages.arrow import Strings, extract, matches, numpy, split, strings, take
from pagegate.pages.segments import Segments

_CUT = "\x1e"
#: Widgets are short lines; longer ones are cut at their labels first, and prose has none with a value behind it.
_LONGEST = 240
_PAIR = rf"(?i:({labels.ANY_LABEL})){labels.SEPARATOR}({labels.VALUE})"
_LABELLED = rf"^(?P<before>.*?)(?P<label>(?i:{labels.ANY_LABEL}))(?P<gap>{labels.SEPARATOR})(?P<value>{labels.VALUE})(?P<after>.*)$"
_LABEL_ALONE = rf"^(?i:{labels.ANY_LABEL})\s*[:：]?$"
_VALUE_ALONE = rf"^{labels.VALUE}$"
_RANGE = rf"(?P<low>{labels.BARE})(?P<dash>\s*[/|~–-]\s*)(?P<high>{labels.BARE})"
#: A widget's labels stand no farther apart than so many segments, and it has so many fields.
_NEAR, _FEWEST = 6, 3


@dataclass(frozen=True)
class Weather:
    """Weather observations as shown on pages.

    `raw`: one row a widget, a text column per field, with `segment` (where it begins). `places`: `row`, `field`, `segment`, `offset`, `text`.
    `claimed`: which segments belong to a widget.
    """

    raw: pd.DataFrame
    places: pd.DataFrame
    claimed: npt.NDArray[np.bool_]


def weather(found: Segments) -> Weather:
    """Read every weather widget of the segments."""
    labelled = pd.concat([_beside(found), _below(found)], ignore_index=True)
    bare = _bare(found)
    # What stands behind a label is that label's.
    taken = pd.MultiIndex.from_frame(labelled[["segment", "offset"]])
    hits = pd.concat([labelled, bare[~pd.MultiIndex.from_frame(bare[["segment", "offset"]]).isin(taken)]], ignore_index=True).astype({"text": "str", "field": "str"})
    claimed = np.zeros(len(found), dtype=bool)
    if hits.empty:
        return Weather(pd.DataFrame({"segment": pd.Series(dtype="int64")}), pd.DataFrame(columns=["row", "field", "segment", "offset", "text"]), claimed)
    hits = hits.sort_values(["segment", "offset"], kind="stable", ignore_index=True)
    hits["row"] = _widgets(hits, found)
    hits = hits[hits["row"] >= 0]
    hits = pd.concat([hits, _sky(found, hits)], ignore_index=True).drop_duplicates(["row", "field"])
    claimed[hits["segment"].to_numpy(dtype=np.int64)] = True
    claimed[hits["label_segment"].to_numpy(dtype=np.int64)] = True
    raw = _with_unit(hits).set_index(["row", "field"])["text"].unstack().reset_index(drop=True)  # noqa: PD010  nothing is aggregated: a pair occurs once
    raw.columns.name = None
    raw["segment"] = hits.groupby("row")["segment"].min().to_numpy()
    return Weather(raw, hits[["row", "field", "segment", "offset", "text"]].reset_index(drop=True), claimed)


def _with_unit(hits: pd.DataFrame) -> pd.DataFrame:
    """The readings without words in front (`W 3.5m/s`), and temperatures without a letter in the widget's unit: on a page in °F, `74°` is 74 °F."""
    temperature = hits["field"].isin(labels.UNIT_OF[r"[°º℃℉]"])
    fahrenheit = (temperature & hits["text"].str.contains(r"(?i)f$|℉")).groupby(hits["row"]).transform("any")
    celsius = (temperature & hits["text"].str.contains(r"(?i)c$|℃")).groupby(hits["row"]).transform("any")
    unsaid = temperature & hits["text"].str.contains(r"[0-9]\s?[°º]?$")
    hits = hits.assign(text=hits["text"].str.replace(rf"^{labels.LEAD}([+\-−]?[0-9])", r"\1", regex=True))
    return hits.assign(text=hits["text"].where(~(fahrenheit & ~celsius & unsaid), hits["text"].str.rstrip("°º ") + "°F"))


def _hits(segment: npt.NDArray[np.int64], label_segment: npt.NDArray[np.int64], offset: npt.NDArray[np.int64], field: pd.Series, text: pd.Series) -> pd.DataFrame:
    """One row a reading: the field that the label and the value's unit mean, where it stands, and its text."""
    percent = text.str.contains("%", regex=False)
    amount = text.str.contains(r"(?i)mm|in|cm", regex=True)
    field = field.where(~percent, field.replace(labels.PERCENT_MEANS)).where(~amount, field.replace(labels.AMOUNT_MEANS))
    clock = text.str.contains(":", regex=False)
    # A clock time behind `Rain` or a plain number behind `Sunrise` is not that field's value.
    fits = (clock == field.isin(labels.CLOCKS)) | text.str.contains(rf"^{labels.MISSING}$")
    hits = pd.DataFrame({"segment": segment, "label_segment": label_segment, "offset": offset, "field": field, "text": text})
    return hits[fits.to_numpy(dtype=bool)]


def _field(label: pd.Series) -> pd.Series:
    """The field each label means; labels are tried in the order of the table."""
    texts = strings(label.str.lower().str.strip())
    field = pd.Series(pd.NA, index=label.index, dtype="str")
    for name, words in labels.LABELS.items():
        hit = matches(texts, "^(?:" + "|".join(words) + ")$")
        field = field.where(~hit | field.notna().to_numpy(dtype=bool), name)
    return field


def _beside(found: Segments) -> pd.DataFrame:
    """Labels with their value in the same segment: `Humidity75%`, `Wind: W 3.5 m/s`, several in a row."""
    length = numpy(pc.utf8_length(found.text)).astype(np.int64)
    candidate = np.flatnonzero((length <= _LONGEST) & matches(found.text, _PAIR))
    texts = take(found.text, candidate)
    # Cut in front of each label that has a value, so that every piece holds one pair.
    marked = pc.replace_substring_regex(texts, _PAIR, _CUT + r"\1" + "\x1f" + r"\2")
    pieces, parent, _ = split(marked, _CUT)
    glue = extract(pieces, rf"^(?P<label>(?i:{labels.ANY_LABEL}))\x1f(?P<value>{labels.VALUE})(?P<rest>.*)$")
    keep = glue["found"].to_numpy(dtype=bool)
    rows = parent[keep]
    ordinal = pd.Series(rows).groupby(rows).cumcount().to_numpy().astype(np.int64)
    offset = _offsets(texts, rows, ordinal)
    # `Overtime 10:30` holds no label: behind a letter, a label must begin with a capital (`closedHumidity45%`).
    ends_in_letter = matches(pieces, r"\p{L}$")
    inside = np.concatenate([[False], ends_in_letter[:-1] & (np.diff(parent) == 0)]) & matches(pieces, r"^\p{Ll}")
    glue, outside = glue[keep].reset_index(drop=True), ~inside[keep]
    hits = _hits(candidate[rows], candidate[rows], offset, _field(glue["label"].astype("str")), glue["value"].astype("str"))
    return _both_units(hits[outside[hits.index]], glue)


def _both_units(hits: pd.DataFrame, glue: pd.DataFrame) -> pd.DataFrame:
    """Where a second value in the other unit follows, `29.1°C (84.4°F)`, each goes to its own field."""
    second = extract(strings(glue["rest"].iloc[hits.index]), rf"^(?P<gap>\s*[(/|]\s*)(?P<value>{labels.NUMBER})").set_index(hits.index)
    other = hits["field"].map(labels.OTHER_UNIT)
    foreign = r"(?i)f$|℉|mph|mi/h"
    first_is, second_is = hits["text"].str.contains(foreign), second["value"].astype("str").str.contains(foreign)
    shown = second["found"] & other.notna() & (first_is != second_is)
    at = hits["offset"] + hits["text"].str.len() + second["gap"].str.len()
    added = hits.assign(offset=at, text=second["value"].astype("str"), field=other.where(second_is, hits["field"]))[shown]
    kept = hits.assign(field=hits["field"].where(~(shown & first_is), other))
    return pd.concat([kept, added], ignore_index=True)


def _offsets(texts: Strings, rows: npt.NDArray[np.int64], ordinal: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Where the value of each pair begins in its text: read pair by pair from the left."""
    offset = np.zeros(len(rows), dtype=np.int64)
    rest, start = texts, np.zeros(len(texts), dtype=np.int64)
    for turn in range(int(ordinal.max(initial=-1)) + 1):
        parts = extract(rest, _LABELLED)
        at = start + (parts["before"].str.len() + parts["label"].str.len() + parts["gap"].str.len()).to_numpy(dtype=np.int64)
        mine = ordinal == turn
        offset[mine] = at[rows[mine]]
        start = at + parts["value"].str.len().to_numpy(dtype=np.int64)
        rest = strings(parts["after"])
    return offset


def _below(found: Segments) -> pd.DataFrame:
    """A label on a line of its own, with its value on the next one; or, where the values come first, on the one before."""
    label = matches(found.text, _LABEL_ALONE)
    near = np.zeros(len(found), dtype=bool)
    near[1:] |= label[:-1]
    near[:-1] |= label[1:]
    near &= ~label
    value = near.copy()
    value[near] = matches(take(found.text, near), _VALUE_ALONE)
    same = np.diff(found.page) == 0
    ahead = np.zeros(len(found), dtype=bool)
    ahead[:-1] = label[:-1] & value[1:] & same
    behind = np.zeros(len(found), dtype=bool)
    behind[1:] = label[1:] & value[:-1] & same
    name = _field(pd.Series(numpy(found.text), dtype="str").where(label, "").str.rstrip(" :："))
    unit = _unit_fits(found, name, value)
    upward = behind & ~(ahead & ~_values_first(label | value, value, unit))
    downward = ahead & ~upward
    # A value belongs to one label: what the label before has taken is not the next one's.
    upward[2:] &= ~downward[:-2]
    rows = np.flatnonzero(upward | downward)
    at = np.where(upward[rows], rows - 1, rows + 1)
    text = pd.Series(numpy(take(found.text, at)), dtype="str")
    return _hits(at, rows, np.zeros(len(rows), dtype=np.int64), name.iloc[rows].reset_index(drop=True), text)


def _unit_fits(found: Segments, name: pd.Series, value: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """For each label: 1 if the value after it has a unit that fits it, less 1 if the one before has."""
    fits = np.zeros(len(found), dtype=np.int64)
    for unit, fields in labels.UNIT_OF.items():
        shown = value & matches(found.text, unit)
        meant = name.isin(fields).to_numpy(dtype=bool)
        fits[:-1] += meant[:-1] & shown[1:]
        fits[1:] -= meant[1:] & shown[:-1]
    return fits


def _values_first(member: npt.NDArray[np.bool_], value: npt.NDArray[np.bool_], fits: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """For each member of a run of labels and values, `45% / Humidity / 12 km/h / Wind`: whether the values come first.

    The units tell; where they do not, the run's first segment does.
    """
    begins = member & ~np.concatenate([[False], member[:-1]])
    run = np.cumsum(begins) - 1
    if not begins.any():
        return member
    votes = np.bincount(run[member], weights=fits[member], minlength=run.max() + 1)
    first = value[np.flatnonzero(begins)]
    upward = (votes < 0) | ((votes == 0) & first)
    first_up: npt.NDArray[np.bool_] = member & upward[np.clip(run, 0, None)]
    return first_up


def _bare(found: Segments) -> pd.DataFrame:
    """Temperatures without a label: `17.3℃`, and `16° / 28°` for the day's range."""
    short = numpy(pc.less_equal(pc.utf8_length(found.text), _LONGEST)).astype(bool)
    rows = np.flatnonzero(short & matches(found.text, labels.BARE))
    texts = take(found.text, rows)
    # The range may be broken over two lines, `16° /` and `28°`.
    ranges = extract(texts, rf"^(?P<before>.*?){_RANGE}")
    tail = extract(texts, rf"^(?P<low>{labels.BARE})\s*[/|~–-]$")
    follow = np.flatnonzero(tail["found"].to_numpy(dtype=bool) & np.append(np.diff(rows) == 1, values=False)) if len(rows) else np.empty(0, dtype=np.int64)
    high = matches(texts, rf"^{labels.BARE}$")
    follow = follow[high[follow + 1]]
    hit = np.flatnonzero(ranges["found"].to_numpy(dtype=bool))
    frames = []
    before = ranges["before"].str.len().to_numpy(dtype=np.int64)
    for column, field in (("low", "temp_min_c"), ("high", "temp_max_c")):
        if column == "high":
            before = before + (ranges["low"].str.len() + ranges["dash"].str.len()).to_numpy(dtype=np.int64)
        text = ranges[column].iloc[hit].astype("str").reset_index(drop=True)
        frames.append(pd.DataFrame({"segment": rows[hit], "label_segment": rows[hit], "offset": before[hit], "field": field, "text": text}))
    ends = pd.Series(numpy(texts), dtype="str")
    frames.append(pd.DataFrame({"segment": rows[follow], "label_segment": rows[follow], "offset": 0, "field": "temp_min_c", "text": tail["low"].iloc[follow].astype("str").to_numpy()}))
    frames.append(pd.DataFrame({"segment": rows[follow + 1], "label_segment": rows[follow + 1], "offset": 0, "field": "temp_max_c", "text": ends.iloc[follow + 1].to_numpy()}))
    single = extract(texts, rf"^(?P<before>|.{{0,39}}?[^0-9.,+\-−])(?P<temp>{labels.BARE})(?:$|[^\s/|~–-]|\s+[^/|~–\s-])")
    alone = single["found"].to_numpy(dtype=bool, copy=True)
    alone[np.concatenate([follow, follow + 1]).astype(int)] = False
    # Behind a label it is that label's, and was read there.
    alone &= ~matches(texts, rf"(?i:{labels.ANY_LABEL}){labels.SEPARATOR}[+\-−]?[0-9.,]+\s?[°º℃℉]")
    at = np.flatnonzero(alone)
    frames.append(pd.DataFrame({"segment": rows[at], "label_segment": rows[at], "offset": single["before"].str.len().to_numpy(dtype=np.int64)[at], "field": "temp_c", "text": single["temp"].iloc[at].astype("str").to_numpy()}))
    return pd.concat([frame for frame in frames if len(frame)] or frames[:1], ignore_index=True)


def _widgets(hits: pd.DataFrame, found: Segments) -> npt.NDArray[np.int64]:
    """Number the widgets: hits near each other, without a field twice, with enough fields. -1 for hits of none."""
    segment = hits["segment"].to_numpy(dtype=np.int64)
    page = found.page[segment]
    apart = np.ones(len(hits), dtype=bool)
    apart[1:] = (np.diff(segment) > _NEAR) | (np.diff(page) != 0)
    group = pd.Series(np.cumsum(apart))
    field = hits["field"].reset_index(drop=True)
    # A field that comes again begins the next widget of the page, unless nothing but that field would be new in it.
    again = group.astype("str") + "/" + field
    turn = again.groupby(again).cumcount()
    turn = turn.groupby(group).cummax()
    widget = group * (int(turn.max()) + 1) + turn
    size = field.groupby(widget).transform("nunique")
    measured = hits["text"].reset_index(drop=True).str.contains(rf"[°º℃℉%]|[CF]$|^{labels.MISSING}$")
    core = (field.isin(labels.CORE) & measured).groupby(widget).transform("any")
    good = (size >= _FEWEST) & core
    number = np.full(len(hits), -1, dtype=np.int64)
    number[good.to_numpy(dtype=bool)] = pd.factorize(widget[good])[0]
    return number


def _sky(found: Segments, hits: pd.DataFrame) -> pd.DataFrame:
    """The words for the sky, on a line of their own within a widget or right before it."""
    first = hits.groupby("row")["segment"].min()
    last = hits.groupby("row")["segment"].max()
    frames = []
    for distance in range(-2, _NEAR):
        at = first.to_numpy(dtype=np.int64) + distance
        inside = (at >= 0) & (at <= last.to_numpy(dtype=np.int64))
        at, row = at[inside], first.index.to_numpy()[inside]
        same = found.page[at] == found.page[first.to_numpy(dtype=np.int64)[inside]]
        texts = take(found.text, at)
        # The temperature may be glued behind them: `Partly Sunny17.3℃`.
        words = pc.replace_substring_regex(pc.replace_substring_regex(texts, rf"{labels.BARE}.*$", ""), labels.SKY_LABEL, "")
        sky = matches(words, labels.SKY) & same
        frames.append(pd.DataFrame({"segment": at[sky], "label_segment": at[sky], "offset": 0, "field": "condition", "text": numpy(take(words, sky)), "row": row[sky]}))
    return pd.concat(frames, ignore_index=True)
