"""Globs of a configuration: which sources they fit, and which files they name."""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Globs:
    """Globs from a folder, `root`. A glob with `://` is the beginning of a URL; one without `/` fits a file's name anywhere below the folder."""

    root: Path
    globs: tuple[str, ...]

    def fit(self, source: str) -> bool:
        """Whether a source of this published name (from the working directory, or a URL) is meant."""
        if "://" in source:
            return any("://" in glob and source.startswith(glob) for glob in self.globs)
        name = os.path.relpath(Path.cwd() / source, self.root).replace(os.sep, "/")
        return any(pattern.fullmatch(name) for pattern in self._patterns)

    def named(self) -> list[str]:
        """The globs as paths that `pagegate.sources.find` takes: from the working directory where the folder is below it, else whole."""
        return [glob if "://" in glob else self._path(glob) for glob in self.globs]

    def _path(self, glob: str) -> str:
        below = glob if "/" in glob else f"**/{glob}"
        return os.path.join(os.path.relpath(self.root), below) if self.root != Path.cwd() else below  # noqa: PTH118  a glob is no path

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        return [re.compile(_translated(glob)) for glob in self.globs if "://" not in glob]


def _translated(glob: str) -> str:
    """A glob as an expression: `*` and `?` stay within a folder, `**/` is any number of folders, `**` at the end anything below."""
    glob = posixpath.normpath(glob) if "/" in glob else f"**/{glob}"
    pattern = ""
    at = 0
    while at < len(glob):
        if glob.startswith("**/", at):
            pattern, at = pattern + "(?:[^/]*/)*", at + 3
        elif glob.startswith("**", at):
            pattern, at = pattern + ".*", at + 2
        elif glob[at] == "[" and "]" in glob[at + 2 :]:
            end = glob.index("]", at + 2)
            pattern, at = pattern + _letters(glob[at + 1 : end]), end + 1
        else:
            pattern, at = pattern + {"*": "[^/]*", "?": "[^/]"}.get(glob[at], re.escape(glob[at])), at + 1
    return pattern


def _letters(inside: str) -> str:
    """A set of letters as an expression: `[!a-c]` is every other letter. A range that runs backwards holds nothing, and is taken letter by letter."""
    negated, letters = inside[:1] in "!^", inside.lstrip("!^") or inside
    safe = re.sub(r"[\\\]\[^&~|]", lambda found: "\\" + found[0], letters)
    try:
        re.compile(f"[{safe}]")
    except re.error:
        safe = re.escape(letters)
    return f"[{'^' if negated else ''}{safe}]"
