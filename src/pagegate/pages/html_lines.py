"""Finds an extractor's text again in the lines of a page, so that the article keeps its places; and leaves out the lines that belong to no article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"\w+")
#: Text is compared by runs of so many words.
_RUN = 3
#: A line is the extractor's if so much of it is.
_ENOUGH = 0.5
_ENDED = re.compile(r"[.!?…。！？｡।؟۔։።:;][\"”’»'）)\]』」\s]*$")
_DENSE = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
#: A line that leads elsewhere: nearly all of it is a link, or it says so and half of it is.
_LINK, _HALF_LINK = 0.9, 0.4
_ELSEWHERE = re.compile(
    r"^\W*(?:related|read (?:more|also|next)|see (?:more|also)|also (?:read|see|on)|more(?: on| from| in)?:|watch|don['’]t miss|explore further|you (?:may|might) (?:also )?like|recommended|click here|sign up|subscribe"
    r"|mehr (?:zum|dazu|aus)|lesen sie (?:auch|mehr)|siehe auch|lire aussi|à lire|voir aussi|lee (?:también|más)|leia (?:também|mais)|te puede interesar|leggi anche|lees ook|читайте также|czytaj (?:też|także)|関連記事|相关(?:阅读|新闻)|관련기사)",
    re.IGNORECASE,
)
#: Headings of boxes: what follows them, up to the next prose, belongs to the box.
_BOX = re.compile(
    r"^\W*(?:related(?: (?:stories|articles|posts|news|content|coverage|links|topics))?|(?:you|we think you) (?:may|might)(?:['’]ll)? (?:also )?(?:like|enjoy|be interested in)(?: this)?|more (?:from|on|in|stories|news|coverage)\b.{0,40}|most (?:read|viewed|popular|shared)\b.{0,30}|(?:popular|trending)(?: (?:on|in|now)\b.{0,30})?"
    r"|don['’]t miss|recommended(?: (?:for you|stories|reading))?|read (?:next|more|also)|see also|explore further|something to consider|share this(?: (?:story|article|post))?|comments?|leave a (?:comment|reply)|newsletter|tags|filed under|about the author"
    r"|mehr zum thema|auch interessant|meistgelesen|kommentare|à lire aussi|sur le même sujet|commentaires|lo más (?:leído|visto)|comentarios|leia (?:também|mais)|comentários|leggi anche|commenti|ti potrebbe interessare|читайте также|комментарии|関連記事|相关(?:阅读|新闻)|관련기사)\W*$",
    re.IGNORECASE,
)
#: What readers wrote begins with a line that says nothing else.
_COMMENTS = re.compile(r"^\W*(?:[0-9.,]{1,7}\s+)?(?:comments?|reader comments|leave a (?:comment|reply)|kommentare?|commentaires?|comentarios?|comentar|comentários?|commenti|комментарии|コメント|评论|댓글)(?:\s*[(\[:]?\s*[0-9.,]{0,7}\s*[)\]]?)\W*$", re.IGNORECASE)
#: What stands behind the last paragraph and is none.
_COLOPHON = re.compile(
    r"^\W*(?:©|\(c\)|copyright\b|all rights reserved|follow\b.{0,200}\b(?:on|at|@)|sign up\b|subscribe\b|click here\b|get (?:the latest|access|more)\b|tell us what|like this (?:story|article)|have a tip|write to\b|email\b.{0,80}@|filed under|tags?\b|categor(?:y|ies)\b|comments?\W*$"
    r"|updated (?:at|on)\b|source\W|thanks? (?:you )?for (?:signing|subscribing)|(?:an|there was an) error\b|this (?:copy|article) (?:is for your personal|has been sent)|print article|order reprints|posted in\b|share (?:this|on)\b|if you (?:enjoyed|liked) this)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Lines:
    """The lines of a page's text: `text`, and `linked`, how many characters of each (by 1-based number) are links."""

    text: Sequence[str]
    linked: Mapping[int, int]

    @cached_property
    def words(self) -> list[list[str]]:
        """The words of each line, by its position."""
        return [_WORD.findall(text) for text in self.text]

    @cached_property
    def keys(self) -> list[str]:
        """The words of each line with a blank between them."""
        return [" ".join(words) for words in self.words]

    def weight(self, line: int) -> float:
        """About how many words a line has, in any script."""
        return max(len(self.words[line]), len(_DENSE.findall(self.text[line])) / 2)

    def link_share(self, line: int) -> float:
        """How much of a line is links."""
        return self.linked.get(line + 1, 0) / max(1, len(self.text[line]) - self.text[line].count(" "))

    def is_prose(self, line: int) -> bool:
        """Whether a line is a sentence, or a paragraph, and no link."""
        weight = self.weight(line)
        return weight >= 8 and (weight >= 25 or _ENDED.search(self.text[line]) is not None) and self.link_share(line) < 0.6


def find_lines(lines: Lines, extracted: Iterable[str]) -> list[int]:
    """The positions of the lines, ascending, that an extracted text was made of.

    Lines that both have once are anchors, as far as they come in one order; of the rest, a line is taken if half of its runs of three words are still to be found,
    looking between the anchors first, then behind them, then before. Each run is found once, so that a teaser with the words of a paragraph is not taken for it.
    """
    wanted = [words for words in map(_WORD.findall, extracted) if words]
    keys, told = lines.keys, list(map(" ".join, wanted))
    asked = Counter(told)
    times = Counter(key for key in keys if key in asked)
    place = {key: line for line, key in enumerate(keys) if key in asked}
    pairs = [(number, place[key]) for number, key in enumerate(told) if asked[key] == 1 and times[key] == 1]
    anchors = _rising(pairs, [len(wanted[number]) for number, _ in pairs])
    taken = {line for _, line in anchors}
    anchored = {number for number, _ in anchors}
    left = Counter(run for number, words in enumerate(wanted) if number not in anchored for run in _runs(words))
    first, last = (min(taken), max(taken)) if taken else (0, -1)
    for line in (*range(first, last + 1), *range(last + 1, len(keys)), *range(first - 1, -1, -1)):
        if not left:
            break
        if line in taken or not keys[line]:
            continue
        runs = _runs(lines.words[line])
        found = [run for run, count in Counter(runs).items() for _ in range(min(count, left.get(run, 0)))]
        if len(found) >= _ENOUGH * len(runs):
            taken.add(line)
            left -= Counter(found)
    return sorted(taken)


