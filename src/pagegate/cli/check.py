"""`pagegate check`: the main job."""

from __future__ import annotations

import datetime as dt
import io
import sys
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pagegate import outputs
from pagegate.cli import options as shared
from pagegate.cli.configured import configured, found
from pagegate.collection import importing
from pagegate.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    import pandas as pd

    from pagegate.config.settings import Settings
    from pagegate.history.keeper import Keeper
    from pagegate.quarantine.run import Quarantine
    from pagegate.run import Options, Run
    from pagegate.sources.cost import Meter
    from pagegate.sources.find import Source
    from pagegate.sources.stream import Limits
    from pagegate.verdict import Verdict

#: The exit status of a verdict that passes and cannot be remembered, as of anything else that cannot be written; and of a run that was interrupted.
WRONG_USAGE, INTERRUPTED = 2, 130


@click.command()
@shared.reading
@shared.telling
@shared.reporting
@shared.remembering
@shared.gating
@shared.choosing
@shared.suites
@click.option("--data-docs", type=click.Path(path_type=Path), metavar="DIR", help="Write Great Expectations' Data Docs of the run into DIR.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes judge (default: one a core). What they find is the same for any number.")
@click.option("--engine", type=click.Choice(["pandas", "spark"]), default="pandas", show_default=True, help="Where it runs: on this machine, or on Spark (docs/spark.md).")
@click.option("--findings", metavar="PATH", help="Where Spark writes all findings, as Parquet: a new folder, or any path that Spark writes.")
def check(paths: tuple[str, ...], **options: Any) -> int:
    """Judge scraped pages and records.

    A PATH is a file, a folder, a glob, `-` for standard input, or a URL that fsspec opens.

    Exit status: 0 pass, 1 fail, 2 wrong usage, 3 pagegate itself broke, 130 interrupted.
    """
    settings = configured(options)
    _refuse_places(options)
    from pagegate.sources.stream import Limits

    limits = Limits.named(options["limit"])
    if options["engine"] == "spark" or options["findings"] is not None:
        return _on_spark(paths, options, settings, limits)
    sources = found(paths, settings, "nothing to check")
    from pagegate.cli.unread import tell

    if tell(sources, options, settings, limits):
        return 1
    keeper = None if options["no_report"] else _keeper(paths, options, settings)
    with _held(sources, options["quarantine"], limits) as held:
        run, verdict = _judged(held.sources if held else sources, options, settings, limits, keeper)
        if run.interrupted:
            # The report of the last whole run stays, and the program ends within a moment.
            options["no_report"], options["data_docs"] = True, None
        try:
            parted = held.split(verdict) if held and not run.interrupted else None
            _write(verdict, options)
        except BrokenPipeError:
            raise
        except OSError as error:
            msg = f"cannot write {error.filename or 'the output'}: {error.strerror or error}; name another place with --report, --output, --data-docs or --quarantine"
            raise UsageError(msg) from error
    if run.interrupted:
        click.echo("pagegate: interrupted: what was found until then is told; no report was written, nothing remembered or put into quarantine", err=True)
        return INTERRUPTED
    if parted and options["form"] == "text" and not options["quiet"]:
        click.echo(f"quarantine: {parted.bad:,} bad in {parted.with_bad:,} of {parted.sources:,} sources, see {options['quarantine'] / 'bad'}")
    if keeper is not None:
        keeper.remember(run.judged(verdict, keeper.commit()))
        if keeper.trouble is not None:
            click.echo(f"pagegate: {keeper.trouble}; the verdict stands, and this run is not remembered", err=True)
            return WRONG_USAGE if verdict.passed else 1
    return 0 if verdict.passed else 1


def _on_spark(paths: tuple[str, ...], options: dict[str, Any], settings: Settings, limits: Limits) -> int:
    """The run on a cluster, and what it was asked to write."""
    from pagegate.cli import on_spark

    here, urls = on_spark.divided(paths, options)
    sources = [] if urls and not here else found(here, settings, "nothing to check")
    on_spark.refuse(options, sources, parts=bool(settings.parts))
    return on_spark.check(sources, urls, options, _asked(options, settings, limits, dt.datetime.now(dt.UTC), None), _write)


def _refuse_places(options: dict[str, Any]) -> None:
    """Raise UsageError for a place that cannot be written to, before anything is read."""
    for _, file in options["output"]:
        from pagegate.outputs.files import refuse_missing_folder

        refuse_missing_folder(Path(file))
    if options["data_docs"] is not None:
        from pagegate.outputs.data_docs_folder import refuse_foreign_folder

        refuse_foreign_folder(options["data_docs"])


def _keeper(paths: tuple[str, ...], options: dict[str, Any], settings: Settings) -> Keeper:
    """The memory of runs over this input. Raises HistoryError for a URL that means nothing."""
    with importing():
        from pagegate.history.keeper import FILE, Keeper

    named = paths or [path for feed in settings.feeds for path in feed.paths.named()]
    where = str(options["history"] or options["report"] / FILE)
    return Keeper(where, named, options["kind"], Path.cwd(), settings.value("history-keep"))


