"""What is read off a page does not depend on the pages that are read with it."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from pagegate.pages.segments import segments
from pagegate.pages.weather import weather
from pagegate.pages.weather_values import _others, values

from .pages import read

WIDGET = "Temp 21°C\nHumidity 45%\nWind 12 km/h\nRain 5%"
#: Lines of widgets, tables and prose, whole and damaged.
LINES = (
    "Temp 21°C", "Temp", "21°", "63°", "16° / 28°", "16°/28°C", "Humidity 45%", "Humidity", "45%", "Humidity ?", "Feels {feels}", "Feels 19°C", "Wind 12 km/h", "Wind -3", "Wind", "NW", "from the north", "UV", "UV 5", "High", "Low", "High 25° Low 12°", "Rain 5%", "Rain", "--", "—", "calm",
    "Pressure 1013 hPa", "Pressure 29.92 inHg", "Sunny", "Partly cloudy", "Day", "Temp (°C)\tHumidity (%)\tWind", "Paris\t21\t45\t12", "Oslo  12°  80%  3 m/s", "°C", "°F", "/", "3 min read", "FET24.30+0.37(+1.55%)",
    "Temp 14°C (57°F)", "风向", "东北风", "The price of timber has fallen by a third since then, which helps, and by noon most of the roads in the valley were open again, the mayor said.",
)
PAGES = st.lists(st.sampled_from(LINES), max_size=14).map("\n".join)


def told(*texts: str) -> list[tuple[list[dict[str, str]], list[tuple[int, int, str]]]]:
    """By page: its widgets, and what could not be read of it (line, offset, problem)."""
    found = weather(segments(pa.array(texts, pa.large_string())))
    page, line = found.segments.page, found.segments.line
    rows = found.raw.drop(columns="segment").to_dict("records")
    where = found.unread["segment"].to_numpy(dtype="int64")
    unread = list(zip(page[where], line[where], found.unread["offset"], found.unread["problem"], strict=True))
    return [
        ([{str(name): value for name, value in row.items() if isinstance(value, str)} for row, at in zip(rows, page[found.raw["segment"].to_numpy(dtype="int64")], strict=True) if at == one], sorted((int(line), int(offset), str(problem)) for at, line, offset, problem in unread if at == one))
        for one in range(len(texts))
    ]


@settings(deadline=None, max_examples=60)
@given(st.lists(PAGES, min_size=2, max_size=4))
def test_pages_read_together_say_what_each_says_alone(pages: list[str]) -> None:
    assert told(*pages) == [told(page)[0] for page in pages]


def test_damage_at_the_head_of_a_page_is_not_told_for_the_widget_of_the_page_before() -> None:
    assert len(read(WIDGET, "Wind ?\nTemperatures will rise").problems) == len(read("Wind ?\nTemperatures will rise").problems) == 0


def test_low_at_the_head_of_a_page_is_no_rating_of_the_page_before() -> None:
    assert read(f"{WIDGET}\nUV", "Low -3\nTemp 4°C\nHumidity 81%").frames["weather"]["temp_min_c"].tolist()[1:] == [-3.0]


def test_words_for_the_sky_at_the_end_of_a_page_leave_the_next_widget_its_own() -> None:
    assert read("Temperatures fell\nSunny", f"{WIDGET}\nLight rain\nPressure 1013 hPa").frames["weather"]["condition"].tolist() == ["Light rain"]


def test_a_speed_without_a_unit_is_read_the_same_beside_a_page_of_bare_degrees() -> None:
    page = "Temp 14°C (57°F)\nHumidity 45%\nRain 5%\nWind 12"
    assert read("Temp 63°\nHumidity 45%\nRain 5%", page).frames["weather"]["wind_kmh"].tolist()[-1:] == read(page).frames["weather"]["wind_kmh"].tolist()


@settings(deadline=None, max_examples=200)
@given(st.lists(st.text("0123456789.,-+% °CF", min_size=1, max_size=12), min_size=1, max_size=20))
def test_values_taken_apart_by_their_ends_are_what_the_groups_say(texts: list[str]) -> None:
    shown = pa.array(texts, pa.large_string())
    quick, full = values(shown), _others(shown)
    assert [getattr(quick, name).tolist() for name in ("quantity", "number", "high", "unit")] == [getattr(full, name).tolist() for name in ("quantity", "number", "high", "unit")]
