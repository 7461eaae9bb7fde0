"""`pagegate rule`: the list of rules, or one rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pagegate.catalogue import Catalogue

_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}


@click.command()
@click.argument("code", required=False)
def rule(code: str | None) -> int:
    """List the rules by family, or show the page of one CODE (or name) with its examples run now."""
    from pagegate.catalogue import catalogue

    book = catalogue()
    if code is None:
        _list(book)
        return 0
    return _page(book.find(code).code, book)


def _list(book: Catalogue) -> None:
    from pagegate.rulebook import family

    heading = ""
    for found in book.rules.values():
        if heading != f"{found.kind}: {family(found.code)}":
            click.echo("" if heading else f"{len(book.rules)} rules; `pagegate rule CODE` shows one.\n")
            heading = f"{found.kind}: {family(found.code)}"
            click.secho(heading, bold=True)
        click.echo(f"  {found.code}  {click.style(f'{found.severity:<8}', fg=_COLOURS[found.severity])} {found.name}")


def _page(code: str, book: Catalogue) -> int:
    """Print a rule's page; 1 if an example does not answer as it should."""
    from pagegate.rulebook import examples_of, family, page

    shown = page(code, book)
    found = shown.rule
    click.echo(f"{click.style(f'{found.code} {found.name}', bold=True)}  {click.style(found.severity, fg=_COLOURS[found.severity])}  ({found.kind}: {family(code)})\n")
    click.echo(click.wrap_text(shown.summary, 110))
    for title, text in shown.sections.items():
        click.echo(f"\n{click.style(title, bold=True)}\n" + click.wrap_text(text, 110, "  ", "  "))
    click.echo(f"\n{click.style('Message', bold=True)}\n  {found.message}")
    if shown.examples:
        click.secho("\nExamples, judged now", bold=True)
    for example in shown.examples:
        wrong = "" if example.answer == example.expected else click.style(f"  but ought to be {example.expected}", fg="red")
        click.echo(f"  {example.answer:<15}{example.given}{wrong}")
    others = examples_of(found)
    if others:
        click.secho("\nExamples", bold=True)
    for given, answer in others:
        click.echo(f"  {answer:<15}{given}")
    return 0 if all(example.answer == example.expected for example in shown.examples) else 1
