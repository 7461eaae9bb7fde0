"""The Python call: `pagegate.check(paths_or_frame, ...)`."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, get_args

import pandas as pd

from pagegate import outputs
from pagegate.baseline import Baseline, read
from pagegate.catalogue import catalogue
from pagegate.chunk import RawChunk
from pagegate.config.in_force import in_force
from pagegate.config.load import settings as load
from pagegate.config.settings import Settings
from pagegate.errors import UsageError
from pagegate.model import RECORD_KINDS, RecordKind
from pagegate.outputs.files import refuse_missing_folder, write_file
from pagegate.records.given import paths_or_chunks
from pagegate.records.read import read_all
from pagegate.run import FailOn, Options, Run
from pagegate.sources.find import Source, find
from pagegate.sources.stream import Limits
from pagegate.verdict import Verdict

if TYPE_CHECKING:
    from pagegate.history.keeper import Keeper
    from pagegate.quarantine.run import Quarantine

Paths = str | PathLike[str] | Iterable[str | PathLike[str]]


class ArrowStream(Protocol):
    """A table that Arrow's C stream interface gives out: pyarrow's, polars'."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Give it out."""


Records = pd.DataFrame | ArrowStream | Mapping[str, Any] | Iterable[Mapping[str, Any]]
KINDS = ("auto", *RECORD_KINDS)


def check(  # noqa: PLR0913  the options of the command line
    paths_or_frame: Paths | Records,
    *,
    kind: RecordKind | Literal["auto"] = "auto",
    as_of: dt.date | str | None = None,
    fail_on: FailOn = "error",
    select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
    no_batch: bool = False,
    allow_empty: bool = False,
    baseline: str | PathLike[str] | None = None,
    quarantine: str | PathLike[str] | None = None,
    no_raw: bool = False,
    report: str | PathLike[str] | None = None,
    history: str | PathLike[str] | None = None,
    output: Mapping[str, str | PathLike[str]] | None = None,
    config: str | PathLike[str] | None = None,
    limit: Mapping[str, float] | None = None,
) -> Verdict:
    """Judge files, folders, globs and URLs, or records: a DataFrame, an Arrow table, or mappings, one a record. Options are named as on the command line.

    Records have the column names of their kind (`symbol`, `price`, ...); others ride along, and one named as a place is (`page`, `line`) does so as `page_`. Nothing is written
    unless `report`, `output` (format to file) or `quarantine` says so. Times without a zone are taken as UTC. A run that writes a report is remembered in `history`, a file or the URL of a
    database (default: `history.db` beside the report), and compared with those before it; where that cannot be done, a RuntimeWarning says why, and the verdict stands.

    A configuration is read only where `config` names its file; of it hold the rules (select, ignore, severity, allow, limits, overrides) and the sources, while how to run and what to write
    is this call's to say. `limit` says what one source may cost, such as `{"seconds": 300}` (docs/limits.md), and goes before the configuration's. The columns of records that are handed over are their own: sources do not change them.

    Raises pagegate.errors.UsageError for a path that does not exist, a glob that matches nothing, a code that no rule has, a broken baseline or configuration, and for what is no record.
    """
    if fail_on not in get_args(FailOn):
        msg = f"fail_on={fail_on!r} is none of {', '.join(get_args(FailOn))}"
        raise UsageError(msg)
    if kind not in KINDS:
        msg = f"kind={kind!r} is none of {', '.join(KINDS)}"
        raise UsageError(msg)
    for form, file in (output or {}).items():
        outputs.writer(form)
        refuse_missing_folder(Path(file))
    judged_at = moment(as_of)
    settings = Settings() if config is None else load(Path(config))
    limits = Limits.named({**settings.limit, **(limit or {})})
    select, ignore = select or settings.value("select"), ignore or settings.value("ignore")
    keeper = None if report is None else _keeper(paths_or_frame, kind, Path(report), history)
    now = dt.datetime.now(dt.UTC)
    run = Run(Options(now=now, past=keeper.recall(now) if keeper else None, settings=settings, limits=limits, configuration=() if config is None else in_force(settings), as_of=judged_at, fail_on=fail_on, select=_codes(select), ignore=_codes(ignore), batch=not no_batch, allow_empty=allow_empty, keep_frames=True, baseline=_baseline(baseline, judged_at)))
    given = paths_or_chunks(paths_or_frame, kind)
    with _held(given, quarantine, limits) as held:
        for chunk in read_all(held.sources if held else _found(given), kind, limits=limits, settings=run.options.settings) if isinstance(given, list) else given:
            run.judge(chunk)
        verdict = run.verdict()
        if held:
            held.split(verdict)
    _write(verdict, report, output or {}, no_raw=no_raw)
    if keeper is not None:
        keeper.remember(run.judged(verdict, keeper.commit()))
        if keeper.trouble is not None:
            warnings.warn(f"{keeper.trouble}; the verdict stands, and this run is not remembered", RuntimeWarning, stacklevel=2)
    return verdict


