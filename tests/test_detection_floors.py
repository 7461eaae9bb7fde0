"""Detection never gets worse in silence: the floors of the benchmark only rise, or say why not, and the page of figures keeps them."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "detection.md"
FLOORS = "benchmarks/detection/floors.toml"

if not (ROOT / FLOORS).exists():
    pytest.skip("the benchmarks stand in the checkout; the suite also runs on the wheel alone", allow_module_level=True)

from benchmarks.detection import converters, cuts, floors, measures_generated, table  # noqa: E402  behind the question whether they are there
from benchmarks.detection.__main__ import main  # noqa: E402
from benchmarks.detection.figure import Figure, Measured  # noqa: E402
from pagegate.records.build import build  # noqa: E402

ALARMS = """
[good.alarms]
what = "good records with an error"
keep = "at most"
unit = "%"
goal = 1
floors = [{entries}]
"""
FIRST, WORSE, BETTER = "{ date = 2026-01-01, value = 2.0 }", "{ date = 2026-02-01, value = 3.0 }", "{ date = 2026-03-01, value = 0.5 }"
EXCUSED = '{ date = 2026-02-01, value = 3.0, reason = "W999 finds twice as much" }'


def alarms(*entries: str) -> floors.Floor:
    return floors.read(ALARMS.format(entries=", ".join(entries)).replace("{{", "{"))["good.alarms"]


# The floors themselves.


def test_no_floor_is_lowered_without_a_reason() -> None:
    assert {name: list(floor.lowered_in_silence()) for name, floor in floors.read().items() if list(floor.lowered_in_silence())} == {}


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs the history of the checkout")
def test_the_history_of_a_floor_is_never_rewritten() -> None:
    commits = subprocess.run(["git", "log", "--format=%H", "--", FLOORS], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    versions = [subprocess.run(["git", "show", f"{commit}:{FLOORS}"], cwd=ROOT, check=False, capture_output=True, encoding="utf-8") for commit in commits]
    present = floors.read()
    assert [found for version in versions if version.returncode == 0 for found in floors.rewritten(floors.read(version.stdout), present)] == []


def test_the_page_has_every_figure_and_no_other() -> None:
    assert sorted(table.parse(PAGE.read_text(encoding="utf-8"))) == sorted(floors.read())


def test_the_figures_of_the_page_keep_their_floors() -> None:
    known = floors.read()
    assert {name: value for name, value in table.parse(PAGE.read_text(encoding="utf-8")).items() if name in known and not known[name].kept(value)} == {}


@pytest.mark.parametrize("measure", [measures_generated.quotes, measures_generated.weather, measures_generated.articles, measures_generated.html, measures_generated.texts])
def test_generated_records_keep_their_floors(measure: Any) -> None:
    known = floors.read()
    figures = measure(200).figures
    assert {figure.name: (figure.count, figure.of, figure.examples) for figure in figures if not known[figure.name].kept(table.value(figure, known[figure.name]))} == {}


# What keeps them.


def test_a_floor_that_is_lowered_in_silence_is_named() -> None:
    assert [entry.value for entry in alarms(FIRST, WORSE).lowered_in_silence()] == [3.0]


def test_a_floor_may_be_lowered_with_a_reason() -> None:
    assert list(alarms(FIRST, EXCUSED).lowered_in_silence()) == []


def test_a_floor_may_be_raised() -> None:
    assert list(alarms(FIRST, BETTER).lowered_in_silence()) == []


def test_a_floor_is_held_against_the_best_it_ever_was() -> None:
    assert [entry.value for entry in alarms(BETTER, FIRST, FIRST).lowered_in_silence()] == [2.0, 2.0]


def test_a_history_may_only_grow() -> None:
    assert floors.rewritten({"good.alarms": alarms(FIRST)}, {"good.alarms": alarms(FIRST, BETTER)}) == []


@pytest.mark.parametrize("later", [{}, {"good.alarms": alarms(WORSE)}, {"good.alarms": alarms(BETTER, FIRST)}], ids=["gone", "changed", "put before"])
def test_a_history_that_was_rewritten_is_named(later: dict[str, floors.Floor]) -> None:
    assert len(floors.rewritten({"good.alarms": alarms(FIRST)}, later)) == 1


def test_a_floor_is_kept_up_to_the_decimals_that_are_shown() -> None:
    assert [alarms(FIRST).kept(value) for value in (0.0, 2.0, 2.001, 2.01)] == [True, True, False, False]


def test_what_was_not_measured_keeps_no_floor() -> None:
    assert not alarms(FIRST).kept(float("nan"))


def test_what_must_be_exact_keeps_its_floor_on_neither_side() -> None:
    one = floors.read(ALARMS.format(entries="{ date = 2026-01-01, value = 1 }").replace("at most", "exactly").replace('"%"', '""'))["good.alarms"]
    assert [one.kept(value) for value in (0, 1, 2)] == [False, True, False]


def test_a_floor_without_a_side_is_refused() -> None:
    with pytest.raises(ValueError, match=r"good\.alarms"):
        floors.read(ALARMS.format(entries=FIRST).replace("at most", "about"))


# The page.


def test_a_page_is_read_back_as_it_was_written() -> None:
    measured = [Measured("good", {"good.csv": "0123456789ab"}, 800, [Figure("good.alarms", 9, 800, (("W204", 9),))], (("W204", 12),))]
    page = table.render(measured, {"good.alarms": alarms(FIRST)}, dt.date(2026, 1, 2), "0.1.0")
    assert table.parse(page) == {"good.alarms": 1.13}
    assert "| at most 1 %: **missed** | 2.00 % | W204 9 |" in page
    assert "0 of 1 goals are met. Missed: `good.alarms`." in page
    assert "| good | 800 | good.csv | `0123456789ab` |" in page


def test_a_page_says_where_a_floor_is_broken() -> None:
    assert "| **0.50 %: broken** |" in table.render([Measured("good", {}, 800, [Figure("good.alarms", 9, 800)])], {"good.alarms": alarms(BETTER)}, dt.date(2026, 1, 2), "0.1.0")


def test_the_page_is_written_only_with_every_figure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["--write", str(tmp_path / "page.md")])
    assert "--write needs --data and all sets" in capsys.readouterr().err


# Other people's columns.


def frame(kind: Any, raw: pd.DataFrame) -> pd.DataFrame:
    return build(kind, raw.reset_index(drop=True)).frame


def test_fahrenheit_and_miles_come_with_their_units() -> None:
    row = {"timestamp": "2025-05-26 07:00 PM", "description": "Broken clouds", "temp": "70.29", "feels_like": "69.37", "humidity": "50", "temp_min": "68.09", "temp_max": "72.52",
           "wind_speed_mph": "20.62", "wind_deg": "90", "cloud_cover": "75", "sunrise": "5:47 AM", "sunset": "8:23 PM", "rain_1h": "0.0", "uv_index": "8.9", "us_aqi": "15"}  # fmt: skip
    one = frame("weather", converters.weathdash(pd.DataFrame([row]))).iloc[0]
    assert (round(one["temp_c"], 2), round(one["wind_kmh"], 2), one["aqi_scale"], one["local_time"], one["sunset"]) == (21.27, 33.18, 500.0, "19:00", "20:23")


def test_na_is_nothing() -> None:
    row = {"origin": "EWR", "temp": "39.02", "dewp": "NA", "humid": "59.37", "wind_dir": "270", "wind_speed": "10.4", "wind_gust": "NA", "precip": "0", "pressure": "1012", "visib": "10",
           "time_hour": "2013-01-01T06:00:00Z"}  # fmt: skip
    one = frame("weather", converters.nycflights(pd.DataFrame([row]))).iloc[0]
    assert pd.isna(one["gust_kmh"])
    assert round(one["temp_c"], 1) == 3.9


def test_the_percent_that_is_called_change_becomes_the_percent() -> None:
    rows = [{"symbol": "GLD", "price": "401.48", "change": "0.6316", "change_abs": "2.52"}, {"ticker": "BMNU", "price": "2.21", "change": "0.165", "changePct": "8.0685"}]
    names = ("name", "open", "high", "low", "prev_close", "volume", "exchange", "updated", "change_pct")
    quotes = converters.inflexion(pd.DataFrame(rows).reindex(columns=["symbol", "ticker", "price", "change", "change_abs", "changePct", *names]).astype(object))
    assert quotes[["symbol", "change", "change_pct"]].to_numpy().tolist() == [["GLD", "2.52", "0.6316"], ["BMNU", "0.165", "8.0685"]]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>Town opens its bridge - The Daily</title>", "Town opens its bridge"),
        ("<TITLE>\n Tom &amp; Anna open a bridge\n</TITLE>", "Tom & Anna open a bridge"),
        ("<title>The bridge - The Daily</title>", "The bridge - The Daily"),
        (None, "town opens its bridge"),
    ],
)
def test_a_title_is_that_of_the_page_or_the_words_of_its_address(page: str | None, title: str) -> None:
    assert converters.title_of(page, "https://news.example/2026/town-opens-its-bridge.html") == title


def test_responses_that_were_not_stored_are_no_pages() -> None:
    answers = [(200, "<p>hello</p>"), (200, ""), (0, ""), (429, "")]
    archive = {"log": {"entries": [{"request": {"url": "https://a.example"}, "response": {"status": status, "content": {"mimeType": "text/html", "text": text}}} for status, text in answers]}}
    assert [(page["status"], page["html"]) for page in converters.captured(archive)] == [("200", "<p>hello</p>"), ("429", None)]


# Cuts.

TEXT = "The council met on Tuesday. It voted, after an hour, to rebuild the hall.\n\nWork begins in spring."


def test_a_cut_inside_a_word_ends_inside_a_word() -> None:
    assert cuts.inside_word(TEXT, 0.1) == "The counc"


def test_a_cut_inside_a_sentence_ends_with_a_word_that_does_not_end_it() -> None:
    assert cuts.inside_sentence(TEXT, 0.25) == "The council met on Tuesday. It"


def test_a_text_without_such_a_place_is_not_cut() -> None:
    assert (cuts.inside_word("1 2 3", 0.5), cuts.inside_sentence("Done.", 0.5)) == (None, None)


def test_a_script_without_spaces_is_not_cut_far_from_where_it_should_be() -> None:
    assert cuts.inside_sentence("会" * 500 + " 员", 0.1) is None
