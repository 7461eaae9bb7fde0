"""Brings the command line and the configuration together: the first goes before the second."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from pagegate.config.load import settings as load
from pagegate.config.settings import Settings
from pagegate.config.values import nearest
from pagegate.errors import UsageError

if TYPE_CHECKING:
    from pagegate.sources.find import Source

#: Keys whose option has another name inside the program.
_PARAMETERS = {"format": "form"}
_PATHS = ("report", "baseline", "quarantine", "history")
#: Tables of which the command line may say single keys.
_TABLES = ("output", "limit")


def configured(options: dict[str, Any]) -> Settings:
    """The configuration that `--config` names or that is nearest, and `options` filled up from it.

    What the command line says stays; `options["given"]` has it by key. Raises ConfigError for what is wrong in the file.
    """
    settings = load(options.get("config"))
    _know_formats(settings)
    given = _given(options)
    options["given"] = given
    for key, value in settings.values.items():
        parameter = _parameter(key)
        if parameter in options and key not in given:
            options[parameter] = _below(settings, value) if key in _PATHS else value
    if "report" in given and "no-report" not in given:
        options["no_report"] = False
    if "output" in options:
        said = dict(options["output"])
        options["output"] = tuple({**{form: str(_below(settings, file)) for form, file in settings.output.items() if form not in said}, **said}.items())
        given.update({"output": said} if said else {})
    if "limit" in options:
        costs = dict(options["limit"])
        options["limit"] = {**settings.limit, **costs}
        given.update({"limit": costs} if costs else {})
    return settings if given.get("kind", "auto") == "auto" else _of_kind(settings)


def found(paths: Sequence[str], settings: Settings, nothing: str) -> list[Source]:
    """The sources that the paths name; without a path, those of the configuration's feeds.

    Raises click.UsageError, saying `nothing`, without either; UsageError for a wrong path. Sources are found before anything heavy is imported, so that a wrong path is told at once.
    """
    from pagegate.sources.find import find

    if paths:
        return list(find(paths, Path.cwd()))
    if not settings.feeds:
        msg = f"{nothing}: name files, folders, globs or - for standard input, or configure sources"
        raise click.UsageError(msg)
    sources: dict[str, Source] = {}
    for feed in settings.feeds:
        try:
            sources |= {source.location: source for source in find(feed.paths.named(), Path.cwd())}
        except UsageError as error:
            raise settings.wrong(("sources", feed.name, "paths"), f"names what is not there: {error}") from error
    return list(sources.values())


def _given(options: Mapping[str, Any]) -> dict[str, Any]:
    """What the command line says, by the configuration's keys."""
    from pagegate.config.keys import ROOT

    context = click.get_current_context()
    return {key: options[name] for key in ROOT.keys if (name := _parameter(key)) in options and key not in _TABLES and context.get_parameter_source(name) is ParameterSource.COMMANDLINE}


def _know_formats(settings: Settings) -> None:
    from pagegate import outputs

    for path, form in ((("format",), settings.values.get("format")), *((("output", form), form) for form in settings.output)):
        if form is not None and form not in outputs.names():
            raise settings.wrong(path, f"names the format {form!r}; there are {', '.join(outputs.names())}{nearest(form, outputs.names())}")


def _of_kind(settings: Settings) -> Settings:
    """The settings whose feeds leave the kind to the command line."""
    from dataclasses import replace

    return replace(settings, feeds=tuple(replace(feed, kind=None) for feed in settings.feeds))


def _below(settings: Settings, path: str) -> Path | str:
    """A path of the configuration: from its folder. A URL stays what it is."""
    if "://" in path:
        return path
    return Path(path) if settings.root == Path.cwd() else settings.root / path


def _parameter(key: str) -> str:
    return _PARAMETERS.get(key, key.replace("-", "_"))
