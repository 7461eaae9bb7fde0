"""Finds the signs that a page draws: by a class, a label or a data attribute, where its text has none.

`<dd class="change down">0.42%</dd>` is a fall to everybody who sees its colour. Only numbers that can be a change are signed: a percent or a smaller number right behind
another number, or what stands in an element that is named as a change. So the humidity in a drop-down keeps its value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

_FALLS = r"down|downs|dn|negative|neg|minus|falls?|falling|fell|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|loss|losses|losing|lower|bear|bearish"
_RISES = r"up|ups|positive|plus|rises?|rising|rose|increas(?:e|es|ed|ing)|gain|gains|gained|gainers?|higher|bull|bullish"
_WORDS = {
    sign: re.compile(rf"(?<![a-z])(?:{words})(?![a-z])") for sign, words in (("-", _FALLS), ("+", _RISES))
}
_COLOURS = {"-": re.compile(r"(?<![a-z])red(?![a-z])"), "+": re.compile(r"(?<![a-z])green(?![a-z])")}
#: What rises is red in China, Japan and Korea.
_RED_RISES = re.compile(r"""<html\b[^>]{0,300}?\blang\s*=\s*["']?(?:zh|ja|ko)\b""", re.IGNORECASE)
#: Words that have nothing to do with numbers: menus, forms, paddings.
_OTHER = re.compile(r"(?:drop|pop|sign|back|roll|look|start|scroll|slide|count|set|pull|mark|log|follow|thumbs?|page|move)[-_ ]?(?:ups?|downs?)(?![a-z])")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ATTRIBUTE = re.compile(r"""[\s"'](class|aria-label|title|alt|data-[\w-]{1,40})\s{0,9}=\s{0,9}(?:"([^"<>]{1,300})"|'([^'<>]{1,300})'|([^\s"'<>=]{1,100}))""", re.IGNORECASE)
#: Labels tell a direction where they begin with it: `Down 0.5%`.
_LABELS = frozenset(("aria-label", "title", "alt"))
#: Names of what changes: classes, fields and data attributes.
_CHANGE = re.compile(r"chang|chg|diff|delta|pct|percent|variation|trend|movement|direction")
_DATA_CHANGE = re.compile(r"chang|chg|delta|pct|percent|trend|movement|direction|dir$")
_NAME = re.compile(r"<([A-Za-z][\w-]{0,40})")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_EMPTY = frozenset(("img", "input", "br", "hr"))
#: A scope is no longer than this; larger elements are boxes, not numbers. A sign without content stands before its number, within this distance.
_LONGEST, _AHEAD, _BEHIND = 1500, 200, 400
_MOST_SCOPES = 2_000
_TOKEN = re.compile(
    r"(?P<row></?(?:tr|li|dl|dt|ul|table)\b[^<>]{0,400}>)|(?P<tag><[^<>]{0,2000}>)|(?P<percent>%|％|&#37;|&percnt;)|(?P<signed>(?:[+\-−–▲▼△▽↑↓]|&minus;|&plus;|&#8722;|&#43;|&#x2212;)\s{0,3}[$€£¥₹]?\s?[0-9][0-9.,]*)"
    r"|(?P<number>[0-9][0-9.,]*[0-9]|[0-9])|(?P<between>[\s()\[\]|/$€£¥₹]+|&nbsp;|&#160;|&#x[aA]0;)|(?P<word>&#?\w{1,31};?|\w+|.)", re.DOTALL,
)
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


class _Scope(NamedTuple):
    """Where numbers have a sign that is drawn: from `begin` to `end`; `start` is where its tag begins, and up to `shown` stand words that only tell the direction. `named`: it is named as a change."""

    start: int
    begin: int
    shown: int
    end: int
    sign: str
    named: bool


def signs(html: str) -> Mapping[int, str]:
    """The sign, `+` or `-`, of numbers that show none and whose element tells one, by their place in the HTML."""
    drawn: dict[int, str] = {}
    for count, scope in enumerate(_scopes(html)):
        if count >= _MOST_SCOPES:
            break
        drawn |= dict.fromkeys(_unsigned(html, scope), scope.sign)
    return drawn


