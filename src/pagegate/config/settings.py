"""What a configuration says, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pagegate.config.keys import ROOT, Key
from pagegate.config.paths import Globs
from pagegate.config.values import Allowance
from pagegate.errors import UsageError
from pagegate.model import RecordKind, Severity

DEFAULT, COMMAND_LINE = "default", "command line"
KeyPath = tuple[str | int, ...]
#: The limits of one rule: `low`, `high`.
Range = Mapping[str, float]


class ConfigError(UsageError):
    """A configuration is wrong: names its file, the line and the key, and what is right."""


@dataclass(frozen=True)
class Part:
    """What is different for a part of the input."""

    site: tuple[str, ...] = ()
    paths: Globs | None = None
    kind: RecordKind | None = None
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    allow: Mapping[str, Allowance] = field(default_factory=dict)
    limits: Mapping[str, Range] = field(default_factory=dict)


@dataclass(frozen=True)
class Feed:
    """How one scraper's columns are read: a table of `[tool.pagegate.sources]`.

    `fields` says for a column of pagegate which of the scraper's own it is taken from, the first with a value; `units` the unit of bare numbers, by column.
    """

    name: str
    paths: Globs
    kind: RecordKind | None = None
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str | float | bool] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    decimal: Literal[".", ","] | None = None
    dates: Literal["day-first", "month-first"] | None = None
    timezone: str | None = None
    encoding: str | None = None


@dataclass(frozen=True)
class Settings:
    """A configuration that was read.

    `file` is None without one; `values` has the keys that it sets and take one value, `written` what it says as it stands in the file, `lines` the line of every key in it.
    `limits` are those of rules, `limit` what a source may cost.
    """

    file: Path | None = None
    root: Path = field(default_factory=Path)
    values: Mapping[str, Any] = field(default_factory=dict)
    output: Mapping[str, str] = field(default_factory=dict)
    severity: Mapping[str, Severity] = field(default_factory=dict)
    allow: Mapping[str, Allowance] = field(default_factory=dict)
    limits: Mapping[str, Range] = field(default_factory=dict)
    limit: Mapping[str, float] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    feeds: tuple[Feed, ...] = ()
    written: tuple[tuple[KeyPath, Any], ...] = ()
    lines: Mapping[KeyPath, int | None] = field(default_factory=dict)

    def value(self, name: str) -> Any:
        """The value of a key of the top that takes one: the file's, else the default."""
        key = ROOT.keys[name]
        return self.values.get(name, key.default if isinstance(key, Key) else None)

    def place(self, path: KeyPath) -> str:
        """`pagegate.toml:12`: where a key stands."""
        line = self.lines.get(path)
        return f"{self.told}:{line}" if line else self.told

    @property
    def told(self) -> str:
        """The file as messages name it: from the working directory where it is below it, else whole."""
        if self.file is None:
            return DEFAULT
        try:
            return self.file.relative_to(Path.cwd()).as_posix()
        except ValueError:
            return self.file.as_posix()

    def wrong(self, path: KeyPath, why: str) -> ConfigError:
        """The error about a key."""
        return ConfigError(f"{self.place(path)}: {dotted(path)} {why}")

    def feed_of(self, source: str) -> Feed | None:
        """The feed that a source belongs to, the first whose paths fit its name."""
        return next((feed for feed in self.feeds if feed.paths.fit(source)), None)


def dotted(path: KeyPath) -> str:
    """`sources.us.fields.price`, `overrides[0].site`."""
    from pagegate.sources.sample import sample

    told = ""
    for part in path:
        told += f"[{part}]" if isinstance(part, int) else f".{sample(part, 60)}"
    return told.lstrip(".") or "the table"
