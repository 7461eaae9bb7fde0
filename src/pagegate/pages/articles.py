"""Reads articles: the run of prose on a page, and the title, date, byline and read time in front of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from pagegate.literals.times import read_times
from pagegate.pages.arrow import Strings, extract, matches, numpy, strings, take
from pagegate.pages.segments import Segments

#: A segment of so many words that ends like a sentence, or of so many more that does not, is prose.
_SENTENCE, _PROSE = 8, 25
_TERMINAL = r"[.!?…。！？｡।؟۔։።][\"”’»'）)\]』」]*$"
#: Scripts without spaces: so many of their letters are about one word.
_DENSE, _LETTERS_A_WORD = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}]", 2.0
#: A short sentence neither begins a body nor interrupts one.
_SHORT_SENTENCE = 3
#: A row of links is none.
_MENU = r"(?:[^|»•·]{1,40}[|»•·]){3}"
#: What each short line between paragraphs takes from the worth of a run, in words.
_INTERRUPTION = 14.0
_READ_TIME = r"(?i)(?:^|\s)(?P<minutes>[0-9]{1,3})(?:\s|-)?(?:min(?:ute)?s?\.?)(?:\s|-)?(?:de )?(?:read(?:ing)?|lesezeit|lecture|lectura|lettura)\b|(?:reading time|read time|lesezeit|temps de lecture|tiempo de lectura)\s*[:：]?\s*(?:ca\.? )?(?P<other>[0-9]{1,3})\s?min"
_DATE = r"(?i)[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*[0-9]{1,2}(?:st|nd|rd|th)?,?\s*[0-9]{4}|[0-9]{1,2}(?:st|nd|rd|th|\.)?\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s*[0-9]{4}|[0-9]{4}年"
_UPDATED = r"(?i)^(?:last )?(?:updated|modified)"
_BYLINE = r"^(?:By|BY|by|Von|Par|Por|Di)\s+(?P<author>\p{Lu}[\p{L}.'’\-]+(?:\s+(?:and |und |et |y |e )?[\p{L}.'’\-]+){0,5})$"
_SITE = r"^(?P<title>.{12,}?)\s+[|–—\-·»]\s+(?P<site>[^|]{2,48})$"
#: The header stands within so many segments before the body.
_HEADER = 40
#: Title, date and read time stand within so many segments of each other.
_BESIDE = 6
_TITLE_WORDS = (3, 40)
#: Dates, read times and bylines stand on lines no longer than this.
_LONGEST_LABEL = 90
#: What a quote or a widget takes from the worth of a run: no body reaches over one.
_BARRIER = 400.0
#: So many segments may follow the prose to the end of the page and still be its last words.
_STUMPS = 2
#: Without a title printed twice or a read time, a body needs so many words to be one.
_FEWEST_WORDS = 60


@dataclass(frozen=True)
class Articles:
    """Articles as shown on pages, at most one a page.

    `raw`: `title`, `headline`, `body`, `author`, `site`, `published_at`, `modified_at`, `read_minutes` as text, with `segment` (of the title, or of the
    body without one). `places`: `row`, `field`, `segment`, `offset`, `text`; the place of `body` is the last text that is left of it.
    """

    raw: pd.DataFrame
    places: pd.DataFrame


def articles(found: Segments, claimed: npt.NDArray[np.bool_]) -> Articles:
    """Read the article of each page, leaving out segments `claimed` by quotes and weather."""
    if not len(found):
        return Articles(pd.DataFrame({"segment": pd.Series(dtype="int64")}), pd.DataFrame(columns=["row", "field", "segment", "offset", "text"]))
    lines = _lines(found, claimed)
    pages = _bodies(lines)
    _header(pages, lines)
    pages = pages[pages["is_article"]].reset_index(drop=True)
    return _collect(pages, lines, found)


def _lines(found: Segments, claimed: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """What each segment looks like: `words`, `prose`, `minutes` (a read time), `dated`, `byline`, and the segment that has the same `text_of` first."""
    text = found.text
    short = numpy(pc.less_equal(pc.utf8_length(text), _LONGEST_LABEL)).astype(bool) & ~claimed
    words = numpy(pc.count_substring_regex(text, r"[^\s]+")).astype(float)
    dense = matches(text, _DENSE)
    if dense.any():
        words[dense] += numpy(pc.count_substring_regex(take(text, dense), _DENSE)) / _LETTERS_A_WORD
    ended = matches(text, _TERMINAL)
    prose = (((words >= _SENTENCE) & ended) | (words >= _PROSE)) & ~claimed & ~matches(text, _MENU)
    sentence = ended & (words >= _SHORT_SENTENCE) & ~claimed
    lines = pd.DataFrame({"page": found.page, "words": words, "prose": prose, "claimed": claimed})
    for name, pattern, within in (("minutes", _READ_TIME, short & matches(text, "[0-9]")), ("dated", _DATE, short & matches(text, "[0-9]{4}")), ("byline", _BYLINE, short)):
        flags = np.zeros(len(found), dtype=bool)
        flags[within] = matches(take(text, within), pattern)
        lines[name] = flags
    lines["updated"] = lines["dated"] & matches(text, _UPDATED)
    lines["site"], lines["plain"] = _sites(found)
    # The same text twice on one page: titles are printed in the head and above the body, and as links.
    same = pd.factorize(lines["plain"])[0].astype(np.int64) * (int(found.page.max()) + 1) + found.page
    again = pd.Series(same).duplicated(keep=False)
    sentence &= ~again.to_numpy()
    lines["worth"] = np.where(prose, words, np.where(claimed, -_BARRIER, np.where(sentence, 0.5 * words, -_INTERRUPTION)))
    label = (words >= _TITLE_WORDS[0]) & (words <= _TITLE_WORDS[1]) & ~claimed & ~lines["minutes"] & ~lines["dated"] & ~lines["byline"]
    lines["label"] = label
    lines["twice"] = label & again
    lines["same"] = same
    return lines


def _sites(found: Segments) -> tuple[pd.Series, pd.Series]:
    """The site that the first line of a page names behind its title (`Title | Site`), and every segment without it."""
    plain = pd.Series(numpy(found.text), dtype="str")
    site = pd.Series("", index=plain.index, dtype="str")
    first = np.flatnonzero(np.concatenate([[True], np.diff(found.page) != 0]))
    parts = extract(take(found.text, first), _SITE).set_index(first)
    named = parts[parts["found"]]
    site.loc[named.index] = named["site"].astype("str")
    plain.loc[named.index] = named["title"].astype("str")
    return site, plain


def _bodies(lines: pd.DataFrame) -> pd.DataFrame:
    """The most valuable run of segments on each page: `first` and `last` (-1 where no prose is), `words` of prose in it, `begin` and `end` of the page."""
    page = lines["page"].to_numpy()
    total = lines["worth"].cumsum()
    starts = np.flatnonzero(np.concatenate([[True], np.diff(page) != 0]))
    ends = np.append(starts[1:], len(page))
    base = (total - lines["worth"]).to_numpy()
    # The best run that ends at a segment begins where the running sum before it was lowest.
    lowest = pd.Series(base).groupby(page).cummin().to_numpy()
    gain = total.to_numpy() - lowest
    last = pd.Series(gain).groupby(page).idxmax().to_numpy()
    before = pd.Series(np.where(base == lowest, np.arange(len(page)), -1)).groupby(page).cummax().to_numpy()
    none = gain[last] <= 0
    first, last = np.where(none, -1, before[last]), np.where(none, -1, last)
    summed = np.concatenate([[0.0], np.cumsum(lines["words"] * lines["prose"])])
    words = np.where(none, 0.0, summed[last + 1] - summed[first])
    return pd.DataFrame({"page": page[starts], "begin": starts, "end": ends, "first": first, "last": last, "words": words})


def _header(pages: pd.DataFrame, lines: pd.DataFrame) -> None:
    """Find what stands in front of each body, the body of pages whose prose is gone, and which pages have an article.

    Adds `title`, `headline`, `date`, `updated`, `minutes`, `byline` (segments, -1 for none) and `is_article`.
    """
    begin, end, first = (pages[name].to_numpy() for name in ("begin", "end", "first"))
    reads = np.bincount(lines["page"], weights=lines["minutes"], minlength=int(lines["page"].max()) + 1)[pages["page"].to_numpy()]
    limit = np.where(first >= 0, first, end)
    earliest = np.maximum(begin, np.where(first >= 0, first - _HEADER, begin))
    # Several read times are a list of teasers; one is an article's.
    minutes = np.where(reads == 1, _last(lines["minutes"], earliest, limit), -1)
    date = _last(lines["dated"] & ~lines["updated"], earliest, limit)
    twice = _last(lines["twice"], earliest, limit)
    # The page's first line is its title, with the site behind it: where that is printed again, it is the article's.
    named = _last(_like_first(lines, pages), begin, limit)
    twice = np.where(named >= 0, named, twice)
    beside = (np.abs(twice - np.maximum(date, minutes)) <= _BESIDE) & (np.maximum(date, minutes) >= 0) & (twice >= 0)
    anchored = beside | ((minutes >= 0) & (date >= 0) & (np.abs(minutes - date) <= _BESIDE))
    header_end = np.maximum(np.maximum(date, minutes), np.where(beside, twice, -1)) + 1
    # A wall or an error text has no prose: the body is what follows the header.
    bare = (first < 0) & anchored & (header_end < end)
    first = np.where(bare, header_end, first)
    last = np.where(bare, end - 1, pages["last"].to_numpy())
    upper = np.where(np.maximum(date, minutes) >= 0, np.minimum(np.where(date >= 0, date, limit), np.where(minutes >= 0, minutes, limit)), first)
    alone = _last(lines["label"], earliest, np.where(first >= 0, np.maximum(upper, 0), limit))
    title = np.where((twice >= 0), twice, np.where(alone >= 0, alone, begin))
    headline = title
    title = _first_same(lines, title, earliest)
    # The text runs to the end of the page if next to nothing follows it: the stump of a cut paragraph is short.
    tail = end - 1 - last
    summed = np.concatenate([[0], np.cumsum(lines["claimed"] | lines["dated"] | lines["minutes"])])
    clean = summed[end] == summed[np.clip(last + 1, 0, None)]
    last = np.where((first >= 0) & (tail <= _STUMPS) & clean, end - 1, last)
    pages["first"], pages["last"] = first, last
    pages["title"], pages["headline"], pages["date"], pages["minutes"] = title, np.where(headline != title, headline, -1), date, minutes
    pages["updated"] = _last(lines["updated"], earliest, limit)
    pages["byline"] = _last(lines["byline"], np.maximum(title, begin), limit)
    pages["is_article"] = (first >= 0) & (anchored | (pages["words"].to_numpy() >= _FEWEST_WORDS))


def _like_first(lines: pd.DataFrame, pages: pd.DataFrame) -> pd.Series:
    """Which segments say the same as the first one of their page, but for that one itself."""
    same = lines["same"].to_numpy()
    first = np.repeat(same[pages["begin"]], (pages["end"] - pages["begin"]).to_numpy())
    alike = lines["twice"] & (same == first)
    alike.iloc[pages["begin"]] = False
    result: pd.Series[Any] = alike
    return result


def _last(flags: pd.Series, low: npt.NDArray[np.int64], high: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The last flagged segment in each range low..high-1, or -1."""
    at = np.flatnonzero(flags.to_numpy())
    if not len(at):
        return np.full(len(low), -1, dtype=np.int64)
    found = at[np.clip(np.searchsorted(at, high, side="left") - 1, 0, None)]
    return np.where((found >= low) & (found < high), found, -1)


