"""How much of an article is there, by what the page itself says of it: its reading time, its word count, its full text, its description."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.frames import once
from pagegate.literals.words import count_words

from . import _endings as e
from ._body import array, body, strings
from ._words import most_words, words

#: Words a minute of sites that print reading times: Medium 265, the common plugins 200 to 250, so 200 gives the shortest text that a number of minutes can mean.
A_MINUTE = 200.0
#: Lengths that storage and interfaces cut at.
CAPS = np.array([140, 160, 200, 255, 256, 500, 512, 1000, 1024, 2000, 2048, 4096, 5000, 8192, 10000, 32767, 65535])

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def read_share(articles: pd.DataFrame) -> Floats:
    """Words there, over the words that the stated reading time means; NaN where none is stated. "1 min" says nothing: sites print no less."""
    minutes = articles["read_minutes"].to_numpy(dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = words(articles) / (minutes * A_MINUTE)
    return np.where((minutes > 1) & ~body(articles).blank, share, np.nan)


def short_to_read(articles: pd.DataFrame) -> Flags:
    """Under 70 % of the stated reading time, and not because a site rounds up: fewer words than fill one minute less."""
    share = np.nan_to_num(read_share(articles), nan=np.inf)
    return (share < 0.7) & (words(articles) < A_MINUTE * (articles["read_minutes"].to_numpy(dtype=float) - 1))


def declared_share(articles: pd.DataFrame) -> Floats:
    """Words there, over the words that the page declares; NaN where it declares none. Fewer than 20 declared are the count of something else."""
    declared = articles["declared_words"].to_numpy(dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = most_words(articles) / declared
    return np.where((declared >= 20) & ~body(articles).blank, share, np.nan)


@once
def declared_body_share(articles: pd.DataFrame) -> Floats:
    """Words there, over those of the full text that the page declares, markup aside; NaN where it declares none, or a teaser of under 200 characters."""
    share = np.full(len(articles), np.nan)
    rows = np.flatnonzero(articles["declared_body"].notna() & ~body(articles).blank)
    if not len(rows):
        return share
    text = strings(articles["declared_body"].iloc[rows])
    if pc.any(pc.match_substring(text, "&lt;")).as_py():
        text = pc.replace_substring(pc.replace_substring(text, "&lt;", "<"), "&gt;", ">")
    if pc.any(pc.match_substring(text, "<")).as_py():
        text = pc.replace_substring_regex(text, r"<[^<>]*>|&nbsp;", " ")
    text = pc.utf8_trim_whitespace(text)
    characters = array(pc.utf8_length(text))
    declared = count_words(text, characters, array(pc.binary_length(text)))
    share[rows] = np.where(characters >= 200, words(articles)[rows] / np.maximum(declared, 1), np.nan)
    return share


def description_share(articles: pd.DataFrame) -> Floats:
    """Characters there, over those of the description; NaN where there is none worth the name: some sites put the whole text there."""
    described = array(pc.utf8_length(pc.utf8_trim_whitespace(strings(articles["description"])))).astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = body(articles).characters / described
    return np.where((described >= 60) & (described <= 500) & ~body(articles).blank, share, np.nan)


def at_cap(articles: pd.DataFrame) -> npt.NDArray[np.int64]:
    """The length that a body has been cut at; 0 where its length, in characters or bytes, is no usual one, or it ends as a finished text does."""
    raw, bodies = strings(articles["body"]), body(articles)
    # White space at the end counts: what cuts at a length leaves it.
    octets, characters = array(pc.binary_length(raw)), bodies.characters.copy()
    longer = octets != bodies.octets
    characters[longer] = array(pc.utf8_length(raw.filter(pa.array(longer))))
    hit = np.where(np.isin(characters, CAPS), characters, np.where(np.isin(octets, CAPS), octets, 0))
    return np.where(e.ends_in(articles, e.FINISHED, e.BLANK), 0, hit).astype(np.int64)


@dataclass(frozen=True)
class Witnesses:
    """One row an article, one column of `signs` a witness, in the order of `names`."""

    signs: Flags
    names: tuple[str, ...] = ("its text ends unfinished", "it is short for its reading time", "it is short of the declared words", "it is short of the declared text", "it is no longer than its description", "its length is a usual limit", "the page is not free to read")


@once
def witnesses(articles: pd.DataFrame) -> Witnesses:
    """Which independent signs of truncation each article shows."""
    known = articles.columns
    never = np.zeros(len(articles), dtype=bool)

    def below(share: Floats, limit: float) -> Flags:
        return np.nan_to_num(share, nan=np.inf) < limit

    shut = ~articles["free_to_read"].fillna(value=True).to_numpy(dtype=bool) if "free_to_read" in known else never
    return Witnesses(np.column_stack([
        e.ends_in(articles, e.ELLIPSIS, e.FUNCTION_WORD, e.INSIDE_WORD, e.UNFINISHED),
        short_to_read(articles) if "read_minutes" in known else never,
        below(declared_share(articles), 0.9) if "declared_words" in known else never,
        below(declared_body_share(articles), 0.9) if "declared_body" in known else never,
        below(description_share(articles), 1.5) if "description" in known else never,
        at_cap(articles) > 0,
        shut & (words(articles) < 300),
    ]))