def _held(sources: list[Source], folder: Path | None, limits: Limits) -> AbstractContextManager[Quarantine | None]:
    """The sources held for the quarantine, if there is to be one."""
    if folder is None:
        return nullcontext()
    from pagegate.quarantine.run import quarantine

    return quarantine(sources, folder, limits)


def _judged(sources: list[Source], options: dict[str, Any], settings: Settings, limits: Limits, keeper: Keeper | None) -> tuple[Run, Verdict]:
    """The run over all sources and its verdict; findings are printed as they come where that is asked for."""
    from pagegate import spawning

    jobs = options["jobs"] or spawning.cores()
    spawning.prepare(sources, limits.chunk_bytes, jobs)
    with importing():
        from pagegate import workers
        from pagegate.cli.progress import Progress
        from pagegate.records.read import read_all
        from pagegate.run import Run
        from pagegate.sources.cost import Meter

        run = Run(_asked(options, settings, limits, dt.datetime.now(dt.UTC), keeper))
    streamed = options["form"] == "jsonl"
    if streamed and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    meter = Meter()
    try:
        with Progress(sources, meter, shown=sys.stderr.isatty() and not (streamed and sys.stdout.isatty())) as progress:
            chunks = progress.reading(read_all(sources, options["kind"], limits=limits, settings=run.options.settings, meter=meter, share=_share(sources, meter, jobs)))
            with closing(workers.judged(chunks, run.judging, jobs)) as coming:
                for judged in coming:
                    found = run.take(judged)
                    progress.take(run.tally.records)
                    if streamed:
                        _stream(_decided(found), options)
    except KeyboardInterrupt:
        if not run.sources:
            raise  # nothing was judged, so that there is nothing to tell
        run.interrupt(len(sources))
    told = len(_decided(run.tally.findings())) if streamed else 0
    verdict = run.verdict()
    if streamed:
        # What is under an allowance waits for the end: how it stands is known only then.
        waiting = verdict.findings.drop(index=_decided(verdict.findings).index[:told])
        _stream(waiting, options)
        if verdict.baseline is not None:
            _stream(verdict.baseline.fixed, options)
    return run, verdict


def _asked(options: dict[str, Any], settings: Settings, limits: Limits, now: dt.datetime, keeper: Keeper | None) -> Options:
    """How to judge, as the command line and the configuration say it."""
    from pagegate.config.in_force import in_force
    from pagegate.run import Options

    return Options(
        settings=settings, limits=limits, configuration=in_force(settings, options["given"]),
        as_of=options["as_of"], fail_on=options["fail_on"], select=shared.codes(options["select"]), ignore=shared.codes(options["ignore"]),
        batch=not options["no_batch"], allow_empty=options["allow_empty"], baseline=shared.known(options["baseline"], options["as_of"]),
        now=now, past=keeper.recall(now) if keeper else None,
    )


def _share(sources: list[Source], meter: Meter, jobs: int) -> Callable[[], int] | None:
    """How many bytes each of several processes has left, in half: so that none judges a whole chunk at the end while the others wait."""
    whole = sum(source.size or 0 for source in sources)
    return (lambda: (whole - meter.count) // (2 * jobs)) if jobs > 1 else None


def _write(verdict: Verdict, options: dict[str, Any]) -> None:
    """Everything the run was asked to write, the report first: the text says where it is."""
    from pagegate.outputs.files import write_file

    if options["no_raw"]:
        from pagegate.outputs.redact import without_raw

        verdict = without_raw(verdict)
    if not options["no_report"]:
        with importing():
            from pagegate.outputs.report import write_report

        write_report(verdict, options["report"])
    if options["data_docs"] is not None:
        from pagegate.judge.gx import quietly

        with quietly():
            from pagegate.gx.data_docs import write as write_data_docs

            write_data_docs(verdict, options["data_docs"])
    style = outputs.Options(quiet=options["quiet"], verbose=options["verbose"])
    for form, file in options["output"]:
        write_file(form, verdict, Path(file))
    if options["form"] != "jsonl":
        outputs.write(options["form"], verdict, sys.stdout, style)
    if options["form"] == "github":
        _summarise_step(verdict)
    if options["form"] == "text" and not options["no_report"] and not options["quiet"]:
        click.echo(f"report: {options['report'] / 'index.html'}")
    if options["form"] == "text" and options["data_docs"] is not None and not options["quiet"]:
        click.echo(f"data docs: {options['data_docs'] / 'index.html'}")


def _summarise_step(verdict: Verdict) -> None:
    """Give the GitHub step that this runs in its summary."""
    from pagegate.outputs.to_github import step_summary, summary_file

    file = summary_file()
    if file is not None and not step_summary(verdict, file):
        click.echo(f"pagegate: no step summary: {file} would grow over 1 MiB", err=True)


def _decided(findings: pd.DataFrame) -> pd.DataFrame:
    """The findings under no allowance."""
    return findings[findings["allowance"].isna()].assign(standing=None) if "allowance" in findings else findings


def _stream(told: Any, options: dict[str, Any]) -> None:
    from pagegate.outputs.rows import dumps, findings

    if options["no_raw"]:
        from pagegate.outputs.redact import redacted

        told = redacted(told)
    for row in findings(told):
        click.echo(dumps(row))