def _runs(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[start:] for start in range(_RUN)), strict=False)) if len(words) >= _RUN else [tuple(words)]


def _rising(pairs: list[tuple[int, int]], weights: list[int]) -> list[tuple[int, int]]:
    """The heaviest selection of pairs, sorted by their first, whose second rises too. By a Fenwick tree of the heaviest selection that ends at or before a second."""
    size = max((second for _, second in pairs), default=0) + 2
    heaviest = [(0, -1)] * (size + 1)
    before = [-1] * len(pairs)
    best = (0, -1)
    for number, (_, second) in enumerate(pairs):
        top, at = (0, -1), second
        while at > 0:
            top = max(top, heaviest[at])
            at -= at & -at
        before[number] = top[1]
        mine = (top[0] + weights[number], number)
        best = max(best, mine)
        at = second + 1
        while at <= size:
            heaviest[at] = max(heaviest[at], mine)
            at += at & -at
    chosen = []
    number = best[1]
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]


def body_of(lines: Lines, taken: Sequence[int], titles: Collection[str], description: str | None) -> list[int]:
    """The lines of an article's body out of those an extractor took: without its title and deck, without links elsewhere, boxes, and what stands behind its last paragraph."""
    kept = _without_head(lines, list(taken), {_bare(title) for title in titles} - {""}, _bare(description or ""))
    kept = _without_links(lines, kept)
    kept = _without_boxes(lines, _without_comments(lines, kept))
    while kept and _is_colophon(lines, kept[-1]):
        kept.pop()
    return kept


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _without_head(lines: Lines, kept: list[int], titles: set[str], description: str) -> list[int]:
    """Without the title, the lines before it, and the deck: a description right behind the title that something parts from the body."""
    begin = 0
    for number, line in enumerate(kept[:10]):
        if _bare(lines.text[line]) in titles:
            begin = number + 1
        elif lines.weight(line) >= 25:
            break
    kept_after = kept[begin:]
    if begin and len(kept_after) > 1 and kept_after[0] == kept[begin - 1] + 1 and kept_after[1] > kept_after[0] + 1 and description and _bare(lines.text[kept_after[0]]) == description:
        kept_after = kept_after[1:]
    return kept_after


def _without_links(lines: Lines, kept: list[int]) -> list[int]:
    """Without lines that lead elsewhere: links among links, links in capitals, and what says that it does."""
    link = [lines.link_share(line) >= _LINK and lines.weight(line) >= 3 for line in kept]
    good = []
    for number, line in enumerate(kept):
        text = lines.text[line]
        beside = (number > 0 and link[number - 1]) or (number + 1 < len(kept) and link[number + 1])
        elsewhere = _ELSEWHERE.match(text) is not None and lines.link_share(line) >= _HALF_LINK
        if not elsewhere and not (link[number] and (beside or text.isupper())):
            good.append(line)
    return good


def _without_comments(lines: Lines, kept: list[int]) -> list[int]:
    """Up to the heading of the comments, unless next to no prose stands before it."""
    for number, line in enumerate(kept):
        if _COMMENTS.match(lines.text[line]) and prose_words(lines, kept[:number]) >= 20:
            return kept[:number]
    return kept


def _without_boxes(lines: Lines, kept: list[int]) -> list[int]:
    good = []
    in_box = False
    for line in kept:
        in_box = (in_box and not lines.is_prose(line)) or _BOX.match(lines.text[line]) is not None
        if not in_box:
            good.append(line)
    return good


def _is_colophon(lines: Lines, line: int) -> bool:
    return (lines.link_share(line) >= _LINK and not lines.is_prose(line)) or (_COLOPHON.match(lines.text[line]) is not None and lines.weight(line) <= 60)


def prose_words(lines: Lines, kept: Iterable[int]) -> float:
    """About how many words of these lines stand in sentences."""
    return sum(lines.weight(line) for line in kept if lines.is_prose(line))


def reads_on(lines: Lines, kept: Sequence[int]) -> bool:
    """Whether at least half of the prose has prose right before or behind it, as paragraphs have and teasers do not; a lone long paragraph has too."""
    prose = [line for line in kept if lines.is_prose(line)]
    there = set(prose)
    joined = sum(lines.weight(line) for line in prose if line - 1 in there or line + 1 in there or lines.weight(line) >= 60)
    return joined * 2 >= sum(lines.weight(line) for line in prose)


def line_of(lines: Lines, text: str, before: int) -> int:
    """The position of the last line before another that says the same as a text, else the first one anywhere; -1 if there is none."""
    wanted = _bare(text)
    # Of all characters one alone, the dotted I, is longer in lower case: only lines of the same length are looked at, and those that have one.
    alike = (line for line, key in enumerate(lines.keys) if len(key) == len(wanted) or "\u0130" in key)
    same = [line for line in alike if wanted and _bare(lines.text[line]) == wanted]
    at = bisect_left(same, before)
    return same[at - 1] if at else (same[0] if same else -1)
