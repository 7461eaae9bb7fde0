"""What is in force, and where each value came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pagegate.config.keys import ROOT, Key
from pagegate.config.settings import COMMAND_LINE, DEFAULT, Settings, dotted
from pagegate.sources.remote import database, published

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://")


@dataclass(frozen=True, slots=True)
class InForce:
    """A key, its value as JSON has it, and its origin: `default`, `command line`, or `FILE:LINE`."""

    key: str
    value: Any
    origin: str

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        return {"key": self.key, "value": self.value, "from": self.origin}


def in_force(settings: Settings, given: Mapping[str, Any] | None = None) -> tuple[InForce, ...]:
    """Every key that has a value: those of the top with their defaults, then the tables as they are written.

    `given` is what the command line says, by key; it goes before the file, as the file goes before the defaults.
    """
    said = given or {}
    found = []
    for name, key in ROOT.keys.items():
        if not isinstance(key, Key):
            continue
        if name in said:
            found.append(InForce(name, _shown(name, said[name]), COMMAND_LINE))
        elif name in settings.values:
            found.append(InForce(name, _shown(name, settings.values[name]), settings.place((name,))))
        elif key.default is not None:
            found.append(InForce(name, plain(key.default), DEFAULT))
    replaced = {f"{table}.{name}": plain(value) for table in ("output", "limit") for name, value in said.get(table, {}).items()}
    found += [InForce(name, value, COMMAND_LINE) for name, value in replaced.items()]
    found += [InForce(dotted(path), plain(value), settings.place(path)) for path, value in settings.written if len(path) > 1 and dotted(path) not in replaced]
    return tuple(found)


def _shown(name: str, value: Any) -> Any:
    """The value of a key; of a history in a database, where that is and not how to sign in."""
    return database(value) if name == "history" and isinstance(value, str) and _URL.match(value) else plain(value)


def plain(value: Any) -> Any:
    """A value as JSON has it; URLs without user and password, for reports and formats show what is in force."""
    if isinstance(value, str):
        return published(value) if _URL.match(value) else value
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
