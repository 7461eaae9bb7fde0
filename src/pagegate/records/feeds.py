"""Brings the columns of a scraper's feed under pagegate's names: fields, units, locale, zone, defaults.

What a number showed is kept: a unit is written behind it, so that reading it converts the value together with its displayed precision.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.catalogue import catalogue
from pagegate.config.settings import Feed
from pagegate.frames import beside
from pagegate.literals.times import read_times
from pagegate.model import RecordKind
from pagegate.records.build import RESERVED, SHADOWS
from pagegate.records.native import as_text
from pagegate.records.steps import binary_step
from pagegate.records.values import Shown

#: A number that names no unit.
_BARE = r"^[(]?\s*[+\x{2212}-]?\s*[0-9][0-9.,' \x{00a0}\x{2009}\x{202f}]*(?:[eE][+-]?[0-9]{1,3})?\s*[)]?$"
#: Groups of three by points, and by commas; anything that is no digit may stand around.
_POINTS, _COMMAS = r"^[^0-9]*[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?[^0-9.,]*$", r"^[^0-9]*[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?[^0-9.,]*$"
_COMMA_DECIMAL = r"^[^0-9.,]*[0-9]+,[0-9]+[^0-9.,]*$"
_DATE = r"^\s*([0-9]{1,2})\s*[./-]\s*([0-9]{1,2})\s*[./-]\s*([0-9]{4})"


def sources_of(feed: Feed) -> frozenset[str]:
    """The scraper's own columns that become others."""
    return frozenset(own for column, names in feed.fields.items() for own in names if own != column)


def renamed(names: list[str], feed: Feed) -> list[str]:
    """The names that columns have once the feed is mapped, to tell their kind by."""
    there = set(names)
    mapped = [column for column, owns in feed.fields.items() if there.intersection(owns)]
    return [*mapped, *feed.defaults, *(name for name in names if name not in sources_of(feed))]


def absent(names: Collection[str], feed: Feed) -> dict[str, tuple[str, ...]]:
    """The columns of pagegate that are mapped from what the records do not have, with the names that were looked for."""
    there = set(names)
    return {column: owns for column, owns in feed.fields.items() if not there.intersection(owns)}


def mapped(raw: pd.DataFrame, kind: RecordKind, feed: Feed) -> pd.DataFrame:
    """The columns of a raw chunk as the feed's table says. Columns that are not mapped ride along."""
    there = set(raw.columns)
    columns: dict[str, pd.Series[Any]] = {}
    for column, owns in feed.fields.items():
        found = [raw[own] for name in owns if (own := _own(name, there)) is not None]
        if found:
            columns[column] = _first([_without(one, feed.missing) for one in found])
            if len(found) == 1 and f"{found[0].name}.step" in there:
                columns[f"{column}.step"] = raw[f"{found[0].name}.step"]
    gone = {own for name in sources_of(feed) if (own := _own(name, there)) is not None}
    gone |= {f"{own}.step" for own in gone}
    made = beside({**{str(name): raw[name] for name in raw.columns if name not in columns and name not in gone}, **columns}, len(raw))
    schema = catalogue().schemas[kind].columns
    changed = {str(name): _read_as(made, str(name), str(schema[name].dtype), feed) for name in made.columns if name in schema}
    told = [f"{name}.step" for name in changed if name in feed.units and f"{name}.step" in made]
    made = made.assign(**changed).drop(columns=told)
    filled = {column: _filled(made.get(column), value, made.index) for column, value in feed.defaults.items()}
    return beside({**{str(name): column for name, column in made.items()}, **filled}, len(raw)) if filled else made


def _own(name: str, there: set[Any]) -> str | None:
    """The name under which a raw chunk has a scraper's column."""
    own = f"{name}_" if name in RESERVED or name.endswith(SHADOWS) else name
    return own if own in there else None


def _first(columns: list[pd.Series[Any]]) -> pd.Series[Any]:
    """Of some columns, the first value that is there, row by row; empty text is nothing."""
    first = columns[0]
    for other in columns[1:]:
        nothing = first.isna() | first.eq("").fillna(value=False).astype(bool)
        first = first.astype(object).where(~nothing, other.astype(object))
    return first


def _without(column: pd.Series[Any], missing: tuple[str, ...]) -> pd.Series[Any]:
    return column.mask(column.isin(missing)) if missing and not pd.api.types.is_numeric_dtype(column.dtype) else column


def _read_as(raw: pd.DataFrame, name: str, dtype: str, feed: Feed) -> pd.Series[Any]:
    column = raw[name]
    if dtype == "float64":
        local = _local_numbers(column, feed) if feed.decimal else column
        return _with_unit(local, feed.units[name], raw.get(f"{name}.step")) if name in feed.units else local
    if dtype.startswith("datetime64") and (feed.dates or feed.timezone):
        return _local_times(column, feed)
    return column


