"""The baseline: findings that are known and accepted, so that only new ones fail.

An entry names a source, an entity (a symbol, a place, an address: what the record is about, without its moment), a rule and a field; never a value and never how often. So it stays
true while prices change and lines move, and a second failure of the same rule at the same place is the same known finding.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, TextIO

import pandas as pd

from pagegate.errors import UsageError
from pagegate.model import Rule
from pagegate.verdict import PRIVATE, PUBLISHED, Comparison

FORMAT = 1
NEW, KNOWN, FIXED = "new", "known", "fixed"
_KEYS = ("source", "entity", "code", "field", "added", "expires")


class Key(NamedTuple):
    """What makes a finding known again; the texts are empty where there is none."""

    source: str
    entity: str
    code: str
    field: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding, since when, and until when: from `expires` on it is accepted no more."""

    key: Key
    added: dt.date
    expires: dt.date | None = None

    def holds(self, today: dt.date) -> bool:
        """Whether it still accepts findings."""
        return self.expires is None or today < self.expires


@dataclass(frozen=True)
class Baseline:
    """The entries of a baseline, and the day they are read on. `file` is where they come from."""

    entries: Mapping[Key, Entry]
    today: dt.date
    file: str = ""
    _met: set[Key] = field(default_factory=set, compare=False)

    def statuses(self, findings: pd.DataFrame) -> list[str]:
        """`known` or `new` for each finding. What has been met is remembered, so that `compared` can say what has gone."""
        keys = list(keys_of(findings))
        self._met.update(keys)
        held = {key for key, entry in self.entries.items() if entry.holds(self.today)}
        return [KNOWN if key in held else NEW for key in keys]

    @property
    def met(self) -> AbstractSet[Key]:
        """The keys of the findings that were seen so far."""
        return self._met

    def meet(self, keys: Iterable[Key]) -> None:
        """Take note of findings that were seen elsewhere, by another process."""
        self._met.update(keys)

    def compared(self, sources: Iterable[str], rules: Mapping[str, Rule]) -> Comparison:
        """What became of the entries in a run over these sources and rules, once all its findings have been seen."""
        judged = {"", *sources}
        asked = {key: entry for key, entry in self.entries.items() if key.source in judged and key.code in rules}
        fixed = sorted(key for key in asked if key not in self._met)
        expired = sum(not entry.holds(self.today) for key, entry in asked.items() if key in self._met)
        rows = [_as_finding(self.entries[key], rules[key.code]) for key in fixed]
        return Comparison(self.file, _table(rows), expired, len(self.entries) - len(asked), self._moved(judged))

    def _moved(self, judged: Collection[str]) -> dict[str, str]:
        """The sources of entries that were not read, where findings that differ in nothing but their source are new: files that were renamed or moved, or are named from another folder."""
        now = {key[1:]: key.source for key in sorted(self._met, reverse=True) if key not in self.entries and key.entity}
        return {key.source: now[key[1:]] for key in sorted(self.entries, reverse=True) if key.source not in judged and key[1:] in now}

    def shrunk(self, fixed: Iterable[Key]) -> Baseline:
        """The baseline without the entries that were fixed."""
        gone = set(fixed)
        return replace(self, entries={key: entry for key, entry in self.entries.items() if key not in gone})

    def grown(self, findings: pd.DataFrame, expires: dt.date | None) -> Baseline:
        """The baseline with an entry for every finding; those that hold keep their dates."""
        entries = dict(self.entries)
        for key in dict.fromkeys(keys_of(findings)):
            if key not in entries or not entries[key].holds(self.today):
                entries[key] = Entry(key, self.today, expires)
        return replace(self, entries=entries)

    def write(self, stream: TextIO) -> None:
        """Write the entries, sorted, one a line, so that a change is a line in a diff."""
        stream.write(f'{{"pagegate_baseline": {FORMAT},\n "entries": [')
        separator = "\n  "
        for key in sorted(self.entries):
            entry = self.entries[key]
            row = {**key._asdict(), "added": entry.added.isoformat(), "expires": entry.expires.isoformat() if entry.expires else None}
            stream.write(separator + json.dumps(row, ensure_ascii=False))
            separator = ",\n  "
        stream.write("\n ]}\n" if self.entries else "]}\n")


