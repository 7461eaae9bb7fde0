"""`pagegate baseline`: write down what is known and accepted, shrink it, show it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pagegate.cli import options as shared
from pagegate.cli.configured import configured, found
from pagegate.errors import UsageError

if TYPE_CHECKING:
    from pagegate.baseline import Baseline, Entry, Key
    from pagegate.config.settings import Settings
    from pagegate.verdict import Verdict

Command = TypeVar("Command", bound=Callable[..., Any])


class _Until(click.ParamType[dt.date]):
    """A day in ISO 8601, or a number of days from today."""

    name = "days|date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        text = str(value)
        try:
            return dt.datetime.now(dt.UTC).date() + dt.timedelta(days=int(text)) if text.isdecimal() else dt.date.fromisoformat(text)
        except (ValueError, OverflowError):
            self.fail(f"{text!r} is neither a number of days nor a day such as 2026-12-31", param, ctx)


def _judging(command: Command) -> Command:
    """What is judged, by which rules, and where the baseline is."""
    where = click.option("--baseline", type=click.Path(dir_okay=False, path_type=Path), default=Path("pagegate-baseline.json"), show_default=True, metavar="FILE", help="Where the baseline is.")
    return shared.reading(shared.choosing(shared.suites(where(command))))


_expiring = click.option("--expires", type=_Until(), help="Accept new entries until this day, or for so many days; without it, for good.")


@click.group()
def baseline() -> None:
    """Findings that are known and accepted: `check --baseline FILE` fails for new ones only.

    An entry names source, entity, rule and field, never a value and never how often.
    """


@baseline.command()
@_judging
@_expiring
def write(paths: tuple[str, ...], **options: Any) -> int:
    """Judge, and accept everything that is found.

    Entries of an earlier baseline that still hold keep their dates. Exit status: 0 written, 2 wrong usage.
    """
    from pagegate.baseline import Baseline, keys_of

    settings = configured(options)
    file: Path = options["baseline"]
    earlier = shared.known(file, options["as_of"]) if file.exists() else None
    empty = Baseline({}, _today(options), file.as_posix())
    verdict = _judge(paths, options, settings, empty)
    if not any(verdict.records.values()):
        msg = "no record was read, so there is nothing to accept; look at the paths, or at what `pagegate check` says of them"
        raise UsageError(msg)
    holding = set(keys_of(verdict.findings))
    kept = {key: entry for key, entry in (earlier.entries if earlier else {}).items() if key in holding}
    made = replace(empty, entries=kept).grown(verdict.findings, options["expires"])
    _save(made, file)
    click.echo(f"{file}: {_counted(made.entries)} for {_findings(len(verdict.findings))}{_without_entity(made)}")
    return 0


@baseline.command()
@_judging
@_expiring
@click.option("--grow", is_flag=True, help="Accept new findings too.")
def update(paths: tuple[str, ...], **options: Any) -> int:
    """Judge, and take out what is fixed; nothing is added unless --grow says so.

    Entries whose source or rule was not looked at stay. Exit status: 0 done, 2 wrong usage.
    """
    settings = configured(options)
    file: Path = options["baseline"]
    before = _read(file, options)
    verdict = _judge(paths, options, settings, before)
    comparison = verdict.compared() or {}
    made = before.shrunk(_fixed(before, verdict))
    if options["grow"]:
        made = made.grown(verdict.findings, options["expires"])
    _save(made, file)
    new = f"{len(made.entries) - len(before.entries) + len(comparison['fixed']):,} added" if options["grow"] else f"{_findings(comparison['new'])} new and not added (--grow adds)"
    click.echo(f"{file}: {_counted(made.entries)}; {len(comparison['fixed']):,} fixed and taken out, {new}, {comparison['unseen']:,} not looked at")
    return 0


@baseline.command()
@_judging
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What goes to standard output.")
def show(paths: tuple[str, ...], **options: Any) -> int:
    """List the entries; with a PATH, judge it and say which are known, fixed or not looked at.

    Exit status: 0 shown, 2 wrong usage.
    """
    from pagegate.outputs.rows import dumps

    settings = configured(options)
    held = _read(options["baseline"], options)
    standings = _standings(held, _judge(paths, options, settings, held)) if paths else {}
    for entry in sorted(held.entries.values(), key=lambda entry: entry.key):
        told = _row(entry, held, standings)
        click.echo(dumps(told) if options["form"] == "json" else _line(told))
    if options["form"] == "text":
        click.echo(f"{options['baseline']}: {_counted(held.entries)}")
    return 0


def _judge(paths: tuple[str, ...], options: dict[str, Any], settings: Settings, known: Baseline) -> Verdict:
    sources = found(paths, settings, "nothing to judge")
    from pagegate.records.read import read_all
    from pagegate.run import Options, Run
    from pagegate.sources.stream import Limits

    limits = Limits.named(options["limit"])
    chosen = Options(
        as_of=options["as_of"], select=shared.codes(options["select"]), ignore=shared.codes(options["ignore"]), batch=not options["no_batch"], allow_empty=True, baseline=known, settings=settings, limits=limits,
    )
    run = Run(chosen)
    for chunk in read_all(shared.progress(sources), options["kind"], limits=limits, settings=run.options.settings):
        run.judge(chunk)
    return run.verdict()


def _read(file: Path, options: dict[str, Any]) -> Baseline:
    from pagegate.baseline import read
    from pagegate.catalogue import catalogue

    return read(file, catalogue().rules, _today(options))


def _today(options: dict[str, Any]) -> dt.date:
    moment: dt.datetime = options["as_of"] or dt.datetime.now(dt.UTC)
    return moment.date()


def _save(made: Baseline, file: Path) -> None:
    from pagegate.outputs.files import replacing

    try:
        with replacing(file) as stream:
            made.write(stream)
    except OSError as error:
        msg = f"cannot write the baseline {file}: {error.strerror or error}"
        raise UsageError(msg) from error


def _fixed(held: Baseline, verdict: Verdict) -> set[Key]:
    from pagegate.baseline import keys_of

    return set() if verdict.baseline is None else {key for key in keys_of(verdict.baseline.fixed) if key in held.entries}


def _standings(held: Baseline, verdict: Verdict) -> dict[Key, str]:
    from pagegate.baseline import keys_of

    met = dict.fromkeys(keys_of(verdict.findings), "known")
    return dict.fromkeys(held.entries, "not looked at") | met | dict.fromkeys(_fixed(held, verdict), "fixed")


def _row(entry: Entry, held: Baseline, standings: dict[Key, str]) -> dict[str, Any]:
    expired = not entry.holds(held.today)
    standing = {"status": standings[entry.key]} if standings else {}
    return {**entry.key._asdict(), "added": entry.added.isoformat(), "expires": entry.expires and entry.expires.isoformat(), "expired": expired, **standing}


def _line(told: dict[str, Any]) -> str:
    from pagegate.outputs.visible import visible

    about = " of ".join(part for part in (told["field"], told["entity"]) if part)
    until = "" if told["expires"] is None else f", {'expired on' if told['expired'] else 'until'} {told['expires']}"
    status = f"{told['status']}: " if "status" in told else ""
    return visible(f"{status}{told['source'] or 'whole scrape'}  {told['code']}{f' {about}' if about else ''}  since {told['added']}{until}")


def _counted(entries: Iterable[Any]) -> str:
    number = len(list(entries))
    return "1 entry" if number == 1 else f"{number:,} entries"


def _findings(number: int) -> str:
    return "1 finding" if number == 1 else f"{number:,} findings"


def _without_entity(made: Baseline) -> str:
    """A word about entries that accept a rule for a whole source, because its records have no key."""
    wide = sum(not key.entity for key in made.entries)
    return f"; {wide:,} name no entity, and accept their rule for the whole source" if wide else ""
