"""Files that Spark opens and Python does not: `hdfs://`, `s3a://`, `abfss://` and whatever else the cluster's Hadoop knows, by its own configuration and keys."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pagegate.errors import UsageError
from pagegate.sources.find import Source, takes
from pagegate.sources.formats import suffix_of
from pagegate.sources.remote import published
from pagegate.sources.sample import sample
from pagegate.spark import rows
from pagegate.spark.session import quieten
from pagegate.spark.share import ShareRun

if TYPE_CHECKING:
    import pandas as pd

    from pagegate.judging import Options
    from pagegate.model import RecordKind

#: What a worker opens by itself, as it does on one machine.
_OPENED = ("file", "http", "https")
#: Spark hands a task such a file whole.
MOST = 1 << 30


def is_hadoops(path: str) -> bool:
    """Whether a path is for Hadoop to open."""
    scheme, is_url, _ = path.partition("://")
    return bool(is_url) and scheme not in _OPENED


def found(spark: Any, paths: Sequence[str]) -> list[Source]:
    """The files that such paths name, folders walked, globs expanded, each once, sorted below each path. Raises UsageError for what is not there, cannot be listed, or is too large."""
    from py4j.protocol import Py4JJavaError

    sources: dict[str, Source] = {}
    for path in paths:
        try:
            listed = sorted(_listed(spark, path))
        except Py4JJavaError as error:
            msg = f"Spark cannot list {sample(path)}: {sample(str(error.java_exception))}"
            raise UsageError(msg) from error
        if not listed:
            msg = f"{sample(path)!r} matches nothing that a reader knows"
            raise UsageError(msg)
        for location, size in listed:
            if size > MOST:
                msg = f"{sample(location)} has {size:,} bytes, and Spark hands over files whole, up to {MOST >> 30} GiB: split it"
                raise UsageError(msg)
            sources.setdefault(location, Source(published(location), location, suffix_of(location), size))
    return list(sources.values())


def _listed(spark: Any, path: str) -> Iterator[tuple[str, int]]:
    """Locations and sizes."""
    jvm, context = spark.sparkContext._jvm, spark.sparkContext._jsc  # noqa: SLF001  Hadoop's own file systems have no other way in from Python
    root = jvm.org.apache.hadoop.fs.Path(path)
    system = root.getFileSystem(context.hadoopConfiguration())
    for status in system.globStatus(root) or ():
        if status.isFile():
            yield status.getPath().toString(), int(status.getLen())
            continue
        inside = system.listFiles(status.getPath(), True)  # noqa: FBT003  Hadoop's own signature: with folders below
        while inside.hasNext():
            file = inside.next()
            location = file.getPath().toString()
            below = location.removeprefix(status.getPath().toString()).split("/")
            if takes(location) and not any(name.startswith((".", "_")) for name in below if name):
                yield location, int(file.getLen())


def contents(spark: Any, sources: Sequence[Source]) -> Any:
    """A Spark DataFrame with `path` and `content`, one row a file."""
    return spark.read.format("binaryFile").load([source.location for source in sources]).select("path", "content")


def judge_contents(frames: Iterable[pd.DataFrame], options: Options, kind: RecordKind | Literal["auto"], buckets: int, kinds: Mapping[str, str], shares: Mapping[str, tuple[int, Source]]) -> Iterator[pd.DataFrame]:  # noqa: PLR0913, PLR0917  what a task needs
    """What mapInPandas runs: each file is put down on the worker's own disk, and judged as a share of its own. `shares` has its number, by location."""
    quieten()
    for frame in frames:
        for path, content in zip(frame["path"], frame["content"], strict=True):
            share, source = shares[path]
            with tempfile.NamedTemporaryFile(prefix="pagegate-") as file:
                Path(file.name).write_bytes(content)
                for table in ShareRun(options).sent(share, [replace(source, location=file.name)], kind, buckets):
                    yield rows.filled(table, kinds)
