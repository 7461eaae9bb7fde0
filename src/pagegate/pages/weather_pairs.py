"""Gives the values of a widget to its labels: behind them, before them, or several in the order of several labels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagegate.pages import labels
from pagegate.pages.arrow import matches, strings
from pagegate.pages.compass import POINTED
from pagegate.pages.weather_meanings import BLANK, DASH, SLASH
from pagegate.pages.weather_pieces import LABEL, VALUE_, WORDS
from pagegate.pages.weather_tokens import Tokens
from pagegate.pages.weather_values import FIELD, FIELDS, FITS, QUANTITY, UNIT_CODE

#: Lines without label or value between two parts of a run, at the most.
_APART = 3
#: A second unit stands no farther behind the first than so many characters.
BESIDE = 4

#: Which part of a value a hit means, but the whole of it (0): the upper end of a spread, or a number with a gap in it and the one behind that.
HIGH, BROKEN = 1, 2
#: By field: what it is with a percent, as an amount, and in the other unit (-1: there is none).
_WITH_PERCENT, _AS_AMOUNT = (np.array([FIELD[means.get(name, name)] for name in FIELDS]) for means in (labels.PERCENT_MEANS, labels.AMOUNT_MEANS))
_OTHER_UNIT = np.array([FIELD.get(labels.OTHER_UNIT.get(name, ""), -1) for name in FIELDS])
_FOREIGN, _TWO_UNITS = ([UNIT_CODE[name] for name in names] for names in (("°F", "mph"), ("°C", "°F", "mph", "km/h", "m/s", "kn")))
#: Numbers that are whole, whatever follows them.
_WHOLE = [FIELD[name] for name in ("uv_index", "aqi", *labels.CLOCKS)]

Indices = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


def settle_words(tokens: Tokens) -> Tokens:
    """Take back labels that name no reading where they stand: `Low` behind `UV`, `Day` without a temperature."""
    kind, field = tokens.kind, tokens.field
    if not len(tokens):
        return tokens
    label = np.flatnonzero(kind == LABEL)

    def says(pattern: str) -> Mask:
        result = np.zeros(len(kind), dtype=bool)
        result[label] = tokens.which(label, pattern)
        return result

    follows = np.append(kind[1:], WORDS)
    degree = np.isin(tokens.quantity, (QUANTITY["degree"], QUANTITY["missing"]))
    near = np.append((np.diff(tokens.segment) <= 1) & (np.diff(tokens.page) == 0), values=False)
    warm = near & (follows == VALUE_) & np.append(degree[1:], values=False)
    weak = (kind == LABEL) & says(f"(?i){labels.ONLY_WITH_DEGREES}") & ~warm
    # `3 min` are minutes.
    counted = np.concatenate([[False], (kind[:-1] == VALUE_) & (tokens.quantity[:-1] == QUANTITY["plain"])]) & np.concatenate([[False], near[:-1]])
    weak |= (kind == LABEL) & counted & (follows != VALUE_) & says(r"^(?:min|MIN|Min)\.?$")
    here = np.diff(tokens.page) == 0  # what a page says does not depend on the one before it
    rated = np.concatenate([[False], here & (kind[:-1] == LABEL) & np.isin(field[:-1], [FIELD[name] for name in labels.RATED])])
    extreme = np.isin(field, (FIELD["temp_min_c"], FIELD["temp_max_c"]))
    # `High / Low` behind `AQI` are labels again; so is `High` with a temperature behind it.
    both = np.append(extreme[1:] & here, values=False) | np.concatenate([[False], extreme[:-1] & here])
    rating = (kind == LABEL) & extreme & rated & ~both & ~warm & says(r"(?i)^(?:high|low)$")
    # `风向` `东北风`: the second is what the first one says.
    told = (field == FIELD["wind_kmh"]) & np.concatenate([[False], here & (field[:-1] == FIELD["wind_dir_deg"])]) & says(POINTED)
    tokens = _pointed(tokens, np.flatnonzero(told))
    kind, field = tokens.kind, tokens.field
    keep = ~rating & ~told
    kind[weak], field[weak] = WORDS, -1
    return tokens.only(keep)


def _pointed(tokens: Tokens, told: npt.NDArray[np.intp]) -> Tokens:
    """The tokens before labels that say where the wind comes from are told so."""
    if not len(told):
        return tokens
    winds, wind = tokens.said.winds, tokens.wind.copy()
    wind[told - 1] = len(winds) + np.arange(len(told))
    return replace(tokens, wind=wind, said=replace(tokens.said, winds=np.concatenate([winds, tokens.texts(told)])))


def pairs(tokens: Tokens, taken: Mask) -> pd.DataFrame:
    """The labels with their values, but for tokens `taken` by tables: columns `label` and `value` (places of tokens), `field` (a code of `ALL_FIELDS`)."""
    run = _runs(tokens, taken)
    kind = np.where(taken, WORDS, tokens.kind)
    member = kind != WORDS
    begins = np.append([True], (np.diff(run) != 0) | (np.diff(kind) != 0)) if len(tokens) else np.empty(0, dtype=bool)
    start = np.flatnonzero(begins)
    size = np.diff(np.append(start, len(tokens)))
    upward = _upward(tokens, run, kind, member)
    found = []
    for up in (False, True):
        # The neighbours of a group of labels: the values behind it, or before it.
        here = np.flatnonzero((kind[start] == LABEL) & (upward[start] == up)) if len(start) else np.empty(0, dtype=np.int64)
        there = here - 1 if up else here + 1
        inside = (there >= 0) & (there < len(start))
        here, there = here[inside], there[inside]
        meet = (run[start[here]] == run[start[there]]) & (kind[start[there]] == VALUE_)
        here, there = here[meet], there[meet]
        found.append(_one_to_one(tokens, start[here], size[here], start[there], size[there], upward=up))
    label, value = np.concatenate(found).T
    # `Wind direction NW` has no value but the direction, which stands at the label.
    said = np.flatnonzero((tokens.field == FIELD["wind_dir_deg"]) & (tokens.wind > 0) & ~taken)
    label, value = np.concatenate([label, said]), np.concatenate([value, said])
    first = ~pd.Series(label).duplicated().to_numpy()
    label, value = label[first], value[first]
    return pd.DataFrame({"label": label, "value": value, "field": fields(tokens, label, value)})


def fields(tokens: Tokens, label: Indices, value: Indices) -> Indices:
    """The field of each label with its value: what the label means, with the unit of the value."""
    field, quantity = tokens.field[label], tokens.quantity[value]
    field = np.where(quantity == QUANTITY["percent"], _WITH_PERCENT[field], field)
    return np.where((quantity == QUANTITY["depth"]) | (quantity == QUANTITY["inches"]), _AS_AMOUNT[field], field)


def _runs(tokens: Tokens, taken: Mask) -> Indices:
    """Number the runs of labels and values that nothing else interrupts. Lines with both labels and values are runs of their own."""
    if not len(tokens):
        return np.empty(0, dtype=np.int64)
    other = (tokens.kind == WORDS) | taken
    line = np.cumsum(np.diff(tokens.segment, prepend=tokens.segment[0]) != 0)
    has = [np.bincount(line, weights=(tokens.kind == kind) & ~other, minlength=line[-1] + 1) > 0 for kind in (LABEL, VALUE_)]
    mixed = (has[0] & has[1])[line]
    step = np.diff(tokens.segment)
    breaks = other[1:] | other[:-1] | (np.diff(tokens.page) != 0) | ((step != 0) & (mixed[1:] | mixed[:-1])) | (step > _APART)
    return np.cumsum(np.append([True], breaks))


def _upward(tokens: Tokens, run: Indices, kind: Indices, member: Mask) -> Mask:
    """For each token: whether in its run the values stand before their labels, as the units say; where they say nothing, as its ends do."""
    count = len(tokens)
    if not count:
        return member
    near = np.diff(run) == 0
    forward = near & (kind[:-1] == LABEL) & (kind[1:] == VALUE_)
    backward = near & (kind[:-1] == VALUE_) & (kind[1:] == LABEL)
    votes = np.zeros(int(run[-1]) + 1)
    for where, label, value, sign in ((forward, slice(None, -1), slice(1, None), 1), (backward, slice(1, None), slice(None, -1), -1)):
        fit = FITS[tokens.field[label][where], tokens.quantity[value][where]]
        votes += sign * np.bincount(run[:-1][where], weights=np.where(fit > 0, fit + 1, 0), minlength=len(votes))
    first = np.flatnonzero(np.append([True], ~near))
    last = np.flatnonzero(np.append(~near, [True]))
    ends = np.zeros(len(votes), dtype=bool)
    ends[run[first]] = (kind[first] == VALUE_) & (kind[last] == LABEL)
    result: Mask = ((votes < 0) | ((votes == 0) & ends))[run] & member
    return result


def _one_to_one(tokens: Tokens, label: Indices, labels_: Indices, value: Indices, values_: Indices, *, upward: bool) -> Indices:  # noqa: PLR0913  two groups, where each begins and how long it is
    """Pairs (label, value) out of groups of each: one to one where there are as many and all fit, else the two that touch."""
    many = (labels_ == values_) & (labels_ > 1)
    owner = np.repeat(np.arange(len(label)), np.where(many, labels_, 0))
    ordinal = np.arange(len(owner)) - np.concatenate([[0], np.cumsum(np.where(many, labels_, 0))])[owner]
    each_label, each_value = label[owner] + ordinal, value[owner] + ordinal
    fits = FITS[tokens.field[each_label], tokens.quantity[each_value]] >= 0
    misfit = np.bincount(owner, weights=~fits, minlength=len(label)) > 0
    fields = pd.Series(tokens.field[each_label] + owner * len(FIELDS))
    twice = np.bincount(owner, weights=fields.duplicated().to_numpy(), minlength=len(label)) > 0
    whole = many & ~misfit & ~twice
    touching = ~whole
    one_label = label if upward else label + labels_ - 1
    one_value = value + values_ - 1 if upward else value
    touch = np.column_stack([one_label[touching], one_value[touching]])
    touch = touch[FITS[tokens.field[touch[:, 0]], tokens.quantity[touch[:, 1]]] >= 0]
    return np.concatenate([np.column_stack([each_label, each_value])[whole[owner]], touch]).astype(np.int64)


def second_units(tokens: Tokens, hits: pd.DataFrame) -> pd.DataFrame:
    """Where a reading is shown in two units, `29.1°C (84.4°F)`, each goes to its own field."""
    value = hits["value"].to_numpy(dtype=np.int64)
    if not len(value):
        return hits
    following = np.minimum(value + 1, len(tokens) - 1)
    length = tokens.length[value]
    beside = (following > value) & (tokens.segment[following] == tokens.segment[value]) & (tokens.offset[following] - tokens.offset[value] - length <= BESIDE) & (tokens.kind[following] == VALUE_)
    same = beside & (tokens.quantity[following] == tokens.quantity[value]) & ~np.isin(following, value)
    field = hits["field"].to_numpy(dtype=np.int64)
    other = _OTHER_UNIT[field]
    both = np.flatnonzero(same & (other >= 0))
    foreign, foreign_too = (np.isin(tokens.unit[at[both]], _FOREIGN) for at in (value, following))
    differ = np.isin(tokens.unit[value[both]], _TWO_UNITS) & np.isin(tokens.unit[following[both]], _TWO_UNITS) & (foreign != foreign_too)
    both, foreign = both[differ], foreign[differ]
    if not len(both):
        return hits
    added = hits.iloc[both].assign(value=following[both], field=np.where(foreign, field[both], other[both]))
    field = field.copy()
    field[both[foreign]] = other[both[foreign]]
    result: pd.DataFrame = pd.concat([hits.assign(field=field), added], ignore_index=True)
    return result


def ranges(tokens: Tokens, hits: pd.DataFrame) -> pd.DataFrame:
    """The hits with `end`: a temperature shown as a range, `16–28°C` or `16°/28°`, is the lowest and (HIGH) the highest; BROKEN is a number with a gap in it, `7 5%`."""
    value = hits["value"].to_numpy(dtype=np.int64)
    if not len(value):
        return hits.assign(end=0)
    following = np.minimum(value + 1, len(tokens) - 1)
    adjacent = (following > value) & (tokens.kind[following] == VALUE_) & (tokens.segment[following] == tokens.segment[value]) & ~np.isin(following, value)
    field = hits["field"].to_numpy(dtype=np.int64)
    temperature = field == FIELD["temp_c"]
    slashed = temperature & adjacent & np.isin(tokens.joined[following], (SLASH, DASH)) & (tokens.quantity[following] == QUANTITY["degree"]) & (tokens.quantity[value] == QUANTITY["degree"])
    spread = temperature & tokens.spread(value)
    broken = adjacent & (FITS[np.where(field < len(FIELDS), field, FIELD[labels.OTHER]), tokens.quantity[following]] == 2) & (tokens.joined[following] == BLANK) & (tokens.quantity[value] == QUANTITY["plain"]) & ~np.isin(field, _WHOLE)
    broken[broken] = matches(strings(tokens.number(value[broken])), r"^[0-9]{1,3}$") & matches(strings(tokens.number(following[broken])), r"^[0-9]{1,3}$")
    hits = hits.assign(end=np.where(broken, BROKEN, 0))
    if not (slashed.any() or spread.any()):
        return hits
    both = pd.concat([hits[slashed], hits[slashed].assign(value=following[slashed])])
    lower = hits[spread].assign(field=FIELD["temp_min_c"])
    upper = hits[spread].assign(field=FIELD["temp_max_c"], end=HIGH)
    number = pd.Series(tokens.amount(both["value"].to_numpy(dtype=np.int64)), index=both.index)
    both["field"] = np.where(number == number.groupby(both["label"]).transform("min"), FIELD["temp_min_c"], FIELD["temp_max_c"])
    result: pd.DataFrame = pd.concat([hits[~slashed & ~spread], both, lower, upper], ignore_index=True)
    return result