def _scopes(html: str) -> Iterator[_Scope]:
    red_rises = _RED_RISES.search(html[:4096]) is not None
    for found in _ATTRIBUTE.finditer(html):
        name, value = found[1].lower(), found[2] or found[3] or found[4]
        sign = _direction(name, value, red_rises=red_rises)
        if not sign:
            continue
        start = html.rfind("<", max(0, found.start() - 3000), found.start())
        close = html.find(">", found.end(), found.end() + 3000)
        tag = _NAME.match(html, start) if start >= 0 else None
        if tag is None or close < 0 or html.find(">", start, found.start()) >= 0:
            continue
        shown, end = _ends(html, tag[1].lower(), close + 1, sign)
        if end is not None:
            named = name.startswith("data-") or (name == "aria-label" and any(letter.isdigit() for letter in value)) or _CHANGE.search(html[start:close].lower()) is not None
            yield _Scope(start, close + 1, shown, end, sign, named)


@lru_cache(maxsize=4096)  # a page says the same of thousands of its elements
def _direction(name: str, value: str, *, red_rises: bool) -> str:
    """The sign that an attribute tells, empty if none."""
    value = _OTHER.sub(" ", _CAMEL.sub("-", value.strip()).lower())
    if name.startswith("data-"):
        if not _DATA_CHANGE.search(name):
            return ""
        if value[:1] in ("-", "−"):
            return "-"
    told = {sign for sign, words in _WORDS.items() if (words.match(value) if name in _LABELS else words.search(value))}
    if not told and name == "class":
        told = {sign if not red_rises else "+-".replace(sign, "") for sign, words in _COLOURS.items() if words.search(value)}
    return told.pop() if len(told) == 1 else ""


def _ends(html: str, name: str, begin: int, sign: str) -> tuple[int, int | None]:
    """Where the content of an icon ends, and where the scope of a tag does: at its end tag, or a little behind one that shows no more than an icon. None if it is too long to be about a number."""
    closing = re.compile(rf"<(/?){re.escape(name)}\b", re.IGNORECASE)
    depth = 1
    for found in closing.finditer(html, begin, begin + _LONGEST):
        depth += -1 if found[1] else 1
        if depth == 0:
            content = _TAG.sub("", html[begin : found.start()]).strip().lower()
            if not content or _WORDS[sign].fullmatch(content):
                return found.start(), found.start() + _AHEAD
            return begin, found.start()
    return begin, begin + _AHEAD if name in _EMPTY else None


def _unsigned(html: str, scope: _Scope) -> Iterator[int]:
    """The places of the numbers in a scope that are changes without a sign."""
    before: float | None = None
    after_percent = last = False
    tokens = list(_TOKEN.finditer(html, max(0, scope.start - _BEHIND), scope.end))
    for position, found in enumerate(tokens):
        kind = found.lastgroup
        if kind == "word" and scope.begin <= found.start() < scope.shown:
            continue
        if kind == "row" and found.start() >= scope.begin and scope.end - scope.shown == _AHEAD:
            return
        if kind in ("row", "word"):
            before, last = None, False
        elif kind in ("number", "signed"):
            percent = _is_percent(tokens, position)
            value = _value(found[0])
            if kind == "number" and scope.begin <= found.start() < scope.end and (
                (percent and (last or scope.named)) or (not percent and (scope.named or (last and (after_percent or (before is not None and value < before / 2)))))
            ):
                yield found.start()
            if not percent:
                before = value
            after_percent, last = percent, True


def _is_percent(tokens: list[re.Match[str]], position: int) -> bool:
    for found in tokens[position + 1 : position + 8]:
        if found.lastgroup == "percent":
            return True
        if found.lastgroup not in ("tag", "between"):
            return False
    return False


def _value(text: str) -> float:
    """About how large a number is; a decimal comma is taken for a point where two digits follow."""
    found = _NUMBER.search(text)
    if found is None:
        return 0.0
    digits = re.sub(r"[.,](?=[0-9]{3}(?![0-9]))", "", found[0][:40]).replace(",", ".")
    whole, _, decimals = digits.partition(".")
    return float(f"{whole}.{decimals.replace('.', '')}0")
