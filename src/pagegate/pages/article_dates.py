"""Finds the lines of a page that say when an article appeared, and the date in each of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pagegate.literals.relative_times import LONGEST, ages
from pagegate.literals.times import put_in_order, read_times, tells_order
from pagegate.pages.arrow import Strings, extract, matches, numpy, strings, take

#: A word, by what it does not hold: ranges make a small machine, and the class of all letters, so many times, one of a hundred thousand states.
_NAME = r"[^\x{0}-@\[-`{-\x{bf}\x{2000}-\x{206f}\x{3000}-\x{303f}]{3,12}"
_CLOCK = r"[0-9]{1,2}(?:[:.h時时시点點]| ?Uhr|u) ?(?:[0-9]{2})?[分분]?(?:[:.][0-9]{2})?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s?(?:UTC|GMT|[A-Z]{2,5}|[+-][0-9]{2}:?[0-9]{2})(?:[^\p{L}]|$))?"
_AND = r"(?:[\s,|·•(–-]|\(?[月火水木金土日월화수목금토일]\)|at|um|à|alle|ore|a las|às|om|kl|klo|o|в|г|오전|오후|上午|下午|午前|午後|\.)*"
#: What looks like a date; whether it is one is for `read_times` to say.
DATE = (
    r"(?:[0-9]{4}[-/.]\s?[0-9]{1,2}[-/.]\s?[0-9]{1,2}|[0-9]{1,2}[-/.]\s?[0-9]{1,2}[-/.]\s?[0-9]{4}|[0-9]{4}\s?[年년]\s?[0-9]{1,2}\s?[月월]\s?[0-9]{1,2}\s?[日일]|[0-9]{4}\. " + _NAME + r" [0-9]{1,2}\."
    r"|" + _NAME + r"\.?\s*[0-9]{1,2}(?:st|nd|rd|th)?\s?,?\s*[0-9]{4}|[0-9]{1,2}(?:st|nd|rd|th|er|º|\.)?[\s-]*(?:de |of |d['’])?" + _NAME + r"\.?,?[\s-]*(?:de |del )?[0-9]{4})"
)
#: The clock that may stand behind it.
CLOCK = "(?:" + _AND + "(?:" + _CLOCK + "))"
_SHAPE = rf"(?P<date>{DATE})(?P<clock>{CLOCK})?"
#: Day and month of such a date may look alike, and a clock may stand ahead of its date.
_EITHER_SHAPE, _CLOCK_AHEAD = r"^[0-9]{1,2}[/-]\s?[0-9]{1,2}[/-]", r"[0-9][:.hH時시时]\s?[0-9]{2}.*[0-9]{4}|[0-9]{4} (?:GMT|UTC)"
_UPDATED = r"^(?i:(?:last )?(?:updated|modified|aktualisiert|geändert|mis à jour|modifié|actualizado|aggiornato|atualizado|bijgewerkt|laatst gewijzigd|aktualizacja|обновлено|更新|수정|uppdaterad|oppdatert|opdateret|päivitetty))"


@dataclass(frozen=True)
class Dates:
    """Which lines hold a date: `dated` (an absolute one, readable or not), `relative`, `updated` (that of a change); `text` is the date itself, None where there is none."""

    dated: npt.NDArray[np.bool_]
    relative: npt.NDArray[np.bool_]
    updated: npt.NDArray[np.bool_]
    text: npt.NDArray[np.object_]

    def spread(self, code: npt.NDArray[np.int64], at: npt.NDArray[np.int64], count: int) -> Dates:
        """The same of `count` segments, of which those `at` say what the lines `code` do, and others hold no date."""
        dated, relative, updated = (np.zeros(count, dtype=bool) for _ in range(3))
        dated[at], relative[at], updated[at] = self.dated[code], self.relative[code], self.updated[code]
        text = np.full(count, None, dtype=object)
        text[at] = self.text[code]
        return Dates(dated, relative, updated, text)


def dates(shorts: Strings, digits: npt.NDArray[np.int64]) -> Dates:
    """Look for dates in short lines; `digits` is how many digits each has."""
    dated, relative, updated = (np.zeros(len(shorts), dtype=bool) for _ in range(3))
    text = np.full(len(shorts), None, dtype=object)
    rows = np.flatnonzero(digits >= 5)
    inner = extract(take(shorts, rows), _SHAPE)
    rows, inner = rows[inner["found"].to_numpy()], inner[inner["found"]]
    if len(rows):
        whole = take(shorts, rows)
        shown, good = _readable(whole, inner)
        rows, shown = rows[good], shown[good]
        dated[rows], text[rows] = True, shown
        updated[rows] = matches(take(shorts, rows), _UPDATED)
    ago = np.flatnonzero(numpy(pc.less_equal(pc.utf8_length(shorts), LONGEST)).astype(bool) & ~dated)
    # Nearly every line that counts from now has a digit and one of these endings, or is one word.
    maybe = take(shorts, ago)
    ago = ago[matches(maybe, r"(?i)\b(?:ago|vor|il y a|hace|fa|geleden|temu|siden|sedan|yesterday|today|gestern|heute|hier|aujourd|ayer|hoy|ieri|oggi|ontem|hoje|gisteren|vandaag|wczoraj|dzisiaj|just now)\b|há |atrás|назад|вчера|сегодня|前$|전$|^(?:昨日|今日|昨天|今天|어제|오늘)")]
    told = ages(take(shorts, ago))[0] if len(ago) else np.zeros(0, dtype=bool)
    relative[ago[told]] = True
    updated[ago[told]] = matches(take(shorts, ago[told]), _UPDATED)
    text[ago[told]] = numpy(take(shorts, ago[told]))
    return Dates(dated, relative, updated, text)


def _readable(whole: Strings, inner: pd.DataFrame) -> tuple[npt.NDArray[np.object_], npt.NDArray[np.bool_]]:
    """The date of each line, with its clock if that can be read, and which lines have one. Dates that could be two count: to say so is for who reads them."""
    lines = pd.Series(numpy(whole), dtype="str")
    alone = inner["date"].astype("str").reset_index(drop=True)
    both = alone + inner["clock"].astype("str").reset_index(drop=True)
    clock = (inner["clock"] != "").to_numpy()
    shown = np.full(len(lines), "", dtype=object)
    either = np.zeros(len(lines), dtype=bool)
    slashed = np.flatnonzero(matches(strings(alone), _EITHER_SHAPE))
    if len(slashed):
        either[slashed] = put_in_order(strings(alone.iloc[slashed]), np.zeros(len(slashed), dtype=bool))[0]
    shown[either] = both.to_numpy(dtype=object)[either]
    # The longest reading that is a date, so that its clock is not lost: the whole line only where a clock stands ahead, and the date alone only where one was taken for a clock.
    for reading, asked in ((lines, ~clock & matches(whole, _CLOCK_AHEAD)), (both, ~either), (alone, clock)):
        left = np.flatnonzero(asked & ~either & (shown == ""))
        if len(left):
            values = reading.iloc[left]
            good = read_times(values).readable
            shown[left[good]] = values.to_numpy(dtype=object)[good]
    return shown, shown != ""


def in_page_order(shown: pd.Series, texts: Strings, page: npt.NDArray[np.int64], of: npt.NDArray[np.int64]) -> pd.Series:
    """Dates whose day and month look alike, put in the order that the other dates of their page are in.

    `shown` are the dates of the pages `of`, `texts` the lines with digits of all pages, `page` theirs.
    """
    column = pa.array(shown, pa.large_string(), from_pandas=True)
    either, _ = put_in_order(pc.fill_null(column, ""), np.zeros(len(shown), dtype=bool))
    if not either.any():
        return shown
    day_first, month_first = tells_order(texts)
    pages = int(max(page.max(initial=0), of.max(initial=0))) + 1
    by_day, by_month = (np.bincount(page, weights=told, minlength=pages)[of] > 0 for told in (day_first, month_first))
    _, written = put_in_order(pc.fill_null(column, ""), by_day)
    known = either & (by_day != by_month)
    return shown.where(~known, pd.Series(written, index=shown.index, dtype=object))
