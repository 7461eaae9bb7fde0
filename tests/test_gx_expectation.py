"""Inside Great Expectations, any rule of pagegate is asked by its code."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pagegate.judge.gx import new_context, own_project, quietly
from tests.gx_batches import expecting, frame_of, validated

#: Humid heat that feels colder, humid heat that does not, an observation without humidity, and one without anything else.
WEATHER = pd.DataFrame({
    "temp_c": [29.1, 29.1, 29.1, 15.0], "feels_like_c": [23.0, 33.0, 23.0, 15.0], "humidity_pct": [75, 75, None, None], "wind_kmh": [10.0, 10.0, 10.0, None], "location": ["Rio", "Lima", "Bonn", "Oslo"],
})


def result(frame: pd.DataFrame = WEATHER, code: str = "W201", result_format: Any = "COMPLETE", **arguments: Any) -> Any:
    return validated(frame, expecting(code, **arguments), result_format)


def test_the_failing_rows_are_told_by_their_index() -> None:
    found = result(WEATHER.set_index(pd.Index(["a", "b", "c", "d"])))
    assert not found.success
    assert found.result["unexpected_index_list"] == ["a"]
    assert found.result["unexpected_list"] == [{"temp_c": 29.1, "feels_like_c": 23.0, "humidity_pct": 75.0, "wind_kmh": 10.0}]


def test_rows_that_a_rule_does_not_apply_to_are_missing_and_no_failures() -> None:
    counts = result().result
    assert (counts["element_count"], counts["missing_count"], counts["unexpected_count"], counts["unexpected_percent"]) == (4, 2, 1, 50.0)


@pytest.mark.parametrize(("mostly", "success"), [(0.5, True), (0.6, False)])
def test_mostly_is_a_share_of_the_rows_that_the_rule_applies_to(mostly: float, success: bool) -> None:  # noqa: FBT001  what is expected
    assert result(mostly=mostly).success is success


@pytest.mark.parametrize("result_format", ["BOOLEAN_ONLY", "BASIC", "SUMMARY", "COMPLETE", {"result_format": "COMPLETE", "unexpected_index_column_names": ["location"], "include_unexpected_rows": True}])
def test_every_result_format_tells_what_great_expectations_own_tell(result_format: Any) -> None:
    with quietly():
        from great_expectations.expectations.core.expect_column_pair_values_a_to_be_greater_than_b import ExpectColumnPairValuesAToBeGreaterThanB

    theirs = validated(WEATHER, ExpectColumnPairValuesAToBeGreaterThanB(column_A="feels_like_c", column_B="temp_c"), result_format).result
    assert {*theirs} - {*result(result_format=result_format).result} <= {"partial_unexpected_counts"}  # records repeat so seldom that counting them says nothing


def test_the_columns_named_for_the_index_tell_the_rows() -> None:
    found = result(result_format={"result_format": "COMPLETE", "unexpected_index_column_names": ["location"], "include_unexpected_rows": True}).result
    assert found["unexpected_index_list"] == [{"location": "Rio"}]
    assert found["unexpected_rows"]["location"].tolist() == ["Rio"]


def test_a_summary_tells_as_many_rows_as_it_was_asked_for() -> None:
    found = result(pd.concat([WEATHER] * 50, ignore_index=True), result_format={"result_format": "SUMMARY", "partial_unexpected_count": 3}).result
    assert found["unexpected_count"] == 50
    assert found["partial_unexpected_index_list"] == [0, 4, 8]
    assert len(found["partial_unexpected_list"]) == 3


def test_only_the_rows_of_a_condition_are_judged() -> None:
    with quietly():
        from great_expectations.expectations.row_conditions import Column
    found = result(row_condition=Column("location") == "Lima")
    assert found.success
    assert found.result["element_count"] == 1


def test_numbers_may_be_text_as_the_page_showed_it() -> None:
    shown = frame_of([{"symbol": "S&P 500", "price": "6,796.29", "change": "+24.00", "change_pct": "0.35%"}, {"symbol": "FCHI", "price": "8,074.23", "change": "+6.70", "change_pct": "8.30%"}])
    assert result(shown, "Q103").result["unexpected_index_list"] == [1]


@pytest.mark.parametrize("index", [pd.Index([7, 7, 7, 7]), pd.MultiIndex.from_tuples([(1, "a"), (1, "b"), (2, "a"), (2, "b")]), pd.date_range("2026-01-01", periods=4, tz="UTC"), pd.Index([1.5, None, 2.5, 3.5])], ids=["repeated", "levels", "times", "nulls"])
def test_any_index_will_do(index: pd.Index) -> None:
    assert result(WEATHER.set_index(index)).result["unexpected_index_list"] == [index[0]]


@pytest.mark.parametrize("temperatures", [pd.array([29, None, 29], dtype="Int64"), pd.array([29.1, None, 29.1], dtype="float64[pyarrow]"), pd.Categorical([29.1, None, 29.1]), pd.Series([29.1, [1], "29.1°C"], dtype=object)], ids=["nullable", "arrow", "category", "objects"])
def test_columns_of_any_type_are_read_and_what_is_no_number_is_missing(temperatures: Any) -> None:
    found = result(WEATHER.iloc[:3].assign(temp_c=temperatures, feels_like_c=23.0, humidity_pct=75)).result
    assert found["unexpected_index_list"] == [0, 2]
    assert found["missing_count"] == 1


@pytest.mark.parametrize(("frame", "told"), [(WEATHER.set_axis(["temp_c", "temp_c", "humidity_pct", "wind_kmh", "location"], axis=1), "temp_c more than once"), (pd.DataFrame(index=range(3)), "no column fits weather")], ids=["twice", "none"])
def test_columns_that_cannot_be_told_are_told_and_no_pass(frame: pd.DataFrame, told: str) -> None:
    found = result(frame)
    assert not found.success
    assert told in str(found.exception_info)


def test_a_rule_does_not_apply_where_its_columns_are_absent() -> None:
    found = result(WEATHER[["temp_c", "location"]])
    assert found.success
    assert found.result["missing_count"] == 4


def test_an_empty_batch_passes() -> None:
    assert result(WEATHER.iloc[:0]).success


def test_a_frame_of_other_records_is_told_and_no_pass() -> None:
    found = result(pd.DataFrame({"colour": ["red"]}))
    assert not found.success
    assert "weather" in str(found.exception_info)


@pytest.mark.parametrize(("code", "told"), [("W20l", "the nearest is W20"), ("humid-heat-feels-coldest", "the nearest is humid-heat-feels-colder")])
def test_a_code_that_no_rule_has_is_refused_with_the_nearest(code: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        expecting(code)


def test_a_moment_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="'soon' is no ISO 8601 time"):
        expecting("W201", as_of="soon")


@pytest.mark.parametrize(("code", "told"), [("P012", "it is about files"), ("B409", "it judges against earlier runs")])
def test_a_rule_that_no_frame_can_be_asked_is_told_and_no_pass(code: str, told: str) -> None:
    found = result(code=code)
    assert not found.success
    assert told in str(found.exception_info)


def test_a_rule_that_raises_is_told_and_no_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        msg = "the rule broke"
        raise RuntimeError(msg)

    monkeypatch.setattr("pagegate.answers.ask", broken)
    found = result()
    assert not found.success
    assert "the rule broke" in str(found.exception_info)


def test_severity_and_description_are_the_rules_own_unless_given() -> None:
    assert expecting("W001").severity == "warning"
    assert expecting("W201").description.startswith("W201 humid-heat-feels-colder: ")
    assert expecting("W201", severity="info", description="mine").dict()["severity"] == "info"


def test_a_batch_rule_judges_the_batch_as_one_scrape() -> None:
    twice = frame_of([{"symbol": "FCHI", "price": price, "as_of": "2025-10-23T16:00:00Z"} for price in (8074.23, 8074.23, 9000.0)])
    found = result(twice, "B102")
    assert not found.success
    assert found.result["unexpected_count"] == 1
    assert "FCHI" in str(found.result["unexpected_list"])


def test_judging_leaves_a_users_own_project_current() -> None:
    with quietly():
        from great_expectations.data_context.data_context.context_factory import project_manager
    with own_project(new_context) as mine:
        result(frame_of([{"symbol": "FCHI", "price": 1.0, "as_of": "2025-10-23T16:00:00Z"}] * 2), "B103")
        assert project_manager.get_current_project() is mine
