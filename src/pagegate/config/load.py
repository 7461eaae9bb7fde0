"""Finds and reads a configuration. What is wrong in it is refused with file, line, key and the nearest valid name.

Names of rules and columns are looked up in `names`, once the rules are imported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pagegate.config.keys import ROOT, Each, Key, Named, Node, Table
from pagegate.config.paths import Globs
from pagegate.config.settings import ConfigError, Feed, KeyPath, Part, Settings, dotted
from pagegate.config.values import WrongValueError, expected, nearest

if TYPE_CHECKING:
    from pagegate.config.lines import KeyLines

OWN, SHARED = "pagegate.toml", "pyproject.toml"
_TABLE = ("tool", "pagegate")
_LARGEST = 4 << 20
#: Parts are told apart by bits of a 64-bit number.
_MOST_PARTS = 60
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,200}")
_Written = list[tuple[KeyPath, Any]]


def settings(file: Path | None = None, start: Path | None = None) -> Settings:
    """The configuration in `file`, or the nearest one from the folder `start` (the working directory) upwards; without any, the defaults.

    Raises ConfigError for a file that cannot be read or says what is not valid.
    """
    if file is not None:
        return _read(file.absolute())
    found = nearest_file((start or Path.cwd()).absolute())
    return Settings(root=start or Path.cwd()) if found is None else _read(found)


def nearest_file(folder: Path) -> Path | None:
    """The nearest pagegate.toml, or pyproject.toml with a table `[tool.pagegate]`, from a folder upwards; the first goes before the second."""
    for here in (folder, *folder.parents):
        own, shared = here / OWN, here / SHARED
        if own.is_file():
            return own
        if shared.is_file() and _speaks(shared):
            return shared
    return None


def _speaks(file: Path) -> bool:
    """Whether a pyproject.toml has pagegate's table. One that nobody can parse is another tool's to refuse, unless it names that table."""
    try:
        text = file.read_bytes()
    except OSError:
        return False
    return b"pagegate" in text and re.search(rb"^[ \t]*\[\[?[ \t]*tool[ \t]*\.[ \t]*[\"']?pagegate[\"']?[ \t]*[.\]]", text, re.MULTILINE) is not None


def _read(file: Path) -> Settings:
    import tomllib

    from pagegate.config.lines import KeyLines

    told = Settings(file=file).told
    try:
        with file.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            msg = f"{told}: is larger than {_LARGEST >> 20} MiB, which no configuration is"
            raise ConfigError(msg)
        text = data.decode("utf-8")
        parsed: Any = tomllib.loads(text)
    except OSError as error:
        msg = f"{told}: the configuration cannot be read: {error.strerror or error}"
        raise ConfigError(msg) from error
    except (ValueError, RecursionError) as error:
        msg = f"{told}: is not TOML: {error if isinstance(error, ValueError) else 'nested too deep'}"
        raise ConfigError(msg) from error
    prefix: KeyPath = _TABLE if file.name == SHARED else ()
    for name in prefix:
        parsed = parsed.get(name, {}) if isinstance(parsed, dict) else parsed
    return _Reader(file, KeyLines(text), prefix).settings(parsed)


class _Reader:
    """Reads one file's table by the table of keys."""

    def __init__(self, file: Path, lines: KeyLines, prefix: KeyPath) -> None:
        self._file, self._lines, self._prefix = file, lines, prefix
        self._written: _Written = []

    def settings(self, parsed: Any) -> Settings:
        read = self._read(ROOT, parsed, ())
        root = self._file.parent
        plain = {name: value for name, value in read.items() if isinstance(ROOT.keys[name], Key)}
        tables = {name: read[name] for name in ("output", "severity", "allow", "limits", "limit") if name in read}
        parts = tuple(Part(**{**part, **({"paths": Globs(root, part["paths"])} if "paths" in part else {})}) for part in read.get("overrides", ()))
        for number, part in enumerate(parts):
            if not (part.site or part.paths or part.kind):
                raise self._wrong(("overrides", number), "says nothing of what it is for: give site, paths or kind")
        if len(parts) > _MOST_PARTS:
            raise self._wrong(("overrides",), f"has {len(parts):,} tables; {_MOST_PARTS} is the most")
        feeds = tuple(Feed(**{**feed, "name": name, "paths": Globs(root, feed["paths"])}) for name, feed in read.get("sources", {}).items())
        places = {path: self._lines.line((*self._prefix, *path)) for path, _ in self._written}
        return Settings(file=self._file, root=root, values=plain, parts=parts, feeds=feeds, written=tuple(self._written), lines=places, **tables)

    def _read(self, node: Node, value: Any, path: KeyPath) -> Any:
        if isinstance(node, Key):
            try:
                accepted = node.type.accept(value)
            except WrongValueError as error:
                raise self._wrong(path, str(error)) from None
            self._written.append((path, accepted))
            return accepted
        if isinstance(node, Each):
            if not isinstance(value, list):
                raise self._wrong(path, f"{expected('a list of tables', value)}: write [[{dotted((*self._prefix, *path))}]]")
            return [self._read(node.node, one, (*path, number)) for number, one in enumerate(value)]
        if not isinstance(value, dict):
            raise self._wrong(path, expected("a table", value))
        return self._table(node, value, path) if isinstance(node, Table) else self._named(node, value, path)

    def _table(self, node: Table, value: Mapping[str, Any], path: KeyPath) -> dict[str, Any]:
        read: dict[str, Any] = {}
        for name, inner in value.items():
            if name not in node.keys:
                raise self._wrong((*path, name), f"is no key of pagegate's{nearest(name, node.keys) or '; there are ' + ', '.join(sorted(node.keys))}")
            read[name] = self._read(node.keys[name], inner, (*path, name))
        for name in node.required:
            if name not in read:
                raise self._wrong(path, f"needs the key {name}")
        return read

    def _named(self, node: Named, value: Mapping[str, Any], path: KeyPath) -> dict[str, Any]:
        for name in value:
            if not _NAME.fullmatch(name):
                raise self._wrong((*path, name), "is a name that is empty, longer than 200 characters, or has control characters")
        return {name: self._read(node.node, inner, (*path, name)) for name, inner in value.items()}

    def _wrong(self, path: KeyPath, why: str) -> ConfigError:
        line = self._lines.line((*self._prefix, *path))
        return Settings(file=self._file, lines={path: line}).wrong(path, why)
