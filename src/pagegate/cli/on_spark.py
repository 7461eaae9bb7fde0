"""`pagegate check --engine spark`: what it cannot do is refused before anything is read, and what is written is written by Spark or is little."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pagegate.errors import UsageError

if TYPE_CHECKING:
    from pagegate.run import Options
    from pagegate.sources.find import Source
    from pagegate.spark.run import SparkRun
    from pagegate.verdict import Verdict

#: Formats that hold every finding, and the verdict behind or before them: they are made here, and so of few findings only.
_OF_ALL = ("json", "sarif", "junit", "gitlab")
_NOT_ON_SPARK = {
    "quarantine": "splits files on this machine", "history": "keeps what one machine judged: a run on Spark is neither remembered nor compared with earlier ones",
    "data_docs": "tells of findings that are on this machine", "jobs": "is for the processes of this machine: Spark has cores of its own, as its master says",
}


def refuse(options: dict[str, Any], sources: Sequence[Source], *, parts: bool) -> None:
    """Raise UsageError for what a run on Spark cannot do, and for what only such a run can. `parts` says whether the configuration has rules of its own for parts of the input."""
    if options["engine"] != "spark":
        if options["findings"] is not None:
            msg = "--findings is where Spark writes findings: it goes with --engine spark; --output jsonl=FILE writes them here"
            raise UsageError(msg)
        return
    for name, why in _NOT_ON_SPARK.items():
        if options[name] is not None:
            msg = f"--{name.replace('_', '-')} does not go with --engine spark: it {why}; see docs/spark.md"
            raise UsageError(msg)
    from pagegate.sources.find import STANDARD_INPUT
    from pagegate.sources.pipe import is_pipe

    for source in sources:
        if source.location == STANDARD_INPUT or ("://" not in source.location and is_pipe(source.location)):
            msg = f"--engine spark reads what every worker can open, and {source.name} can be read here alone: put it into a file that all of them see"
            raise UsageError(msg)
    if parts and not options["no_batch"]:
        msg = "overrides in the configuration do not go with the batch suites on Spark, which do not know what part a record belongs to: add --no-batch, or run the parts one by one"
        raise UsageError(msg)


def divided(paths: Sequence[str], options: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paths that this machine and every worker can open, and those that Spark's own file systems do."""
    if options["engine"] != "spark":
        return tuple(paths), ()
    from pagegate.spark.hadoop import is_hadoops

    return tuple(path for path in paths if not is_hadoops(path)), tuple(path for path in paths if is_hadoops(path))


def check(sources: Sequence[Source], urls: Sequence[str], options: dict[str, Any], asked: Options, write: Callable[[Verdict, dict[str, Any]], None]) -> int:
    """Judge on Spark, and write what was asked for. Returns the exit status of the verdict."""
    from pagegate.spark.hadoop import found as found_by_hadoop
    from pagegate.spark.run import MOST_HERE, SparkRun
    from pagegate.spark.session import session

    with session() as spark:
        place = options["findings"]
        # A path without a scheme is of this machine, or of a folder that all share, as every other path of the command line is; to Spark alone it might be one of HDFS.
        into = place if place is None or "://" in place else Path(place).absolute().as_uri()
        if into is not None:
            _refuse_taken(spark, place, into)
        with closing(SparkRun(asked, spark)) as run, _explained():
            run.judge_all(sources, options["kind"], found_by_hadoop(spark, urls))
            verdict = run.verdict()
            if into is not None:
                run.published(no_raw=options["no_raw"]).drop("share", "at").write.parquet(into)
            if options["form"] == "jsonl":
                _stream(run, verdict, options)
    found = sum(verdict.counts.values())
    if found > len(verdict.findings):
        where = f"all of them are in {place}" if place is not None else "--findings PATH would write all of them"
        click.echo(f"pagegate: {found:,} findings; {len(verdict.findings):,}, the first of each rule, are told here and in the report, and {where}", err=True)
        large = [form for form in (options["form"], *(form for form, _ in options["output"])) if form in _OF_ALL or (form == "jsonl" and form != options["form"])]
        if large:
            msg = f"{large[0]} holds every finding, and of {found:,} no more than {MOST_HERE:,} come to this machine: take --format jsonl, which prints all as they come, or --findings PATH"
            raise UsageError(msg)
    write(verdict, options)
    if not options["no_report"]:
        click.echo("pagegate: a run on Spark is neither remembered nor compared with earlier ones", err=True)
    return 0 if verdict.passed else 1


def _stream(run: SparkRun, verdict: Verdict, options: dict[str, Any]) -> None:
    from pagegate.outputs.redact import redacted
    from pagegate.outputs.rows import dumps, findings

    for row in run.streamed(no_raw=options["no_raw"]):
        click.echo(dumps(row))
    if verdict.baseline is not None:
        for row in findings(redacted(verdict.baseline.fixed) if options["no_raw"] else verdict.baseline.fixed):
            click.echo(dumps(row))


def _refuse_taken(spark: Any, place: str, into: str) -> None:
    """Raise UsageError where there is something already: findings of two runs are not to be mixed, and nobody's folder is to be emptied."""
    from py4j.protocol import Py4JJavaError

    try:
        path = spark.sparkContext._jvm.org.apache.hadoop.fs.Path(into)  # noqa: SLF001  Hadoop's own file systems have no other way in from Python
        taken = path.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration()).exists(path)  # noqa: SLF001
    except Py4JJavaError as error:
        msg = f"Spark cannot write to {place}: {str(error.java_exception).splitlines()[0]}"
        raise UsageError(msg) from error
    if taken:
        msg = f"--findings {place} is there already: name a new folder, or remove that one"
        raise UsageError(msg)


@contextmanager
def _explained() -> Iterator[None]:
    """Say what to do about workers that have not got pagegate."""
    try:
        yield
    except Exception as error:
        if "ModuleNotFoundError" not in str(error):
            raise
        print(error, file=sys.stderr)  # noqa: T201  what Spark said, in full
        msg = "the workers' Python lacks a module, see above: pagegate is to be installed on every worker, and PYSPARK_PYTHON is to name that Python (docs/spark.md)"
        raise UsageError(msg) from error