def _first_same(lines: pd.DataFrame, segment: npt.NDArray[np.int64], low: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The first segment from `low` on that has the same text as each of `segment`."""
    same = lines["same"].to_numpy()
    twice = np.flatnonzero(lines["twice"].to_numpy())
    order = twice[np.lexsort((twice, same[twice]))]
    # Sorted by text and then place: the first of the text's places that is not before `low`.
    keys = same[order].astype(float) + order / (len(lines) + 1)
    found = np.searchsorted(keys, same[segment].astype(float) + low / (len(lines) + 1), side="left")
    hit = np.append(order, -1)[np.clip(found, 0, len(order))]
    return np.where((hit >= 0) & (same[hit] == same[segment]) & (hit <= segment), hit, segment)


def _collect(pages: pd.DataFrame, lines: pd.DataFrame, found: Segments) -> Articles:
    """The text of every field, and where it stands."""
    shown = lines["plain"]
    raw = pd.DataFrame(index=pages.index)
    places = []
    dates = pd.Series(numpy(found.text), dtype="str")
    read = {"title": shown, "headline": shown, "published_at": _date(dates, pages["date"]), "modified_at": _date(dates, pages["updated"]), "read_minutes": _minutes(found.text, pages["minutes"]), "author": _author(found.text, pages["byline"])}
    for field, segments in (("title", "title"), ("headline", "headline"), ("published_at", "date"), ("modified_at", "updated"), ("read_minutes", "minutes"), ("author", "byline")):
        at = pages[segments].to_numpy()
        there = at >= 0
        values = read[field]
        if values is shown:
            raw[field] = shown.iloc[np.clip(at, 0, None)].where(there, None).to_numpy()
        else:
            raw[field] = values.to_numpy()
        if there.any():
            places.append(pd.DataFrame({"row": np.flatnonzero(there), "field": field, "segment": at[there], "offset": 0, "text": dates.iloc[at[there]].to_numpy()}))
    site = lines["site"].iloc[pages["begin"]]
    raw["site"] = site.where(site != "", None).to_numpy()
    raw["body"], tails = _text(pages, found)
    places.append(pd.DataFrame({"row": pages.index.to_numpy(), "field": "body", "segment": pages["last"].to_numpy(), "offset": 0, "text": tails}))
    raw = raw.dropna(axis="columns", how="all") if len(raw) else raw
    raw["segment"] = pages["title"].where(pages["title"] < pages["first"], pages["first"]).to_numpy()
    return Articles(raw, pd.concat(places, ignore_index=True))


def _text(pages: pd.DataFrame, found: Segments) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.object_]]:
    """The body of each article, one paragraph a line, and the last text that is left of it.

    Pieces of one glued line are joined as they were, with a line break where a sentence ended.
    """
    texts = numpy(found.text)
    body, tail = np.empty(len(pages), dtype=object), np.empty(len(pages), dtype=object)
    for row, (first, last) in enumerate(zip(pages["first"], pages["last"], strict=True)):  # one join a page
        pieces = texts[first : last + 1]
        glued = found.line[first:last] == found.line[first + 1 : last + 1]
        if glued.any():
            ended = matches(strings(pieces[:-1]), _TERMINAL)
            body[row] = pieces[0] + "".join(("" if stuck and not stop else "\n") + piece for piece, stuck, stop in zip(pieces[1:], glued, ended, strict=True))
        else:
            body[row] = "\n".join(pieces)
        tail[row] = texts[last]
    return body, tail


def _at(texts: Strings, segment: pd.Series) -> Strings:
    return strings(pd.Series(numpy(take(texts, np.clip(segment.to_numpy(), 0, None))), dtype="str").where(segment.to_numpy() >= 0, ""))


def _minutes(texts: Strings, segment: pd.Series) -> pd.Series:
    parts = extract(_at(texts, segment), _READ_TIME)
    minutes = parts["minutes"].where(parts["minutes"] != "", parts["other"])
    shown: pd.Series[Any] = minutes.where(minutes != "", None)
    return shown


def _author(texts: Strings, segment: pd.Series) -> pd.Series:
    parts = extract(_at(texts, segment), _BYLINE)
    shown: pd.Series[Any] = parts["author"].where(parts["found"], None)
    return shown


def _date(texts: pd.Series, segment: pd.Series) -> pd.Series:
    """The date of each line, without what stands around it: the shortest reading of the line that is a date."""
    shown = texts.iloc[np.clip(segment.to_numpy(), 0, None)].reset_index(drop=True)
    dated = shown.where(segment.to_numpy() >= 0, None)
    unread = ~read_times(dated).readable
    if unread.any():
        inner = extract(strings(dated), rf"(?P<date>{_DATE})(?P<clock>(?:[,\s|\-–]|at)*[0-9]{{1,2}}:[0-9]{{2}}(?:\s?[AaPp]\.?[Mm]\.?)?)?")
        found = (inner["date"] + inner["clock"]).where(inner["found"], dated)
        dated = dated.where(~unread, found)
    result: pd.Series[Any] = dated
    return result
