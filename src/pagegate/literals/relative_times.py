"""Reads times that pages print as counted from now: `2 hours ago`, `vor 2 Stunden`, `yesterday at 17:30`, `3일 전`."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

#: Words of a unit, and its length in minutes. A month and a year are about as long.
_UNITS: tuple[tuple[float, str], ...] = (
    (1 / 60, "seconds second secs sec s sekunden sekunde secondes seconde segundos segundo secondi secondo seconden sekund sekundy секунд секунды сек 秒 秒钟 초"),
    (1, "minutes minute mins min m minuten minuto minutos minuti minut minuty minuta minutu minuter minutter минут минуты минуту мин 分 分钟 分鐘 분"),
    (60, "hours hour hrs hr h stunden stunde std heures heure horas hora ore ora uur uren godzin godziny godzinę timmar timme timer time часов часа час ч 時間 小时 小時 个小时 個小時 시간"),
    (1440, "days day d tagen tag tage jours jour días dias día dia giorni giorno dagen dag dni dzień dagar dager dage дней дня день 日 天 일"),
    (10080, "weeks week w wks wk wochen woche semaines semaine semanas semana settimane settimana weken tygodni tydzień tygodnie veckor vecka uker uke uger недель недели неделю 週間 周 週 주"),
    (43800, "months month mo monaten monat mois meses mes mês mesi mese maanden maand miesięcy miesiąc miesiące månader månad måneder måned месяцев месяца месяц ヶ月 か月 个月 個月 개월 달"),
    (525600, "years year yrs yr y jahren jahr ans an años año anos ano anni anno jaar jaren lat rok lata år лет года год 年 년"),
)
_MINUTES = {word: minutes for minutes, words in _UNITS for word in words.split()}
_DAYS = {word: day for day, words in enumerate((
    "today|heute|aujourd'hui|aujourd’hui|hoy|oggi|hoje|vandaag|dziś|dzisiaj|idag|i dag|сегодня|今日|今天|오늘",
    "yesterday|gestern|hier|ayer|ieri|ontem|gisteren|wczoraj|igår|i går|вчера|昨日|昨天|어제",
    "vorgestern|avant-hier|anteayer|anteontem|eergisteren|przedwczoraj|позавчера|一昨日|前天",
)) for word in words.split("|")}
_NOW = "just now|now|moments ago|a moment ago|gerade eben|à l'instant|à l’instant|ahora mismo|ahora|adesso|agora|zojuist|teraz|только что|刚刚|剛剛|たった今|방금"
_ONE = "an?|one|eine[rmn]?|une?|una|un|uno|um|uma|een|ett?"
_LEAD = r"^(?i:(?:last |zuletzt |first )?(?:updated|published|posted|modified|aktualisiert|veröffentlicht|mis à jour|publié|actualizado|publicado|aggiornato|pubblicato|atualizado|bijgewerkt|gepubliceerd|обновлено|опубликовано)?\s?[:\-]?\s*)"
_AGO = (
    _LEAD + rf"(?i:(?:vor|il y a|hace|há|przed|för|for)\s+)?(?i:about |ca\. |circa )?(?P<count>[0-9]{{1,3}}|(?i:{_ONE}))\s?(?P<unit>[^\x{{0}}-@\[-`{{-\x{{bf}}\x{{2000}}-\x{{206f}}\x{{3000}}-\x{{303f}}]{{1,9}}?)\.?,?"
    r"(?i:\s?(?:ago|fa|atrás|geleden|temu|назад|siden|sedan|前|전))?$"
)
#: One of these makes it a time that has passed.
_PAST = r"(?i)\b(?:ago|vor|il y a|hace|fa|geleden|temu|siden|sedan|przed)\b|há |atrás|назад|前$|전$"
_DAY = _LEAD + rf"(?P<day>(?i:{'|'.join(sorted(_DAYS, key=len, reverse=True))}))(?:(?i:\s*(?:at|um|à|a las|alle|às|om|o|в|,)\s*|\s+)(?P<hour>[0-9]{{1,2}})[:.h](?P<minute>[0-9]{{2}})\s?(?P<half>[AaPp]\.?[Mm]\.?)?(?: Uhr)?)?$"
_JUST = _LEAD + rf"(?P<now>(?i:{_NOW}))$"
#: One line may be no longer than this to be such a time.
LONGEST = 48


def ages(texts: Any) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Read a column of text (pyarrow large_string, no nulls) that may say how long ago something was.

    Three arrays, one value a row: whether it does, how many minutes ago (0 where a day is named), and, where a day is named, how many days before
    today's midnight less the hours of its clock, in minutes (else NaN): `yesterday at 17:30` is 1440 - 1050 = 390.
    """
    minutes, before = np.zeros(len(texts)), np.full(len(texts), np.nan)
    ago = pc.extract_regex(texts, _AGO)
    unit = pd.Series(_column(ago, "unit"), dtype="str").str.lower().map(_MINUTES).to_numpy(dtype=float)
    count = pd.to_numeric(pd.Series(_column(ago, "count")), errors="coerce").fillna(1.0).to_numpy(dtype=float)
    told = _array(ago.is_valid()) & ~np.isnan(unit) & _array(pc.match_substring_regex(texts, _PAST))
    minutes[told] = (count * unit)[told]
    day = pc.extract_regex(texts, _DAY)
    of_day = _array(day.is_valid())
    if of_day.any():
        hour, minute = (pd.to_numeric(pd.Series(_column(day, name)), errors="coerce").fillna(0).to_numpy(dtype=float) for name in ("hour", "minute"))
        half = pd.Series(_column(day, "half"), dtype="str").str[:1].str.lower()
        hour = np.where((half == "p") & (hour < 12), hour + 12, np.where((half == "a") & (hour == 12), 0, hour))
        back = pd.Series(_column(day, "day"), dtype="str").str.lower().map(_DAYS).to_numpy(dtype=float)
        before[of_day] = (back * 1440 - hour * 60 - minute)[of_day]
    now = _array(pc.match_substring_regex(texts, _JUST))
    return told | of_day | now, minutes, before


def moments(ages_: tuple[npt.NDArray[np.bool_], npt.NDArray[np.float64], npt.NDArray[np.float64]], at: npt.NDArray[np.datetime64]) -> npt.NDArray[np.datetime64]:
    """The moments that were so long before `at` (datetime64[us]); NaT where `at` is."""
    told, minutes, before = ages_
    passed: npt.NDArray[np.datetime64] = at - (minutes * 60e6).astype("timedelta64[us]")
    midnight = at.astype("datetime64[D]").astype("datetime64[us]")
    named = ~np.isnan(before)
    passed[named] = (midnight - (np.nan_to_num(before) * 60e6).astype("timedelta64[us]"))[named]
    # A day that is named by a page of another zone may seem not to have come: nothing is published after it was read.
    passed = np.minimum(passed, at)
    passed[~told] = np.datetime64("NaT", "us")
    return passed


def _column(parts: Any, name: str) -> npt.NDArray[Any]:
    names = [field.name for field in parts.type]
    return _array(pc.fill_null(parts.field(names.index(name)), ""))


def _array(column: Any) -> npt.NDArray[Any]:
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    array: npt.NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return array
