"""What a verdict looks like in every format, and as JSON and JSON Lines."""

from __future__ import annotations

import importlib.resources
import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pytest

from pagegate import outputs
from pagegate.errors import UsageError
from pagegate.verdict import PUBLISHED, Verdict
from tests.verdicts import EVIL, finding, hostile, many, told, verdict

SCHEMA = json.loads(importlib.resources.files("pagegate.outputs").joinpath("output.schema.json").read_text(encoding="utf-8"))
DOCUMENTED = Path(__file__).parent.parent / "docs" / "output.schema.json"
#: What a terminal obeys instead of showing, and what reorders the text around it.
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")


def strictly(text: str) -> Any:
    def refuse(constant: str) -> None:
        pytest.fail(f"{constant} is not JSON")

    return json.loads(text, parse_constant=refuse)


# The table of formats


def test_the_formats_are_found_by_the_names_of_their_files() -> None:
    assert {"json", "jsonl", "text"} <= set(outputs.names())


def test_an_unknown_format_is_wrong_usage_and_names_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"'yaml'.*json, jsonl"):
        outputs.writer("yaml")


@pytest.mark.parametrize("form", outputs.names())
@pytest.mark.parametrize("options", [{}, {"verbose": True}, {"quiet": True}], ids=str)
def test_what_a_page_says_is_harmless_in_every_format(form: str, options: dict[str, Any]) -> None:
    text = told(hostile(), form, **options)
    assert not OBEYED.search(text)
    text.encode("utf-8")


@pytest.mark.parametrize("form", outputs.names())
def test_the_same_verdict_is_told_in_the_same_words(form: str) -> None:
    assert told(hostile(), form) == told(hostile(), form)


def test_json_is_utf_8_whatever_the_stream_was() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="latin-1")
    outputs.write("json", verdict([finding(message="价格 25 °C")]), stream)
    stream.flush()
    assert strictly(raw.getvalue().decode("utf-8"))["findings"][0]["message"] == "价格 25 °C"


def test_text_goes_to_a_stream_that_lacks_its_characters() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    outputs.write("text", verdict([finding(message="价格 at 25 °C")]), stream)
    stream.flush()
    assert b"?? at 25 ?C" in raw.getvalue()


# JSON


@pytest.mark.parametrize("judged", [verdict(), verdict([finding(), *many(3, severity="warning")]), hostile()], ids=["clean", "failing", "hostile"])
def test_json_is_what_its_published_schema_says(judged: Verdict) -> None:
    jsonschema.validate(strictly(told(judged, "json")), SCHEMA, format_checker=jsonschema.FormatChecker())


@pytest.mark.skipif(not DOCUMENTED.exists(), reason="the wheel alone has no docs folder")
def test_the_documented_schema_is_the_one_in_the_package() -> None:
    assert json.loads(DOCUMENTED.read_text(encoding="utf-8")) == SCHEMA


def test_json_has_the_keys_of_the_design_in_their_order() -> None:
    whole = strictly(told(verdict([finding()]), "json"))
    assert list(whole) == ["pagegate", "verdict", "fail_on", "as_of", "schema_version", "sources", "records", "counts", "rules", "findings"]
    assert whole["records"] == {"pages": 1, "quotes": 10, "weather": 1, "articles": 1}
    assert whole["counts"] == {"error": 1, "warning": 0, "info": 0}
    assert list(whole["rules"][0]) == ["code", "name", "kind", "severity", "held", "failed", "not_applicable"]
    assert list(whole["findings"][0]) == list(PUBLISHED)


def test_json_says_the_same_as_the_verdict_itself() -> None:
    judged = verdict([finding(), *many(2, severity="warning")])
    assert strictly(told(judged, "json")) == judged.to_dict()


def test_json_names_every_kind_and_severity_even_where_there_is_none() -> None:
    whole = strictly(told(verdict(records={}), "json"))
    assert whole["records"] == {"pages": 0, "quotes": 0, "weather": 0, "articles": 0}


def test_a_value_that_is_no_number_is_null_in_json() -> None:
    judged = verdict([finding(fields={"temp_c": float("nan"), "wind_kmh": float("inf"), "gust_kmh": pd.NA, "as_of": pd.NaT})])
    assert strictly(told(judged, "json"))["findings"][0]["fields"] == {"temp_c": None, "wind_kmh": None, "gust_kmh": None, "as_of": None}


def test_a_time_in_the_fields_is_iso_text_in_json() -> None:
    judged = verdict([finding(fields={"as_of": pd.Timestamp("2025-10-23 21:07")})])
    assert strictly(told(judged, "json"))["findings"][0]["fields"] == {"as_of": "2025-10-23T21:07:00"}


def test_a_line_stays_a_whole_number_where_another_finding_has_none() -> None:
    lines = [line["line"] for line in map(strictly, told(verdict([finding(), finding(line=None, column=None)]), "jsonl").splitlines())]
    assert lines == [3, None]
    assert '"line": 3,' in told(verdict([finding(), finding(line=None)]), "jsonl")


def test_json_lines_has_one_finding_a_line_whatever_is_in_it() -> None:
    judged = hostile()
    lines = told(judged, "jsonl").splitlines()
    assert len(lines) == len(judged.findings)
    assert [strictly(line) for line in lines] == strictly(told(judged, "json"))["findings"]


def test_what_a_page_says_arrives_unchanged_through_json() -> None:
    assert strictly(told(hostile(), "json"))["findings"][0]["message"] == EVIL
