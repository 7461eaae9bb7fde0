"""Times are read in the languages that pages are written in, as counted from now, and never by a guess."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pagegate.literals.times import read_times
from pagegate.records.build import from_examples


def column(*texts: str) -> pd.Series[Any]:
    return pd.Series(texts, dtype="str")


@pytest.mark.parametrize("shown", [
    "Donnerstag, 23. Oktober 2025, 21.07 Uhr", "Veröffentlicht am 23.10.2025 um 21:07 Uhr", "Publié le 23 octobre 2025 à 21h07", "23 de octubre de 2025 a las 21:07", "23 ottobre 2025 alle ore 21:07",
    "Quinta-feira, 23 de outubro de 2025 às 21h07", "donderdag 23 oktober 2025 om 21:07", "23 października 2025, 21:07", "23 октября 2025 г. в 21:07", "23 жовтня 2025, 21:07", "23. října 2025 21:07", "23 oktober 2025 kl. 21.07",
    "23. lokakuuta 2025 klo 21.07", "23 Ekim 2025 21:07", "2025. október 23. 21:07", "公開日時：2025年10月23日(木) 21時07分", "2025年10月23日 下午9:07", "2025년 10월 23일 오후 9:07", "입력 2025.10.23 21:07", "2025. 10. 23. 21:07",
])
def test_a_time_is_read_in_its_language(shown: str) -> None:
    assert read_times(column(shown)).value[0] == pd.Timestamp("2025-10-23 21:07")


@pytest.mark.parametrize(("shown", "moment"), [
    ("Oct. 23, 2025 9:07 p.m. ET", "2025-10-24T01:07"), ("Jan. 23, 2025 9:07 p.m. ET", "2025-01-24T02:07"), ("23 octobre 2025 21:07 CET", "2025-10-23T20:07"), ("2025-10-23 21:07 KST", "2025-10-23T12:07"),
    ("23 October 2025 21:07 NZDT", "2025-10-23T08:07"), ("Updated 1231 GMT (2031 HKT) September 4, 2019", "2019-09-04T12:31"),
])
def test_a_zone_whose_name_means_one_thing_is_known(shown: str, moment: str) -> None:
    times = read_times(column(shown))
    assert times.value[0] == pd.Timestamp(moment)
    assert times.zoned[0]


@pytest.mark.parametrize("zone", ["BST", "IST", "CST"])
def test_a_zone_whose_name_means_several_things_is_left_open(zone: str) -> None:
    times = read_times(column(f"October 23, 2025 9:07 PM {zone}"))
    assert times.value[0] == pd.Timestamp("2025-10-23 21:07")
    assert not times.zoned[0]


def test_a_date_in_points_is_day_first_as_everywhere_that_writes_points() -> None:
    assert read_times(column("03.04.2026")).value[0] == pd.Timestamp("2026-04-03")


@pytest.mark.parametrize("shown", ["03/04/2026", "03-04-2026", "Season 12, 2024", "Not before October 23, 2025", "23.10.25", "in 2 hours", "for 3 days", "31 février 2025"])
def test_what_could_mean_two_days_or_none_is_unreadable(shown: str) -> None:
    assert not read_times(column(shown)).readable[0]


@pytest.mark.parametrize(("other", "moment"), [("25/03/2026", "2026-04-03"), ("03/25/2026", "2026-03-04")])
def test_another_date_of_the_same_source_tells_which_comes_first(other: str, moment: str) -> None:
    assert read_times(column("03/04/2026", other)).value[0] == pd.Timestamp(moment)


def test_dates_of_other_sources_tell_nothing() -> None:
    times = read_times(column("03/04/2026", "25/03/2026"), source=column("a.csv", "b.csv"))
    assert list(times.readable) == [False, True]


def test_dates_that_contradict_each_other_tell_nothing() -> None:
    assert list(read_times(column("03/04/2026", "25/03/2026", "03/25/2026")).readable) == [False, True, True]


@pytest.mark.parametrize("shown", ["2 hours ago", "Updated 2 hrs ago", "vor 2 Stunden", "il y a 2 heures", "hace 2 horas", "2 ore fa", "há 2 horas", "2 uur geleden", "2 godziny temu", "2 часа назад", "2時間前", "2小时前", "2시간 전", "today at 10:00", "heute, 10:00 Uhr"])
def test_a_time_that_is_counted_from_now_is_counted_from_the_fetch(shown: str) -> None:
    fetched = pd.Series([pd.Timestamp("2026-03-03 12:00")])
    assert read_times(column(shown), fetched).value[0] == pd.Timestamp("2026-03-03 10:00")


def test_yesterday_is_the_day_before_the_fetch() -> None:
    fetched = pd.Series([pd.Timestamp("2026-03-03 12:00")] * 2)
    assert list(read_times(column("yesterday", "gestern, 17:30 Uhr"), fetched).value) == [pd.Timestamp("2026-03-02"), pd.Timestamp("2026-03-02 17:30")]


def test_a_time_that_is_counted_from_now_is_empty_and_no_error_where_now_is_not_known() -> None:
    built = from_examples("articles", [{"title": "Gauges", "body": "They disagree.", "published_at": "2 hours ago"}])
    assert built.frame["published_at"].isna().all()
    assert not len(built.problems)


def test_a_record_in_a_feed_is_counted_from_its_own_fetch() -> None:
    built = from_examples("articles", [{"title": "Gauges", "body": "They disagree.", "published_at": "3 days ago", "fetched_at": "2026-03-03T12:00:00Z"}])
    assert built.frame["published_at"][0] == pd.Timestamp("2026-02-28 12:00")
