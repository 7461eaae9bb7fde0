"""Turns HTML into the text that a person reads, and tells where each piece of it stands in the HTML.

The tokens are found with expressions of its own: the standard library's parser takes time that grows with the square (and the cube) of what is left open
and raises on some marked sections, and what it does differs between versions of Python. Here every character is passed over a bounded number of times,
nothing recurses, and no markup is an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pagegate.pages.html_signs import signs
from pagegate.pages.html_writer import Writer

#: Elements that stand on lines of their own.
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section", "select", "summary",
    "table", "tbody", "tfoot", "thead", "tr", "ul",
))
_CELLS = frozenset(("td", "th"))
#: Elements whose content is not markup, or is shown only where they fail. Without their end tag the first two take the rest of the page, as in a browser.
_RAW = {name: re.compile(rf"</(?i:{name})(?=[\s/>])") for name in ("script", "style", "iframe", "noembed", "noframes", "noscript", "textarea", "audio", "video", "canvas", "title")}
_TO_THE_END = frozenset(("script", "style"))
#: Elements that hold markup which is not shown.
_HIDDEN = frozenset(("template", "svg"))
_SPECIAL, _PARTING = _RAW.keys() | _HIDDEN, _CELLS | {"a", "pre"}
_LINES = _BLOCKS - _PARTING
# A `>` inside a quoted value does not end a tag. The quantifiers are possessive: what they took they never give back, so that time is linear.
_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*+)(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')|=)*+>""")
# What a custom element shows before its script has run: nothing, but its value stands in an attribute.
_CUSTOM_VALUE = re.compile(r"""\s(?:data-)?value\s*=\s*["']?([+\-−]?[0-9][0-9.,]*+)(?=["'\s>])""")
_PERCENT_FIELD = re.compile(r"(?i)percent|pct")
_EMPTY = re.compile(r"\s*+</")
_COMMENT_END = re.compile(r"--!?>")
_LINE_END = re.compile(r"\r\n|\r|\n")

Places = npt.NDArray[np.int64]


class Derived(NamedTuple):
    """The text of a page, where it stands in the HTML (see `html_text`), how many characters of each of its lines (1-based) are links, and where the lines of the HTML start."""

    text: str
    places: Places
    linked: Mapping[int, int]
    starts: npt.NDArray[np.int64]


def html_text(html: str) -> Derived:
    """The text of a page, its title first, and where it stands.

    Block elements and `<br>` end a line, cells of a row are parted by a tab, inline elements are joined as they are. White space is collapsed but for the line ends
    of `<pre>`, entities are resolved. Scripts, styles, `<noscript>`, templates, drawings and attributes are left out; but for the sign of a change that the page
    draws (`<span class="down">0.42%</span>`), which is written in front of the number.

    The places are an array of shape (pieces, 4), sorted: line and column in the text, line and column in the HTML, 1-based. Every line of the text begins
    with a piece, and so does what follows a tag, an entity or a line end of the HTML; inside a piece the columns run alike.
    """
    title, body = _written(html, {})
    if _shows_change("".join(body.pieces)) and (drawn := signs(html)):
        title, body = _written(html, drawn)
    if title.pieces and body.pieces:
        title.pieces.append("\n")
        body.move_down(title.row)
    written = [writer for writer in (title, body) if writer.pieces]
    text = "".join(piece for writer in written for piece in writer.pieces)
    rows, columns, offsets = (np.concatenate([_NONE, *(np.frombuffer(getattr(writer, name), dtype=np.int64) for writer in written)]) for name in ("rows", "columns", "offsets"))
    starts = _line_starts(html)
    line = np.searchsorted(starts, offsets, side="right")
    return Derived(text, np.column_stack((rows, columns, line, offsets - starts[line - 1] + 1)), body.linked_by_row(), starts)


_NONE = np.empty(0, dtype=np.int64)


def _line_starts(html: str) -> npt.NDArray[np.int64]:
    """The offsets at which the lines of the HTML start."""
    if "\r" in html:
        return np.array([0, *(found.end() for found in _LINE_END.finditer(html))], dtype=np.int64)
    ends = np.fromiter(map(len, html.split("\n")), dtype=np.int64) + 1
    return np.concatenate([[0], np.cumsum(ends[:-1])])


#: A number with a percent sign, on a line as short as those of tickers.
_PERCENT, _SHORT = re.compile(r"[0-9][ \t]?[%％]"), 160


def _shows_change(text: str) -> bool:
    """Whether a text has a short line with a percent: only there is a sign that is drawn looked for."""
    for found in _PERCENT.finditer(text):
        end = text.find("\n", found.end())
        if (end if end >= 0 else len(text)) - text.rfind("\n", 0, found.start()) <= _SHORT:
            return True
    return False


