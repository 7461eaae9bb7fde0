"""Reads the article of a page from its markup: its text by trafilatura, and by the paragraphs that stand where the found ones stand.

trafilatura (https://trafilatura.readthedocs.io) looks for one container; a site that breaks an article into several loses the others. Measured on 181 news pages by
`python -m benchmarks.extraction`; docs/extraction.md has the figures.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from pagegate.pages.html_lines import Lines, body_of, find_lines, prose_words, reads_on
from pagegate.pages.html_meta import Metadata, read_metadata

#: Beyond these a page is not looked at: what extractors do takes time that grows faster than the page. The largest of 213 real pages has 2.9 million characters and 2,600 elements.
MOST_CHARACTERS, MOST_ELEMENTS, MOST_DEPTH = 4 << 20, 15_000, 200
#: Without a word of the page that it is an article, prose of so many words is one.
FEWEST_WORDS = 60
#: Paragraphs of fewer words are not missed.
_PARAGRAPH = 6
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"[0-9]+")
#: The log of trafilatura speaks of pages that are no articles as of errors.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


@dataclass(frozen=True)
class Found:
    """The article of a page: the positions of its `lines` in the page's text, and its `metadata`; `trouble` says why a page was not looked at."""

    lines: tuple[int, ...] = ()
    metadata: Metadata | None = None
    trouble: str = ""


def find_article(html: str, lines: Lines) -> Found:
    """The article of a page whose text has these lines; without lines where there is none. Whatever the markup is, nothing is raised."""
    trouble = _too_large(html)
    if trouble:
        return Found(trouble=trouble)
    from trafilatura.utils import load_html

    try:
        tree = load_html(html)
        if tree is None:
            return Found()
        if _too_deep(tree):
            return Found(trouble=f"elements are more than {MOST_DEPTH} deep in each other")
        metadata = read_metadata(tree)
        if not metadata.is_article and prose_words(lines, range(len(lines.text))) < FEWEST_WORDS:
            return Found(metadata=metadata)  # whatever was found of so little would be none
        paragraphs = _paragraphs(tree)
        body = _body(tree, lines, paragraphs, metadata)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError, MemoryError) as error:
        # trafilatura and lxml raise what their code stumbles over in markup of strangers.
        return Found(trouble=f"its markup cannot be searched: {type(error).__name__}")
    good = prose_words(lines, body) > 0 if metadata.is_article else prose_words(lines, body) >= FEWEST_WORDS and reads_on(lines, body)
    return Found(tuple(body) if good else (), metadata)


def _too_large(html: str) -> str:
    if len(html) > MOST_CHARACTERS:
        return f"it has {len(html):,} characters, more than {MOST_CHARACTERS:,}"
    elements = html.count("<")
    if elements > MOST_ELEMENTS:
        elements -= html.count("</")
    return f"it has about {elements:,} elements, more than {MOST_ELEMENTS:,}" if elements > MOST_ELEMENTS else ""


def _too_deep(tree: Any) -> bool:
    deep: bool = tree.getroottree().xpath(f"boolean({'/*' * (MOST_DEPTH + 1)})")
    return deep


def _body(tree: Any, lines: Lines, paragraphs: list[_Paragraph], metadata: Metadata) -> list[int]:
    """The lines of the body. Where the strict extraction brings hardly any prose, the thorough one is asked too: it is believed if it has half as much again, or less besides."""
    strict = _chosen(_extracted(tree, thorough=False), lines, paragraphs, metadata)
    words, prose = sum(lines.weight(line) for line in strict), prose_words(lines, strict)
    if prose >= FEWEST_WORDS and prose >= 0.5 * words:
        return strict
    thorough = _chosen(_extracted(tree, thorough=True), lines, paragraphs, metadata)
    all_words, more = sum(lines.weight(line) for line in thorough), prose_words(lines, thorough)
    richer = more >= 1.5 * prose if prose < FEWEST_WORDS else more * words > prose * all_words
    return thorough if more and richer else strict


def _chosen(extracted: list[str], lines: Lines, paragraphs: list[_Paragraph], metadata: Metadata) -> list[int]:
    taken = find_lines(lines, [*extracted, *_missed(extracted, paragraphs)])
    return body_of(lines, taken, metadata.titles, metadata.description)


def _extracted(tree: Any, *, thorough: bool) -> list[str]:
    """The lines that trafilatura extracts; it works on a copy of the tree."""
    from trafilatura import extract

    text = extract(tree, options=_options(thorough=thorough))
    return [line for line in (text or "").split("\n") if line.strip()]


@cache
def _options(*, thorough: bool) -> Any:
    """What is asked of trafilatura, made once: it reads its configuration whenever it makes them itself."""
    from trafilatura.settings import Extractor

    return Extractor(comments=False, fast=not thorough, precision=not thorough, output_format="txt")


class _Paragraph(NamedTuple):
    """A paragraph: its text, its words, how many of them are links, where it stands (tags and classes around it), in which article, under which heading."""

    text: str
    words: str
    length: int
    linked: int
    where: tuple[Any, ...]
    heading: int


def _paragraphs(tree: Any) -> list[_Paragraph]:
    found = []
    heading = 0
    articles: dict[Any, int] = {}
    for element in tree.iter("p", "h1", "article", "blockquote", "li"):
        if element.tag in {"h1", "article"}:
            heading += 1
            continue
        text = element.text_content()
        words = _WORD.findall(text)
        if len(words) < _PARAGRAPH:
            continue
        around = islice(element.iterancestors(), 3)
        article = next(element.iterancestors("article", "main"), None)
        where = (element.tag, *((one.tag, _DIGITS.sub("", one.get("class") or "")) for one in around), articles.setdefault(article, len(articles)) if article is not None else -1)
        linked = sum(len(_WORD.findall(link.text_content())) for link in element.iter("a"))
        found.append(_Paragraph(text, " ".join(words), len(words), linked, where, heading))
    return found


def _missed(extracted: list[str], paragraphs: list[_Paragraph]) -> list[str]:
    """The paragraphs that were not extracted though they stand where the extracted ones do: in elements of the same classes, in the same article, under the same heading."""
    whole = " | ".join(" ".join(_WORD.findall(line)) for line in extracted)
    there = [paragraph.words in whole for paragraph in paragraphs]
    words: Counter[tuple[Any, ...]] = Counter()
    for paragraph, known in zip(paragraphs, there, strict=True):
        if known:
            words[paragraph.where] += paragraph.length
    least = max(60, 0.25 * words.total())
    homes = {where for where, count in words.items() if count >= least}
    headings = {paragraph.heading for paragraph, known in zip(paragraphs, there, strict=True) if known and paragraph.where in homes}
    return [
        paragraph.text for paragraph, known in zip(paragraphs, there, strict=True)
        if not known and paragraph.where in homes and paragraph.heading in headings and paragraph.linked <= 0.4 * paragraph.length
    ]
