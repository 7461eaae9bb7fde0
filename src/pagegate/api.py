"""The Python call: `pagegate.check(paths_or_frame, ...)`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import pandas as pd

from pagegate.baseline import Baseline, read
from pagegate.catalogue import catalogue
from pagegate.chunk import RawChunk
from pagegate.errors import UsageError
from pagegate.model import RecordKind
from pagegate.records.build import PROBLEM_COLUMNS
from pagegate.records.kind import kind_of, undecided
from pagegate.records.read import read_all
from pagegate.run import FailOn, Options, Run
from pagegate.sources.find import Source, find
from pagegate.verdict import Verdict

if TYPE_CHECKING:
    from pagegate.quarantine.run import Quarantine

Paths = str | PathLike[str] | Sequence[str | PathLike[str]]


def check(  # noqa: PLR0913  the options of the command line
    paths_or_frame: Paths | pd.DataFrame,
    *,
    kind: RecordKind | Literal["auto"] = "auto",
    as_of: dt.datetime | str | None = None,
    fail_on: FailOn = "error",
    select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
    no_batch: bool = False,
    allow_empty: bool = False,
    baseline: str | PathLike[str] | None = None,
    quarantine: str | PathLike[str] | None = None,
    no_raw: bool = False,
    report: str | PathLike[str] | None = None,
    output: Mapping[str, str | PathLike[str]] | None = None,
) -> Verdict:
    """Judge files, folders, globs and URLs, or the records of a DataFrame; options are named as on the command line.

    A frame has the column names of its kind (`symbol`, `price`, ...); other columns ride along. Nothing is written unless `report`, `output` (format to
    file) or `quarantine` says so. Times without a zone are taken as UTC.

    Raises pagegate.errors.UsageError for a path that does not exist, a glob that matches nothing, a code that no rule has, or a broken baseline.
    """
    if fail_on not in get_args(FailOn):
        msg = f"fail_on={fail_on!r} is none of {', '.join(get_args(FailOn))}"
        raise UsageError(msg)
    moment = dt.datetime.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    run = Run(Options(as_of=moment, fail_on=fail_on, select=_codes(select), ignore=_codes(ignore), batch=not no_batch, allow_empty=allow_empty, keep_frames=True, baseline=_baseline(baseline, moment)))
    with _held(paths_or_frame, quarantine) as held:
        for chunk in read_all(held.sources, kind) if held else _chunks(paths_or_frame, kind):
            run.judge(chunk)
        verdict = run.verdict()
        if held:
            held.split(verdict)
    _write(verdict, report, output or {}, no_raw=no_raw)
    return verdict


def _held(given: Paths | pd.DataFrame, folder: str | PathLike[str] | None) -> AbstractContextManager[Quarantine | None]:
    """The files held for the quarantine, if there is to be one. Raises UsageError for a frame, which is no file."""
    if folder is None:
        return nullcontext()
    if isinstance(given, pd.DataFrame):
        msg = "quarantine splits files; split a frame by `verdict.findings['record']`"
        raise UsageError(msg)
    from pagegate.quarantine.run import quarantine

    return quarantine(_found(given), Path(folder))


def _found(given: Paths) -> Iterator[Source]:
    paths = [given] if isinstance(given, str | PathLike) else list(given)
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
        from pagegate.outputs.files import write_file

        write_file(form, verdict, Path(file))


def _baseline(file: str | PathLike[str] | None, as_of: dt.datetime | None) -> Baseline | None:
    if file is None:
        return None
    return read(Path(file), catalogue().rules, (as_of or dt.datetime.now(dt.UTC)).date())


def _codes(given: str | Sequence[str]) -> tuple[str, ...]:
    """Codes or prefixes, alone, in a list, or several with commas, as on the command line."""
    texts = [given] if isinstance(given, str) else given
    return tuple(code.strip() for text in texts for code in text.split(",") if code.strip())


def _chunks(given: Paths | pd.DataFrame, kind: RecordKind | Literal["auto"]) -> Iterator[RawChunk]:
    if isinstance(given, pd.DataFrame):
        yield of_frame(given, kind)
        return
    yield from read_all(_found(given), kind)


def of_frame(frame: pd.DataFrame, kind: RecordKind | Literal["auto"] = "auto") -> RawChunk:
    """A DataFrame of records as a chunk of the source `<frame>`, its rows without lines. Raises UsageError if its kind cannot be told."""
    names = [str(name) for name in frame.columns]
    found = kind_of(names) if kind == "auto" else kind
    if found is None:
        raise UsageError(undecided(names))
    raw = frame.set_axis(names, axis="columns").reset_index(drop=True)
    provenance: dict[str, Any] = {"source": "<frame>", "line": pd.NA, "column": pd.NA, "page": pd.NA, "page_line": pd.NA}
    raw = raw.assign(**{name: value for name, value in provenance.items() if name not in raw}, record=range(len(raw)))
    return RawChunk(found, raw, pd.DataFrame(columns=list(PROBLEM_COLUMNS)))