def _written(html: str, drawn: Mapping[int, str]) -> tuple[Writer, Writer]:
    title, body = Writer(html, {}), Writer(html, drawn)
    _write(html, title, body)
    return title, body


class _Hidden:
    """Keeps track of what is not shown: how deep in a template or a drawing the walk is, and which elements are known to have no end."""

    def __init__(self, html: str) -> None:
        self.inside = ""
        self._depth = 0
        self._unclosed: set[str] = set()
        self._html = html

    def raw_end(self, name: str, at: int, *, self_closed: bool) -> int | None:
        """Where the content ends that begins at `at` and is no markup; None if it is markup."""
        if name not in _RAW or name in self._unclosed or (self_closed and name not in _TO_THE_END):
            return None
        end = _RAW[name].search(self._html, at)
        if end is not None:
            return end.start()
        self._unclosed.add(name)
        return len(self._html) if name in _TO_THE_END else None

    def takes(self, name: str, *, closing: bool, self_closed: bool) -> bool:
        """Whether a tag begins, ends or is in what is not shown."""
        if not self.inside:
            if name in _HIDDEN and not closing and not self_closed:
                self.inside, self._depth = name, 1
            return name in _HIDDEN
        if name == self.inside:
            self._depth += -1 if closing else not self_closed
            self.inside = self.inside if self._depth else ""
        elif self.inside == "svg" and name in _BLOCKS:  # which end a drawing that was left open
            self.inside = ""
            return False
        return True


def _write(html: str, title: Writer, body: Writer) -> None:
    """Go through the tokens of the page once."""
    at, size = 0, len(html)
    hidden = _Hidden(html)
    find, tag, write, end_line = html.find, _TAG.match, body.write, body.end_line  # looked up once: a page has thousands of tags
    while at < size:
        opened = find("<", at)
        opened = size if opened < 0 else opened
        if opened > at and not hidden.inside:
            write(at, opened)
        found = tag(html, opened)
        if found is None:
            at = _after_other(html, opened)
            if at == opened + 1 and not hidden.inside:
                write(opened, at)
            continue
        at = found.end()
        closing, name = found.groups()
        name = name.lower()
        if hidden.inside or name in _SPECIAL:
            at = _after_special(found, name, hidden, title, body)
        elif name in _LINES:  # as most are
            end_line()
        elif name in _PARTING:
            _part(body, name, closing=bool(closing))
        elif "-" in name and not closing:
            _show_value(body, found)


def _after_special(found: re.Match[str], name: str, hidden: _Hidden, title: Writer, body: Writer) -> int:
    """Go past a tag whose content is no markup or is not shown, or that stands inside what is not shown; returns where to go on."""
    html, at, closing = found.string, found.end(), bool(found[1])
    self_closed = html[at - 2] == "/"
    end = None if closing else hidden.raw_end(name, at, self_closed=self_closed)
    if end is not None:
        if name == "title" and not hidden.inside and not title.pieces:
            title.write(at, end)
        return end
    if not hidden.takes(name, closing=closing, self_closed=self_closed):
        _part(body, name, closing=closing)
    return at


def _show_value(body: Writer, found: re.Match[str]) -> None:
    """Write the value of a custom element that has nothing inside."""
    value = _CUSTOM_VALUE.search(found[0])
    if value is not None and _EMPTY.match(found.string, found.end()):
        body.put_value(value[1] + ("%" if _PERCENT_FIELD.search(found[0]) else ""), found.start() + value.start(1))


def _part(body: Writer, name: str, *, closing: bool) -> None:
    """Part what stands before a tag from what stands behind it."""
    if name in _BLOCKS:
        body.end_line()
        if name == "pre":
            body.preformatted = max(0, body.preformatted + (-1 if closing else 1))
    elif name in _CELLS and not closing:
        body.begin_cell()
    elif name == "a":
        body.in_link = not closing


def _after_other(html: str, at: int) -> int:
    """Where a `<` ends that begins no whole tag: a comment, a declaration, a tag that was left open (which takes the rest), or a mere sign."""
    following = html[at + 1 : at + 3]
    if not html.startswith("<", at):
        return len(html)
    if html.startswith("<!--", at):
        if html.startswith((">", "->"), at + 4):
            return html.index(">", at) + 1
        end = _COMMENT_END.search(html, at + 4)
        return len(html) if end is None else end.end()
    if following[:1] in ("!", "?") or (following[:1] == "/" and len(following) > 1):
        closed = html.find(">", at)
        return len(html) if closed < 0 else closed + 1
    return len(html) if following[:1].isascii() and following[:1].isalpha() else at + 1
