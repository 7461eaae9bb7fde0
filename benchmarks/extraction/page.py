"""The page that tells the figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .score import Score


@dataclass(frozen=True)
class Measured:
    """What was measured on how many pages of which collection, its mean score, the seconds it took, and the codes of the errors by page."""

    collection: str
    name: str
    pages: int
    score: Score
    seconds: float
    errors: Mapping[str, Sequence[str]]


_TEMPLATE = """# What is read from HTML

Written by `python -m benchmarks.extraction --data DIR --write docs/extraction.md`; do not edit the figures by hand.

A page of HTML becomes text first, one block a line, the cells of a row parted by tabs; quotes, weather and page rules read that text, and every place leads back to the line and column in the
markup. A sign that the page only draws, by a class (`down`, `negative`), a label (`aria-label="down 0.4%"`) or a data attribute (`data-change="-7.57"`), is written in front of its number. An
element that shows nothing before its script has run (`<fin-streamer value="-0.42">`) shows its value.

The article is found in the markup: [trafilatura](https://trafilatura.readthedocs.io) extracts its text; paragraphs that stand where the extracted ones stand (same classes, same article, same
heading) are added, for sites that break an article into several containers; the title, the deck, links to other stories, boxes and what stands behind the last paragraph are left out. A page that
does not say it is an article has one only if it holds 60 words of sentences that follow each other. JSON-LD, OpenGraph, other `<meta>` and microdata tell author, site, dates, address, declared
words and text, and whether reading is free; what they say is held against what the page shows.

A page of more than 4 million characters, 15,000 elements, or elements more than 200 deep in each other is read as text alone, and rule P112 says so.

The bytes become characters by the byte order mark; else as UTF-8 if they are it; else by the header of the response, by the page's `<meta>`, by what is usual for the language that it declares
(HTML standard, section 13.2.3.2), and at last by what explains them best. Without a declared language, Hungarian and Baltic pages in their old encodings are taken for western ones. Wrong
declarations are P109 (the page's own) and P113 (the response's).

## How much of an article is read

News pages in more than ten languages whose text was copied by hand: those of the [Article Extraction Benchmark](https://github.com/scrapinghub/article-extraction-benchmark), and the test data
of [newspaper4k](https://github.com/AndyTheFactory/newspaper4k). The formula is the benchmark's: runs of four words, the case kept; each figure is the mean of the pages'. The rules for boxes and
colophons were written with the first collection in view; the mode that trafilatura is asked in, and where comments begin, with both.

Data (SHA-256, first twelve digits): {sums}. Measured on {date} with pagegate {version}, trafilatura {trafilatura}.

| pages | | F1 | precision | recall | seconds |
|---|---|---:|---:|---:|---:|
{rows}

The seconds are one run's on one machine; those of pagegate hold the reading and judging of all pages too.

{errors}
"""


def render(measured: Sequence[Measured], sums: Mapping[str, str], date: dt.date, trafilatura: str, version: str) -> str:
    """The page as Markdown."""
    rows = "\n".join(
        f"| {one.pages} of {one.collection} | {one.name} | {one.score.f1:.4f} | {one.score.precision:.4f} | {one.score.recall:.4f} | {one.seconds:.1f} |" for one in measured
    )
    told = "\n".join(_errors(one) for one in measured if one.name == "pagegate")
    shown = ", ".join(f"{name} `{checksum}`" for name, checksum in sums.items())
    return _TEMPLATE.format(sums=shown, date=date.isoformat(), version=version, trafilatura=trafilatura, rows=rows, errors=told)


def _errors(one: Measured) -> str:
    pages = ", ".join(f"`{name[:20]}` ({', '.join(codes)})" for name, codes in sorted(one.errors.items()))
    return f"- {one.collection}: {len(one.errors)} of {one.pages} pages have an error{': ' + pages if pages else ''}."
