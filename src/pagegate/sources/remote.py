"""Sources behind a URL, through fsspec, which is imported here only."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO, Any

from pagegate.errors import UsageError
from pagegate.sources.sample import sample

#: The extra of pagegate that opens a scheme; fsspec names the packages of others.
_EXTRAS = {"http": "http", "https": "http", "s3": "s3", "s3a": "s3"}

#: User and password before the host of a database, as SQLAlchemy reads them.
_SIGNED_IN = re.compile(r"^[^:/]*(?::[^@]*)?@")


def published(url: str) -> str:
    """A URL as it may be shown: without user and password."""
    scheme, _, rest = url.partition("://")
    end = min((at for mark in "/?#" if (at := rest.find(mark)) >= 0), default=len(rest))
    return f"{scheme}://{rest[:end].rpartition('@')[2]}{rest[end:]}"


def database(url: str) -> str:
    """The URL of a database as it may be shown: without user, password and options. A password may hold any letter but `@`, a slash too."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{_SIGNED_IN.sub('', rest).partition('?')[0]}"


def expand_url(url: str, wanted: Callable[[str], bool]) -> list[str]:
    """The URLs that one stands for: itself, what its glob matches, or the readable files below its folder, sorted.

    Raises UsageError if there is nothing, or nothing installed that opens it. A web address is not asked before it is read.
    """
    if url.startswith(("http://", "https://")):
        _file_system(url)
        return [url]
    system, path = _file_system(url)
    try:
        if "*" in path:
            found = sorted(system.glob(path))
        elif system.isdir(path):
            found = [name for name in sorted(system.find(path)) if wanted(name)]
        elif system.exists(path):
            return [url]
        else:
            found = []
    except Exception as error:  # every file system raises errors of its own
        msg = f"{sample(published(url))} cannot be listed: {sample(str(error))}"
        raise UsageError(msg) from error
    if not found:
        msg = f"there is nothing to read at {sample(published(url))}: look at the spelling and at your rights"
        raise UsageError(msg)
    return [str(system.unstrip_protocol(name)) for name in found]


def open_url(url: str) -> IO[bytes]:
    """Open a URL for reading bytes. Raises whatever its file system raises."""
    system, path = _file_system(url)
    opened: IO[bytes] = system.open(path, "rb")
    return opened


def _file_system(url: str) -> tuple[Any, str]:
    try:
        import fsspec.core
    except ImportError as error:
        msg = f"reading {sample(published(url))} needs fsspec: pip install fsspec"
        raise UsageError(msg) from error
    scheme = url.partition("://")[0].lower()
    try:
        system, path = fsspec.core.url_to_fs(url)
    except ImportError as error:
        extra = _EXTRAS.get(scheme)
        msg = f"reading {sample(published(url))} needs a package that is not installed: " + (f"pip install 'pagegate[{extra}]'" if extra else sample(str(error)))
        raise UsageError(msg) from error
    except ValueError as error:
        msg = f"{sample(published(url))} cannot be opened: {sample(str(error))}"
        raise UsageError(msg) from error
    return system, str(path)