def keys_of(findings: pd.DataFrame) -> Iterable[Key]:
    """The keys of findings, one each."""
    columns = [findings[name].astype(object).where(findings[name].notna(), "").astype(str) for name in Key._fields]
    return (Key(*parts) for parts in zip(*columns, strict=True))


def read(path: Path, rules: Mapping[str, Rule], today: dt.date) -> Baseline:
    """The baseline in a file.

    Raises UsageError, with the file and the place in it, for a file that is missing, is no baseline, was broken by hand, is of another version, or names a rule
    that there is none of.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        _refuse(f"there is no baseline {path}: `pagegate baseline write` makes one")
    except (OSError, UnicodeDecodeError) as error:
        _refuse(f"the baseline {path} cannot be read: {error}")
    try:
        whole = json.loads(text)
    except ValueError as error:
        conflict = "; it holds the marks of a merge conflict: resolve it, or write the baseline again" if "<<<<<<<" in text else ""
        _refuse(f"the baseline {path} is not JSON: {error}{conflict}")
    return Baseline({entry.key: entry for entry in _entries(path, whole, rules)}, today, path.as_posix())


def _entries(path: Path, whole: Any, rules: Mapping[str, Rule]) -> Iterable[Entry]:
    if not isinstance(whole, dict) or set(whole) != {"pagegate_baseline", "entries"} or not isinstance(whole["entries"], list):
        _refuse(f"{path} is no baseline: it must be an object with pagegate_baseline and a list of entries")
    version = whole["pagegate_baseline"]
    if version != FORMAT or isinstance(version, bool):
        _refuse(f"the baseline {path} is of version {version!r}, and this pagegate reads version {FORMAT}: write it again")
    seen: dict[Key, int] = {}
    for number, row in enumerate(whole["entries"], 1):
        entry = _entry(row, f"the baseline {path}, entry {number}")
        if entry.key.code not in rules:
            near = get_close_matches(entry.key.code, rules, 1)
            hint = f"; the nearest is {near[0]}" if near else ""
            _refuse(f"the baseline {path}, entry {number}: no rule has the code {entry.key.code!r}{hint}. It is stale: take the entry out, or write the baseline again")
        if entry.key in seen:
            _refuse(f"the baseline {path}, entry {number} says the same as entry {seen[entry.key]}: take one out")
        seen[entry.key] = number
        yield entry


def _entry(row: Any, where: str) -> Entry:
    if not isinstance(row, dict):
        _refuse(f"{where} is no object")
    for name in row:
        if name not in _KEYS:
            near = get_close_matches(name, _KEYS, 1)
            _refuse(f"{where} has the unknown key {name!r}{f'; the nearest is {near[0]}' if near else ''}")
    for name in _KEYS:
        if name not in row and name != "expires":
            _refuse(f"{where} lacks {name}")
        if not isinstance(row.get(name, ""), str) and not (name == "expires" and row[name] is None):
            _refuse(f"{where}: {name} is no text")
    return Entry(Key(*(row[name] for name in Key._fields)), _day(row["added"], where, "added"), _day(row["expires"], where, "expires") if row.get("expires") is not None else None)


def _day(text: str, where: str, name: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        _refuse(f"{where}: {name} is {text!r}, and no day such as 2026-11-22")


def _refuse(text: str) -> NoReturn:
    """Say what is wrong with the file, in full: it stands alone on the terminal."""
    raise UsageError(text) from None


def _as_finding(entry: Entry, rule: Rule) -> dict[str, Any]:
    """An entry that is no longer found, with the columns of a finding."""
    key = entry.key
    about = " of ".join(part for part in (key.field, key.entity) if part)
    return {
        "code": key.code, "rule": rule.name, "severity": rule.severity, "kind": rule.kind, "source": key.source or None, "line": None, "column": None, "page": None, "page_line": None,
        "record": None, "key": key.entity or None, "fields": {}, "message": f"no longer found{f' in {about}' if about else ''}; known since {entry.added.isoformat()}",
        "fingerprint": hashlib.sha256("\x1f".join((*key, FIXED)).encode("utf-8", "replace")).hexdigest()[:20], "hint": "", "text": "", "excerpt": (), "expected": "",
        "field": key.field, "entity": key.entity, "status": FIXED,
    }


def _table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[*PUBLISHED, *PRIVATE, "field", "entity", "status"], dtype=object)