def _local_numbers(column: pd.Series[Any], feed: Feed) -> pd.Series[Any]:
    """Text numbers with a decimal point and no groups. Numbers of JSON and Parquet have a point already."""
    if not _textual(column):
        return column
    text = _arrow(column)
    if feed.decimal == ",":
        grouped = pc.match_substring_regex(text, _POINTS)
        text = pc.if_else(grouped, pc.replace_substring(text, ".", ""), text)
        local = pc.match_substring_regex(text, _COMMA_DECIMAL)
        plain = pc.if_else(local, pc.replace_substring(text, ",", "."), text)
    else:
        plain = pc.if_else(pc.match_substring_regex(text, _COMMAS), pc.replace_substring(text, ",", ""), text)
    return _like(column, plain)


def _with_unit(column: pd.Series[Any], unit: str, step: pd.Series[Any] | None) -> pd.Series[Any]:
    """Numbers with the unit behind them where they name none. `step` is how exact binary numbers are known to be."""
    if pd.api.types.is_bool_dtype(column.dtype):
        return column
    numeric: bool = pd.api.types.is_numeric_dtype(column.dtype)
    text = pc.utf8_trim_whitespace(_arrow(_printed(column, binary_step(column) if step is None or step.empty else float(step.iloc[0])) if numeric else column))
    bare = pc.fill_null(pc.match_substring_regex(text, _BARE), False)  # noqa: FBT003  arrow's own signature
    written = pc.if_else(bare, pc.binary_join_element_wise(text, pa.scalar(f" {unit}", pa.large_string()), pa.scalar("", pa.large_string())), text)
    made = pd.Series(written.to_numpy(zero_copy_only=False), index=column.index, dtype="str")
    if not numeric and column.dtype != object:
        return made
    # What was a number and no text cannot show a plus sign, which reading it must know.
    return pd.Series([Shown(new) if new is not None and new == new and (numeric or isinstance(old, Shown)) else new for old, new in zip(column, made, strict=True)], index=column.index, dtype=object)  # noqa: PLR0124  NaN differs from itself


def _printed(column: pd.Series[Any], step: float) -> pd.Series[Any]:
    """A column of binary numbers as text, each with the same decimals."""
    value = column.to_numpy(dtype=float, na_value=np.nan)
    decimals = max(0, round(-math.log10(step)))
    sound = np.isfinite(value)
    text = pd.Series(np.char.mod(f"%.{decimals}f", np.where(sound, value, 0.0)), index=column.index, dtype="str")
    infinite = pd.Series(np.where(value > 0, "inf", "-inf"), index=column.index, dtype="str")
    return text.where(sound, infinite).mask(np.isnan(value))


def _local_times(column: pd.Series[Any], feed: Feed) -> pd.Series[Any]:
    """Times with year, month, day in this order, and with their zone. An hour that the zone's clocks show twice or never keeps none."""
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        if feed.timezone is None or getattr(column.dt, "tz", None) is not None:
            return column
        text = _arrow(column.dt.strftime("%Y-%m-%dT%H:%M:%S.%f").astype("str"))
    else:
        text = _arrow(column)
    if feed.dates is not None:
        text = pc.replace_substring_regex(text, _DATE, r"\3-\2-\1" if feed.dates == "day-first" else r"\3-\1-\2")
    shown = pd.Series(text.to_numpy(zero_copy_only=False), index=column.index, dtype="str")
    if feed.timezone is None:
        return shown
    times = read_times(shown)
    # A date without a clock names a day, which no zone makes a moment of.
    local = times.value.where(~times.zoned & shown.str.contains(":", regex=False).fillna(value=False))
    moments = local.dt.tz_localize(feed.timezone, ambiguous="NaT", nonexistent="NaT").dt.tz_convert("UTC")
    zoned: pd.Series[Any] = moments.dt.strftime("%Y-%m-%dT%H:%M:%S.%fZ").astype("str").where(moments.notna(), shown)
    return zoned


def _filled(column: pd.Series[Any] | None, value: str | float | bool, index: pd.Index[Any]) -> pd.Series[Any]:  # noqa: FBT001  a value of the configuration
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    if column is None:
        return pd.Series(shown, index=index, dtype="str")
    nothing = column.isna() | column.eq("").fillna(value=False).astype(bool)
    if not nothing.any():
        return column
    if pd.api.types.is_numeric_dtype(column.dtype) and isinstance(value, int | float):
        return column.fillna(value)
    return column.astype(object).where(~nothing, shown)


def _textual(column: pd.Series[Any]) -> bool:
    return isinstance(column.dtype, pd.StringDtype) or column.dtype == object


def _arrow(column: pd.Series[Any]) -> Any:
    """A column as arrow text."""
    if isinstance(column.dtype, pd.StringDtype):
        return pa.array(column, type=pa.large_string(), from_pandas=True)
    return pa.array([as_text(value) for value in column], type=pa.large_string())


def _like(column: pd.Series[Any], text: Any) -> pd.Series[Any]:
    """Changed text in place of a column's own text; what is no text stays what it was."""
    made = pd.Series(text.to_numpy(zero_copy_only=False), index=column.index, dtype="str")
    if column.dtype != object:
        return made
    # Objects come from JSON, where a number and a text of the same digits are two things.
    plain = pd.Series([type(value) is str for value in column], index=column.index)
    return column.where(~plain, made.astype(object))
