"""How scrapers break articles."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

from pagegate.mutate.fault import Fault, Records, Way
from pagegate.mutate.shown import moments_as_text, text, value
from pagegate.mutate.texts import Change, Fits, in_one_of, of_another_record, shows, swapped

if TYPE_CHECKING:
    import numpy as np

#: Where a text may be cut: the positions, of which the one nearest to what is wanted is taken.
Places: TypeAlias = Callable[[str], list[int]]

#: The least and the most of a text that a cut leaves.
_LEFT = (0.1, 0.9)
#: Lengths that feeds, databases and language models cut at.
_CAPS = (140, 160, 200, 255, 256, 500, 512, 1000, 1024, 2000, 2048, 4096, 5000, 8192, 10000, 32767, 65535)
_READ_MORE = (" Read more", "... Read more", "\nRead more", " Continue reading", "… Continue reading", " (more...)")
_ELLIPSES = ("...", "…", " ...", " […]")
#: What stands where an article should, in words of our own.
_WALLS = (
    "We value your privacy\nWe and our partners use cookies and similar techniques to store information on your device, for advertising and to count visits.\nYou may accept or reject them, or change your choice at any time.\nAccept all cookies\nReject all\nManage preferences",
    "Just a moment...\nWe are checking your browser before you go on. This takes a few seconds and happens by itself.\nPlease enable JavaScript and cookies to continue.\nRay ID 5f1c2a90be34",
    "Access denied\nYou don't have permission to access this page on this server. Your request was blocked because it looked like automated traffic.\nReference 18.4f5c1702",
    "Please verify you are a human\nWe have seen unusual traffic from your network. Press and hold the button to confirm that you are not a robot, and we will bring you back to the page.",
)
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)]*(?=\s)|[。！？।]")
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*\n*")
_WORD_END = re.compile(r"(?<=\S)(?=\s)")
_CUT = "the end of the text, declared words, reading time, declared text, description"
_CUT_FITS = "where it ends with a sentence and the page tells neither words nor reading time"
_WHOLE_END = "nearly always, if the page tells neither words nor reading time: the text ends as a text ends"


def _paragraphs(body: str) -> list[str]:
    """The lines that hold any text, with the line breaks behind them."""
    return _PARAGRAPH.findall(body)


def _at_character(body: str) -> list[int]:
    return list(range(1, len(body)))


def _at_word(body: str) -> list[int]:
    return [match.end() for match in _WORD_END.finditer(body)]


def _at_sentence(body: str) -> list[int]:
    return [match.end() for match in _SENTENCE_END.finditer(body)]


def _at_paragraph(body: str) -> list[int]:
    return [match.start() for match in re.finditer(r"\n", body)]


def _cut(body: str, rng: np.random.Generator, places: Places) -> str:
    """The beginning of a text, 10 to 90 % of it; the whole where it has no place for a cut there."""
    low, high = (share * len(body) for share in _LEFT)
    wanted = rng.uniform(low, high)
    near = [at for at in places(body) if low <= at <= high]
    return body[: min(near, key=lambda at: abs(at - wanted))].rstrip() if near else body


def _cut_at(places: Places) -> Change:
    return lambda body, rng: _cut(body, rng, places)


def _cut_to_cap(body: str, rng: np.random.Generator) -> str:
    caps = [cap for cap in _CAPS if cap < _LEFT[1] * len(body)]
    return body[: caps[rng.integers(len(caps))]] if caps else body


def _cut_and_marked(*marks: str) -> Change:
    return lambda body, rng: f"{_cut(body, rng, _at_word)}{marks[rng.integers(len(marks))]}"


def _cut_and_counted(body: str, rng: np.random.Generator) -> str:
    left = _cut(body, rng, _at_character)
    return f"{left}… [+{len(body) - len(left)} chars]"


def _first_paragraph(body: str, _rng: np.random.Generator) -> str:
    return _paragraphs(body)[0].rstrip()


def _middle_dropped(body: str, rng: np.random.Generator) -> str:
    """Without 30 to 60 % of the paragraphs, from somewhere between the first and the last."""
    paragraphs = _paragraphs(body)
    gone = max(1, round(rng.uniform(0.3, 0.6) * len(paragraphs)))
    first = int(rng.integers(1, max(2, len(paragraphs) - gone)))
    return "".join(paragraphs[:first] + paragraphs[first + gone :])


def _repeated(body: str, rng: np.random.Generator) -> str:
    paragraphs = _paragraphs(f"{body.rstrip()}\n")
    at = int(rng.integers(len(paragraphs)))
    return "".join([*paragraphs[: at + 1], *paragraphs[at:]]).rstrip()


def _wall(_body: str, rng: np.random.Generator) -> str:
    return _WALLS[rng.integers(len(_WALLS))]


def _mojibake(body: str, _rng: np.random.Generator) -> str:
    """UTF-8 read as Windows-1252; the bytes that it does not have as browsers read them."""
    return "".join(bytes([octet]).decode("cp1252") if octet not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(octet) for octet in body.encode())


def _ascii_only(body: str, _rng: np.random.Generator) -> str:
    return body.encode("ascii", "ignore").decode()


def _marked_up(body: str, rng: np.random.Generator) -> str:
    """With the tags of its paragraphs, a link, and the entities of its quotes and ampersands."""
    paragraphs = [line.strip().replace("&", "&amp;").replace('"', "&quot;") for line in _paragraphs(body)]
    linked = int(rng.integers(len(paragraphs)))
    paragraphs[linked] += ' <a href="/more/" class="inline-link">More on this</a>'
    return "\n".join(f"<p>{line}</p>" for line in paragraphs)


def _in_body(change: Change, fits: Fits | None = None) -> Way:
    """A fault in the bodies that fit; if not said, those of at least ten words: less has no middle to be cut at."""
    return in_one_of(("body",), change, fits or _long_enough)


def _description_kept(records: Records, _rng: np.random.Generator) -> pd.DataFrame:
    return pd.DataFrame({"body": text(records, "description")})


def _long_enough(body: str) -> bool:
    return len(body.split()) >= 10


def _of_paragraphs(least: int) -> Fits:
    return lambda body: len(_paragraphs(body)) >= least


def _beyond_ascii(body: str) -> bool:
    return not body.isascii()


def _words(records: Records) -> pd.Series[Any]:
    return text(records, "body").str.count(r"\S+").fillna(0)


def _lost(before: Records, after: Records) -> pd.Series[Any]:
    """The share of the words that are gone."""
    words = _words(before)
    lost: pd.Series[Any] = 1 - _words(after) / words.where(words > 0, 1)
    return lost


def _by_witness(before: Records, after: Records) -> pd.DataFrame:
    lost, declared, timed = _lost(before, after), value(before, "declared_words").gt(0), value(before, "read_minutes").gt(0)
    return pd.DataFrame({
        "declared words, 30 % or more lost": declared & (lost >= 0.3),
        "reading time, half or more lost": timed & (lost >= 0.5),
        "neither declared words nor reading time": ~declared & ~timed,
    })


def _shorter(before: Records, after: Records) -> pd.Series[Any]:
    return text(after, "body").str.len().fillna(0) < text(before, "body").str.len().fillna(0)


def _future(records: Records, rng: np.random.Generator) -> pd.DataFrame:
    """Published up to two years after the moment the record is judged at."""
    now = records["judged_at"] if "judged_at" in records else records["published_at"]
    later = pd.Series(pd.to_timedelta(rng.integers(2, 730, len(records)), unit="D"), index=records.index)
    return pd.DataFrame({"published_at": moments_as_text(pd.concat([now, records["published_at"]], axis=1).max(axis=1) + later, records, "published_at")})


def _wrong_date(records: Records, rng: np.random.Generator) -> pd.DataFrame:
    """The beginning of Unix time, day and month in each other's place, another article's date, or a year off by ten."""
    moments = records["published_at"]
    month, day = moments.dt.month, moments.dt.day
    turned = pd.to_datetime(pd.DataFrame({"year": moments.dt.year, "month": day.where(day <= 12, month), "day": month.where(day <= 12, day), "hour": moments.dt.hour, "minute": moments.dt.minute, "second": moments.dt.second}))
    choices = [pd.Series(pd.Timestamp(0), index=records.index), turned, moments.sample(frac=1, random_state=rng).set_axis(records.index), moments - pd.DateOffset(years=10)]
    chosen = pd.Series(rng.integers(len(choices), size=len(records)), index=records.index)
    wrong = choices[0]
    for number, choice in enumerate(choices):
        wrong = wrong.where(chosen != number, choice)
    return pd.DataFrame({"published_at": moments_as_text(wrong, records, "published_at")})


_fault = partial(Fault, kind="articles")
#: Faults that lose text are told apart by what the page says of its length. Without a mark at its end, a text that lost nothing has no trace.
_marked = partial(_fault, cases=_by_witness, expected=_CUT)
_cut_off = partial(_marked, traces=_shorter, plausible=_CUT_FITS)

FAULTS = (
    _cut_off(name="cut-at-character", what="the body is cut anywhere", way=_in_body(_cut_at(_at_character))),
    _cut_off(name="cut-at-word", what="the body is cut behind a word", way=_in_body(_cut_at(_at_word))),
    _cut_off(name="cut-at-sentence", what="the body is cut behind a sentence", way=_in_body(_cut_at(_at_sentence)), plausible=_WHOLE_END),
    _cut_off(name="cut-at-paragraph", what="the body is cut behind a paragraph", way=_in_body(_cut_at(_at_paragraph), _of_paragraphs(3)), plausible=_WHOLE_END),
    _cut_off(name="cut-to-cap", what="the body is cut to a length that feeds and databases cut at", way=_in_body(_cut_to_cap), expected=f"the length itself; {_CUT}"),
    _marked(name="ellipsis", what="the body is cut and ends in an ellipsis", way=_in_body(_cut_and_marked(*_ELLIPSES))),
    _marked(name="read-more", what="the body is cut and ends in a link to the rest", way=_in_body(_cut_and_marked(*_READ_MORE))),
    _marked(name="character-count", what="the body is cut and ends in the number of characters that are missing", way=_in_body(_cut_and_counted)),
    _cut_off(name="description-only", what="the body is the description", way=Way(shows("body", "description"), _description_kept), expected="body against description, length, declared words"),
    _cut_off(
        name="first-paragraph-only", what="the body is its first paragraph", way=_in_body(_first_paragraph, _of_paragraphs(3)), expected="length, declared words, reading time",
        plausible="where the first paragraph is long and the page tells neither words nor reading time",
    ),
    _cut_off(
        name="middle-dropped", what="the body has lost 30 to 60 % of its paragraphs in the middle", way=_in_body(_middle_dropped, _of_paragraphs(4)),
        expected="declared words, reading time, declared text", plausible=_WHOLE_END,
    ),
    _fault(
        name="paragraph-repeated", what="a paragraph stands twice", way=_in_body(_repeated, _of_paragraphs(2)), expected="repeated paragraphs",
        plausible="where the paragraph is a short line, as captions and names are",
    ),
    _fault(name="wall-instead", what="a cookie wall or block page stands in place of the body", way=_in_body(_wall), expected="the phrases of walls"),
    _fault(name="wrong-encoding", what="UTF-8 is read as Windows-1252", way=_in_body(_mojibake, _beyond_ascii), expected="characters that no text has side by side"),
    _fault(
        name="ascii-only", what="every character beyond ASCII is dropped", way=_in_body(_ascii_only, _beyond_ascii), expected="letters, accents or apostrophes that are missing",
        plausible="where only dashes or quotation marks are lost",
    ),
    _fault(name="markup-left-in", what="tags and entities stay in the body", way=_in_body(_marked_up), expected="tags and entities"),
    _fault(name="title-and-body-swapped", what="title and body stand in each other's place", way=swapped("title", "body"), expected="a body of a few words, a title longer than the body"),
    _fault(
        name="body-of-another-article", what="the body is another article's", way=of_another_record("body"), expected="title, description, language, declared words",
        plausible="often: a title may share no word with its text",
    ),
    _fault(
        name="wrong-date", what="the date is the beginning of Unix time, has day and month swapped, is another article's, or ten years off", way=Way(shows("published_at"), _wrong_date),
        expected="dates before the web, in the future, or after the last change", plausible="nearly always, but for the beginning of Unix time",
    ),
    _fault(name="future-date", what="the article was published after it was fetched", way=Way(shows("published_at"), _future), expected="nothing is published in the future"),
)
