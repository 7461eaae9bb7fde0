"""A run over files none of which a reader takes, told without importing what reads and judges records.

A hook is given whatever a commit holds. What is said here is what the whole run says, word for word, which tests hold; where that is not plain, the whole run is left to say it.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pagegate.catalogue import about_source
from pagegate.outputs import Options
from pagegate.outputs.visible import shortened
from pagegate.sources.find import STANDARD_INPUT
from pagegate.sources.formats import formats
from pagegate.sources.pipe import is_pipe
from pagegate.sources.sample import some_of
from pagegate.sources.stream import Stream, UnreadableError
from pagegate.sources.taken import format_of

if TYPE_CHECKING:
    from pagegate.config.settings import Settings
    from pagegate.model import Check
    from pagegate.sources.find import Source
    from pagegate.sources.stream import Limits

#: Options that change what is told, and tables of a configuration whose names are looked up among the rules.
_CHANGING = ("output", "data_docs", "baseline", "quarantine", "select", "ignore", "allow_empty", "verbose")
_TABLES = ("parts", "feeds", "severity", "allow", "limits", "output")
#: What draws colours where there is no terminal.
_COLOURS = ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")
#: Longer values are shown by their beginning and end; texts and messages up to so many characters.
_LONGEST, _SHOWN = 240, 100
#: A rule that fails in all of so many sources is told as one that fails everywhere.
_EVERYWHERE = 3
_HEADINGS = ("rule", "severity", "findings", "failed", "held", "not applicable")


def tell(sources: Sequence[Source], options: Mapping[str, Any], settings: Settings, limits: Limits) -> bool:
    """Tell the verdict of a run none of whose sources a reader takes: it fails. Any other run is left alone, and False returned."""
    if not _is_plain(options, settings):
        return False
    found = _without_reader(sources, limits)
    if found is None:
        return False
    sys.stdout.writelines(f"{line}\n" for line in _lines(found, quiet=options["quiet"]))
    return True


def _is_plain(options: Mapping[str, Any], settings: Settings) -> bool:
    """Whether nothing but the text for people is asked for, of all rules as they are, and for a stream that gets it without colours."""
    if not options["no_batch"] or not options["no_report"] or options["form"] != "text" or options["fail_on"] == "never":
        return False
    if any(options[name] for name in _CHANGING) or any(getattr(settings, name) for name in _TABLES) or any(os.environ.get(name) for name in _COLOURS):
        return False
    return isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.encoding.lower().startswith("utf") and not sys.stdout.isatty()


def _without_reader(sources: Sequence[Source], limits: Limits) -> dict[str, str] | None:
    """Why no reader takes each source, by name and in the order of names; None if a reader takes one, or something else is wrong with it."""
    known = formats()
    for source in sources:
        remote = source.location == STANDARD_INPUT or "://" in source.location
        if remote or source.suffix in known or len(source.name) > _LONGEST or not source.name.isprintable() or is_pipe(source.location):
            return None
    why: dict[str, str] = {}
    for source in sources:
        try:
            with Stream(source, limits) as stream:
                format_of(source, stream)
        except UnreadableError as error:
            why[source.name] = str(error)
            if error.problem == "no-reader" and len(why[source.name]) <= _LONGEST:
                continue
        return None
    return dict(sorted(why.items()))


def _lines(found: Mapping[str, str], *, quiet: bool) -> Iterator[str]:
    """What the whole run prints of sources without a reader."""
    form, empty, most = about_source("no-reader"), about_source("no-records"), Options().most
    judged = f"no record in {len(found):,} source{'' if len(found) == 1 else 's'}"
    verdict = f"{judged}: fail; {_advice(found, form, empty)}"
    if quiet:
        yield verdict
        return
    nowhere = {"source": min(found, default=""), "text": some_of(found)}
    for place, (source, text) in enumerate(found.items()):
        if place < most:
            yield from _finding(f"{source}:1", form, {"source": source, "text": text})
        if not place:  # what has no line stands behind the lines of its source
            yield from _finding(source, empty, nowhere)
    if not found:
        yield from _finding("whole scrape", empty, nowhere)
    if len(found) > most:
        left = len(found) - most
        yield f"and {left:,} finding{'' if left == 1 else 's'} more of {form.code} {form.name}"
        yield "all of them: --verbose, or --format jsonl; --select CODE for one rule's\n"
    yield from _table([(empty, 1), (form, len(found))] if found else [(empty, 1)])
    yield f"\n{verdict}"


def _finding(place: str, rule: Check, values: Mapping[str, str]) -> Iterator[str]:
    yield f"{place}  {rule.severity} {rule.code} {rule.name}  {rule.message.format(**values)}"
    yield f"     shown as {shortened(values['text'], _SHOWN)}"
    yield f"     hint: {rule.hint}\n"


def _table(rules: Sequence[tuple[Check, int]]) -> Iterator[str]:
    rows = [_HEADINGS, *((f"{rule.code} {rule.name}", rule.severity, f"{number:,}", "0", "0", "0") for rule, number in rules)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        words = [cell.ljust(width) for cell, width in zip(row[:2], widths[:2], strict=True)]
        yield "   ".join(words + [cell.rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True)])
        if not number:
            yield "─" * (sum(widths) + 3 * (len(widths) - 1))


def _advice(found: Mapping[str, str], form: Check, empty: Check) -> str:
    """How much was found, where it stands, and what to do first."""
    errors = f"{len(found) + 1:,} error{'s' if found else ''}"
    if len(found) >= _EVERYWHERE:
        return f"{errors}; {form.code} {form.name} fails in {len(found):,} of {len(found):,} sources; to do: {form.hint.rstrip('.')}"
    if not found:
        return f"{errors}; it is {empty.code} {empty.name}; start at whole scrape, `pagegate rule {empty.code}` explains it"
    first = next(iter(found))
    where = f"{empty.code} {empty.name} and {form.code} {form.name}" + (f", in 2 of 2 sources, 2 of them in {first}" if len(found) > 1 else "")
    return f"{errors}; {where}; start at {first}:1, `pagegate rule {form.code}` explains it"