def _keeper(given: Any, kind: str, report: Path, history: str | PathLike[str] | None) -> Keeper:
    """The memory of runs over what is given: paths, or else records, which all count as one input of their kind. Raises UsageError for a URL that means nothing."""
    from pagegate.history.keeper import FILE, Keeper

    texts = [given] if isinstance(given, str | PathLike) else given if isinstance(given, list | tuple) else []
    paths = [fspath(path) for path in texts if isinstance(path, str | PathLike)]
    return Keeper(fspath(history) if history is not None else str(report / FILE), paths or ["records"], kind, Path.cwd())


def _held(given: list[Any] | Iterator[RawChunk], folder: str | PathLike[str] | None, limits: Limits) -> AbstractContextManager[Quarantine | None]:
    """The files held for the quarantine, if there is to be one. Raises UsageError for records, which are no file."""
    if folder is None:
        return nullcontext()
    if not isinstance(given, list):
        msg = "quarantine splits files; split records by `verdict.findings['record']`"
        raise UsageError(msg)
    from pagegate.quarantine.run import quarantine

    return quarantine(_found(given), Path(folder), limits)


def _found(paths: list[Any]) -> Iterator[Source]:
    return find([fspath(path) for path in paths], Path.cwd())


def _write(verdict: Verdict, report: str | PathLike[str] | None, output: Mapping[str, str | PathLike[str]], *, no_raw: bool) -> None:
    """The report and the outputs that were asked for; `no_raw` holds for them, not for the verdict that is returned."""
    if no_raw:
        from pagegate.outputs.redact import without_raw

        verdict = without_raw(verdict)
    if report is not None:
        from pagegate.outputs.report import write_report

        write_report(verdict, Path(report))
    for form, file in output.items():
        write_file(form, verdict, Path(file))


def _baseline(file: str | PathLike[str] | None, as_of: dt.datetime | None) -> Baseline | None:
    if file is None:
        return None
    return read(Path(file), catalogue().rules, (as_of or dt.datetime.now(dt.UTC)).date())


def _codes(given: str | Sequence[str]) -> tuple[str, ...]:
    """Codes or prefixes, alone, in a list, or several with commas, as on the command line."""
    texts = [given] if isinstance(given, str) else given
    return tuple(code.strip() for text in texts for code in text.split(",") if code.strip())


def moment(as_of: dt.date | str | None) -> dt.datetime | None:
    """A moment with its zone, UTC if it names none. Raises UsageError for text that is no ISO 8601 time."""
    try:
        found = dt.datetime.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    except ValueError as error:
        msg = f"as_of={as_of!r} is no ISO 8601 time such as 2026-11-22 or 2026-11-22T08:00:00+01:00"
        raise UsageError(msg) from error
    if found is None:
        return None
    if not isinstance(found, dt.datetime):
        found = dt.datetime.combine(found, dt.time())
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
