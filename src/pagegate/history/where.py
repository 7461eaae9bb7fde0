"""What a run is a run of, and which commit it ran in."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pagegate.history.undated import undated
from pagegate.sources.remote import published

#: Paths beyond this many, such as a shell makes of a glob, stand for their folders.
_MOST_PATHS = 20
#: What continuous integration calls the commit that it runs.
_VARIABLES = ("GITHUB_SHA", "CI_COMMIT_SHA", "BUILD_SOURCEVERSION", "BITBUCKET_COMMIT", "CIRCLE_SHA1", "GIT_COMMIT", "TRAVIS_COMMIT", "BUILDKITE_COMMIT", "DRONE_COMMIT_SHA")


@dataclass(frozen=True)
class Input:
    """What runs are compared by: only those over the same input are. `label` says it to people."""

    key: str
    label: str


def input_of(paths: Iterable[str], kind: str, folder: Path, project: str = "") -> Input:
    """The input that paths name, however its files of the day are called: their names without moments, of more than twenty their folders, and the kind that was asked for.

    `folder` is what relative paths are relative to; absolute ones below it count as relative. `project` tells apart what shares a database.
    """
    names = sorted({_plain(path, folder) for path in paths})
    if len(names) > _MOST_PATHS:
        names = sorted({PurePosixPath(name).parent.as_posix() for name in names})
    label = " ".join(names[:_MOST_PATHS]) + (f" and {len(names) - _MOST_PATHS:,} more" if len(names) > _MOST_PATHS else "")
    told = "\x1f".join((project, kind, *names))
    return Input(hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:32], label[:200])


def _plain(path: str, folder: Path) -> str:
    if "://" in path or path == "-":
        return undated(published(path).partition("?")[0])
    absolute = Path(os.path.normpath(folder / path))
    inside = absolute.relative_to(folder) if absolute.is_relative_to(folder) else absolute
    return undated(inside.as_posix())


def commit(folder: Path, environment: Mapping[str, str] = os.environ) -> str | None:
    """The commit of the working directory, read from its `.git` without the program; else what continuous integration says; else None."""
    head = _head(folder)
    told = head or next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    told = told.strip().lower()
    return told if 7 <= len(told) <= 64 and set(told) <= set("0123456789abcdef") else None


def project(folder: Path) -> str:
    """A name for the project in a folder that other machines give it too: where its repository comes from, else the folder's name."""
    git = _git(folder)
    try:
        lines = (_common(git) / "config").read_text(encoding="utf-8", errors="replace").splitlines() if git else []
    except OSError:
        lines = []
    addresses = [line.partition("=")[2].strip() for line in lines if line.strip().startswith("url")]
    if addresses:
        # The last two parts of any form of address; a name or password before the host is not among them.
        return "/".join(addresses[0].removesuffix(".git").replace(":", "/").rstrip("/").split("/")[-2:])
    return folder.name


def _git(folder: Path) -> Path | None:
    for above in (folder, *folder.parents):
        git = above / ".git"
        if git.is_dir():
            return git
        if git.is_file():
            try:
                target = git.read_text(encoding="utf-8", errors="replace").partition("gitdir:")[2].strip()
            except OSError:
                return None
            return (above / target) if target else None
    return None


def _common(git: Path) -> Path:
    """The folder that the worktrees of a repository share."""
    shared = git / "commondir"
    return git / shared.read_text(encoding="utf-8").strip() if shared.is_file() else git


def _head(folder: Path) -> str:
    git = _git(folder)
    if git is None:
        return ""
    try:
        head = (git / "HEAD").read_text(encoding="utf-8", errors="replace").strip()
        if not head.startswith("ref:"):
            return head
        name = head.partition(":")[2].strip()
        for place in (git, _common(git)):
            if (place / name).is_file():
                return (place / name).read_text(encoding="utf-8", errors="replace")
        packed = _common(git) / "packed-refs"
        lines = packed.read_text(encoding="utf-8", errors="replace").splitlines() if packed.is_file() else []
        return next((line.split()[0] for line in lines if line.endswith(f" {name}")), "")
    except OSError:
        return ""
