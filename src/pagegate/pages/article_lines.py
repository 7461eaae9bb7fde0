"""What each segment of a page looks like to a reader of articles: prose, a title, a date, a byline, an item of a list, a button."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.literals.minutes import READ_TIME
from pagegate.literals.words import count_words
from pagegate.pages import octets
from pagegate.pages.arrow import extract, matches, numpy, take
from pagegate.pages.article_dates import Dates, dates
from pagegate.pages.segments import Segments

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

#: A segment of so many words that ends like a sentence, or of so many more that does not, is prose.
_SENTENCE, _PROSE = 8, 25
#: A short sentence neither begins a body nor interrupts one.
_SHORT_SENTENCE = 3
#: A row of links is none: so many bars, and one for every so many characters.
_BARS, _A_BAR = 3, 40
_TITLE_WORDS = (3, 40)
#: Dates, read times and bylines stand on lines no longer than this.
_LONGEST_LABEL = 90

#: What a byline begins with; the names behind it are long to match.
_BY = r"^(?:(?i:by|von|par|por|di|door|autor|author|words by|written by|story by|text|от|автор)\s?[:：]?\s+)"
BYLINE = _BY + r"(?P<author>\p{Lu}[\p{L}.'’\-]+(?:\s+(?:(?:and|und|et|y|e|en|de|van|von|da|der|&|,)\s+)?[\p{Lu}][\p{L}.'’\-]*){0,5})(?:\s*[,|·•/–-].{0,60})?$"
_SITE = r"^(?P<title>.{12,}?)\s+[|–—\-·»]\s+(?P<site>[^|]{2,48})$"
_BUTTON = (
    r"^(?i:(?:(?:share|tweet|pin it|e-?mail|print|save|like|post|copy|listen|follow|subscribe|comments?|menu|search|home|close|more|log ?in|sign (?:in|up)|register|download|bookmark|teilen|drucken|merken|kommentare?|partager|imprimer|"
    r"enregistrer|commenter|compartir|imprimir|guardar|condividi|stampa|salva|compartilhar|delen|afdrukken|bewaren|udostępnij|drukuj|поделиться|печать|facebook|twitter|x|linked ?in|whats ?app|telegram|pinterest|reddit|messenger|instagram|youtube|rss)"
    r"(?:\s*[,:|/·•]?\s*|$)(?:(?:on|to|via|by|this|the|with|in|it|us|me|all|article|story|post|page|link|url|now|for later|as|preferred source|on|google|news|facebook|twitter|x|linked ?in|whats ?app|telegram|reddit|e-?mail|print|share|copy|save|auf|sur|en|su|per|artikel|beitrag|article|link)\b\s*[,:|/·•]?\s*)*)$"
    r"|(?:skip|jump|go) to .{0,40}|listen to (?:this|the) .{0,30}|add (?:us|to) .{0,40}|\d[\d.,]*k? (?:comments?|shares?|views?|likes?|kommentare|commentaires|comentarios)|leave a (?:comment|reply)|advertisement|anzeige|werbung|publicité|publicidad|text size.{0,20}|font size.{0,20}|zum inhalt.{0,30}|aller au contenu.{0,20}|"
    r"(?:image|photo|picture)(?: credits?| caption| source)?:?.{0,60}|foto:.{0,60}|(?:©|\(c\)|copyright ).{0,80}|(?:copy link ?url ?copied!?|continue reading.{0,30}|show (?:more|caption|all)|opens in (?:a )?new window.{0,20}|submit to .{0,40}|watch .{0,20}live|most (?:read|popular|viewed)|trending|latest(?: news)?|related(?: articles| stories| topics)?|recommended|breaking(?: news)?|top stories|read more|see also|more from .{0,40}|more (?:news|stories|like this)))$"
)
#: What lists, code and live blogs are made of: an item, a quantity, a clock, a question, a statement.
_SOFT = (
    r"^(?:[-–—•*▪●◦‣▢□☐✓✔]\s|\(?[0-9]{1,3}[.)\]]|\(?[a-zA-Z][.)]\s|[0-9¼½¾⅓⅔⅛]|(?i:step|schritt|étape|paso|day|tag|part|chapter|q|a|frage|antwort)\b\s?[0-9]{0,3}\s?[.:]|#{1,6}\s|[$>]\s|[A-Z]{1,3}:)|[?:;{}]$|[=<>{}$\\`]|\w\(\w*\)|--\w"
    r"|^(?i:ingredients|directions|method|instructions|preparation|notes?|tips|serves|makes|zutaten|zubereitung|ingrédients|préparation|ingredientes|preparación|ingredienti|preparazione|key (?:points|takeaways)|summary|conclusion|faq)\b.{0,30}$"
)
_COMMENTS = r"^(?i:(?:\d[\d.,]* )?(?:(?:reader |user )?comments|responses|replies|kommentare|commentaires|comentarios|commenti|comentários|reacties|komentarze|комментарии)(?: ?\(?\d[\d.,]*\)?)?(?: section)?:?|(?:\d[\d.,]* )?thoughts? on .{0,80}|join the (?:conversation|discussion))$"
_REPLY = r"^(?i:reply|reply to .{0,40}|antworten|répondre|responder|rispondi|reageer|odpowiedz|ответить|report(?: abuse| comment)?|upvote|downvote|\d+ (?:likes?|points?|upvotes?|replies)|like ?[·•|] ?reply.{0,30}|show replies|permalink)$"


@dataclass(frozen=True)
class Lines:
    """Segments as parallel arrays.

    `prose` and `sentence` (a short one), `soft` (interrupts a body as a list does), `claimed` (by a quote or a widget), `title` (may be one), `small` (may be one of a
    word or two), `button`, `minutes` (a read time), `byline`, `comments` (a heading), `reply`, `site` (the site named behind the title of a page's first
    line), `twice` (a title that its page prints again), `same` (a number, the same for the same titles of a page, -1 for none); `words` is how many each has.
    """

    page: Ints
    words: Floats
    claimed: Flags
    prose: Flags
    sentence: Flags
    soft: Flags
    title: Flags
    small: Flags
    button: Flags
    minutes: Flags
    byline: Flags
    comments: Flags
    reply: Flags
    twice: Flags
    same: Ints
    dates: Dates
    sited: pd.DataFrame


def lines(found: Segments, claimed: Flags) -> Lines:
    """Look at every segment, `claimed` by quotes and weather or not."""
    text, count = found.text, len(found)
    characters = found.length
    words, ended = count_words(text, characters, octets.sizes(text)), octets.ended(text)
    bars = octets.tally(text, *"|»•·")
    prose = (((words >= _SENTENCE) & ended) | (words >= _PROSE)) & ~claimed & ~((bars >= _BARS) & (bars * _A_BAR >= characters))
    short = np.flatnonzero((characters <= _LONGEST_LABEL) & ~claimed)
    # The pages of a site have most of their short lines in common: each is looked at once.
    encoded = take(text, short).dictionary_encode()
    shorts, code = encoded.dictionary, numpy(encoded.indices).astype(np.int64)
    digits, letters = octets.tally(shorts, *"0123456789"), octets.characters(shorts)

    def where(pattern: str, among: Flags | None = None) -> Flags:
        flags, fits = np.zeros(count, dtype=bool), np.zeros(len(shorts), dtype=bool)
        rows = np.arange(len(shorts)) if among is None else np.flatnonzero(among)
        if len(rows):
            fits[rows] = matches(shorts if among is None else take(shorts, rows), pattern)
            flags[short] = fits[code]
        return flags

    minutes, byline = where(READ_TIME, digits > 0), where(BYLINE, matches(shorts, _BY) & (letters <= _LONGEST_LABEL))
    told = dates(shorts, digits).spread(code, short, count)
    button, comments, reply = where(_BUTTON), where(_COMMENTS, letters <= 60), where(_REPLY, letters <= 40)
    plain = ~claimed & ~minutes & ~told.dated & ~told.relative & ~byline & ~button & ~comments & ~reply
    soft = where(_SOFT) & plain & ~prose
    title = (words >= _TITLE_WORDS[0]) & (words <= _TITLE_WORDS[1]) & plain
    small = (words > 0) & (words < _TITLE_WORDS[0]) & (characters >= 3) & plain
    same, sited = _same(found, title)
    again = np.zeros(count, dtype=bool)
    again[title] = pd.Series(same[title]).duplicated(keep=False).to_numpy()
    # What a page says twice is a link.
    sentence = ended & (words >= _SHORT_SENTENCE) & ~claimed & ~prose & ~again
    return Lines(found.page, words, claimed, prose, sentence, soft, title, small, button, minutes, byline, comments, reply, again, same, told, sited)


def _same(found: Segments, title: Flags) -> tuple[Ints, pd.DataFrame]:
    """A number for every title, the same for the same texts on one page; and of first lines that name their site behind the title, `segment`, `title` and `site`.

    The first line of a page says the same as its title without the site.
    """
    first = np.flatnonzero(np.concatenate([[True], np.diff(found.page) != 0]))
    sited = extract(take(found.text, first), _SITE).assign(segment=first)
    sited = sited[sited["found"] & title[first]].drop(columns="found").reset_index(drop=True)
    rows = np.flatnonzero(title)
    same = np.full(len(found), -1, dtype=np.int64)
    if not len(rows):
        return same, sited
    texts = take(found.text, rows)
    if len(sited):
        mask = np.isin(rows, sited["segment"].to_numpy())
        texts = pc.replace_with_mask(texts, pa.array(mask), pa.array(sited["title"].tolist(), pa.large_string()))
    code = numpy(pc.dictionary_encode(texts).indices).astype(np.int64)
    same[rows] = code * (int(found.page.max()) + 1) + found.page[rows]
    return same, sited
