"""Looks the names in a configuration up: rules, columns, units, formats. Needs the rules, and so pandas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from pagegate.catalogue import Catalogue
from pagegate.config.settings import Feed, KeyPath, Part, Range, Settings
from pagegate.config.values import nearest
from pagegate.literals.units import CONVERSIONS
from pagegate.model import RECORD_KINDS, Limit, RecordKind

Value = TypeVar("Value")
#: Words for all columns of a quantity.
QUANTITIES: Mapping[str, tuple[str, ...]] = {
    "temp": ("temp_c", "temp_min_c", "temp_max_c", "feels_like_c", "dew_point_c"), "humidity": ("humidity_pct",), "wind": ("wind_kmh", "gust_kmh"),
    "pressure": ("pressure_hpa",), "precipitation": ("precip_mm",), "visibility": ("visibility_km",), "cloud_cover": ("cloud_cover_pct",), "rain_chance": ("rain_chance_pct",),
}


def resolved(settings: Settings, catalogue: Catalogue) -> Settings:
    """The settings with rules by their codes and units by column.

    Raises ConfigError for a rule, a column, a quantity or a unit that there is none of, with the nearest that there is.
    """
    names = _Names(settings, catalogue)
    for key in ("select", "ignore"):
        names.prefixes((key,), settings.values.get(key, ()))
    parts = []
    for number, part in enumerate(settings.parts):
        at = ("overrides", number)
        names.prefixes((*at, "ignore"), part.ignore)
        parts.append(_part(names, part, at))
    return replace(
        settings, severity=names.rules(("severity",), settings.severity), allow=names.rules(("allow",), settings.allow), limits=names.limits(("limits",), settings.limits),
        parts=tuple(parts), feeds=tuple(_feed(names, feed) for feed in settings.feeds),
    )


def _part(names: _Names, part: Part, at: KeyPath) -> Part:
    return replace(part, severity=names.rules((*at, "severity"), part.severity), allow=names.rules((*at, "allow"), part.allow), limits=names.limits((*at, "limits"), part.limits))


def _feed(names: _Names, feed: Feed) -> Feed:
    at = ("sources", feed.name)
    columns = names.columns(feed.kind)
    for key in ("fields", "defaults"):
        for name in getattr(feed, key):
            if name not in columns:
                raise names.settings.wrong((*at, key, name), f"is no column of {feed.kind or 'any kind'}{nearest(name, columns) or '; columns are ' + ', '.join(columns)}")
    return replace(feed, units=names.units((*at, "units"), feed.units, columns))


class _Names:
    def __init__(self, settings: Settings, catalogue: Catalogue) -> None:
        self.settings, self._catalogue = settings, catalogue
        self._codes = {rule.name: code for code, rule in catalogue.rules.items()}

    def prefixes(self, path: KeyPath, prefixes: Iterable[str]) -> None:
        for prefix in prefixes:
            if not any(code.startswith(prefix.upper()) for code in self._catalogue.rules):
                raise self.settings.wrong(path, f"names {prefix!r}, and no rule's code begins so{nearest(prefix, self._catalogue.rules)}; `pagegate rule` lists them")

    def rules(self, path: KeyPath, table: Mapping[str, Value]) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for name, value in table.items():
            code = self._codes.get(name.lower(), name.upper())
            if code not in self._catalogue.rules:
                raise self.settings.wrong((*path, name), f"is no rule's code or name{nearest(name, [*self._catalogue.rules, *self._codes])}; `pagegate rule` lists them")
            if code in found:
                raise self.settings.wrong((*path, name), f"is {code}, which this table names twice")
            found[code] = value
        return found

    def limits(self, path: KeyPath, table: Mapping[str, Range]) -> dict[str, Range]:
        found = self.rules(path, table)
        given = {self._codes.get(name.lower(), name.upper()): name for name in table}
        for code, limits in found.items():
            rule = self._catalogue.rules[code]
            own = {side for side in ("low", "high") if isinstance(rule, Limit) and getattr(rule, side) is not None}
            if not own:
                ranged = [other.code for other in self._catalogue.rules.values() if isinstance(other, Limit) and (other.low is not None or other.high is not None)]
                raise self.settings.wrong((*path, given[code]), f"is a rule without limits of its own; those that have some are {', '.join(ranged)}")
            for side in limits:
                if side not in own:
                    raise self.settings.wrong((*path, given[code], side), f"is no limit of {code}, which has {' and '.join(sorted(own))}")
            low, high = ({"low": getattr(rule, "low", None), "high": getattr(rule, "high", None)} | dict(limits)).values()
            if low is not None and high is not None and low > high:
                raise self.settings.wrong((*path, given[code]), f"leaves no value between {low:g} and {high:g}")
        return found

    def columns(self, kind: RecordKind | None) -> dict[str, str]:
        """The columns of a kind, or of all, with their units."""
        kinds = RECORD_KINDS if kind is None else (kind,)
        return {name: (column.metadata or {}).get("unit", "") for one in kinds for name, column in self._catalogue.schemas[one].columns.items()}

    def units(self, path: KeyPath, table: Mapping[str, str], columns: Mapping[str, str]) -> dict[str, str]:
        """The units of bare numbers by column; what names a column goes before what names its quantity."""
        valid = [*(name for name, unit in columns.items() if unit in CONVERSIONS), *(word for word, members in QUANTITIES.items() if set(members) & set(columns))]
        found: dict[str, str] = {}
        for name, unit in sorted(table.items(), key=lambda item: item[0] not in QUANTITIES):
            if name not in valid:
                raise self.settings.wrong((*path, name), f"is neither a column with units nor a quantity{nearest(name, valid) or '; there are ' + ', '.join(valid)}")
            for column in QUANTITIES.get(name, (name,)):
                known = CONVERSIONS[columns[column]]
                if unit.lower().replace(" ", "") not in known:
                    raise self.settings.wrong((*path, name), f"is given in {unit!r}, which does not convert to {columns[column]}{nearest(unit, known)}; units are {', '.join(_spelt(known))}")
                found[column] = unit
        return found


def _spelt(known: Iterable[str]) -> list[str]:
    return [unit for unit in known if unit.isascii() and unit != '"']

