"""What `pagegate export` writes is loaded by Great Expectations and pandera alone, and flags bad records there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pagegate.cli import run
from pagegate.judge.gx import quietly
from tests.gx_batches import validated

QUOTES = pd.DataFrame({"symbol": ["FCHI", "DJI"], "price": [8074.23, 47311.0], "change": [6.7, 225.76], "change_pct": [0.08, 4.8]})
WEATHER = pd.DataFrame({"temp_c": [20.0, 29.1, 99.0], "feels_like_c": [20.0, 23.0, 99.0], "humidity_pct": [50.0, 75.0, 10.0]})
WHOLE = "The council agreed on the budget after a long night of talks. Members of all parties praised the result. " * 6
ARTICLES = pd.DataFrame({"title": ["Council agrees on budget", "Council agrees on the budget"], "body": [WHOLE.strip(), WHOLE + "The mayor said that he was happy with the [+1234 chars]"]})
FRAMES = {"quotes": QUOTES, "weather": WEATHER, "articles": ARTICLES}
#: The rules that flag one bad record of each frame, and its row.
BAD = {"quotes": ("Q103", 1), "weather": ("W201", 1), "articles": ("A101", 1)}

#: A program that knows pandera, Great Expectations and the files: it prints which rows fail which rule, by library and kind.
ALONE = """
import json, pathlib, sys
import pandas as pd
import pandera.pandas as pa

folder = pathlib.Path(sys.argv[1])
frames = {kind: pd.DataFrame(columns) for kind, columns in json.loads(sys.argv[2]).items()}
told = {"pandera": {}, "gx": {}}
sys.path.insert(0, str(folder / "schemas"))
import pagegate_schemas
for kind, frame in frames.items():
    try:
        getattr(pagegate_schemas, kind.upper()).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        told["pandera"][kind] = {error.check.error.split()[0]: (~error.check_output.to_numpy()).nonzero()[0].tolist() for error in errors.schema_errors}

import great_expectations as gx
import pagegate.gx
context = gx.get_context(mode="file", project_root_dir=folder)
source = context.data_sources.add_pandas("frames")
for kind, frame in frames.items():
    batch = source.add_dataframe_asset(kind).add_batch_definition_whole_dataframe("whole")
    definition = context.validation_definitions.add(gx.ValidationDefinition(name=kind, data=batch, suite=context.suites.get(kind)))
    results = definition.run(batch_parameters={"dataframe": frame}, result_format="COMPLETE").results
    told["gx"][kind] = {result.expectation_config.kwargs["code"]: result.result["unexpected_index_list"] for result in results if not result.success}
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both exports."""
    folder = tmp_path_factory.mktemp("exported")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run(["export", "gx", "gx/expectations"]) == 0
        assert run(["export", "pandera", "schemas"]) == 0
    return folder


@pytest.fixture(scope="module")
def alone(exported: Path) -> Any:
    """What a fresh process says of the frames with the files."""
    frames = json.dumps({kind: frame.to_dict("list") for kind, frame in FRAMES.items()})
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", ALONE, str(exported), frames], capture_output=True, text=True, check=False, env={**os.environ, "GX_ANALYTICS_ENABLED": "False"})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("library", ["gx", "pandera"])
@pytest.mark.parametrize("kind", list(BAD))
def test_the_library_alone_flags_bad_quotes_impossible_weather_and_cut_articles(alone: Any, library: str, kind: str) -> None:
    code, row = BAD[kind]
    assert alone[library][kind][code] == [row]


def test_an_exported_suite_has_one_expectation_a_rule_with_its_severity(exported: Path) -> None:
    suite = json.loads((exported / "gx/expectations/weather.json").read_text(encoding="utf-8"))
    severities = {expectation["kwargs"]["code"]: expectation["severity"] for expectation in suite["expectations"]}
    assert (severities["W201"], severities["W001"], severities["W307"]) == ("critical", "warning", "info")
    assert "B202" in severities


def test_an_export_is_the_same_every_time(exported: Path, tmp_path: Path) -> None:
    assert run(["export", "gx", str(tmp_path)]) == 0
    assert {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()} == {file.name: file.read_text(encoding="utf-8") for file in (exported / "gx/expectations").glob("*.json")}


def test_a_loaded_suite_is_judged_in_memory_as_well(exported: Path) -> None:
    with quietly():
        import great_expectations as gx

        import pagegate.gx  # noqa: F401  makes the expectation known
    suite = gx.ExpectationSuite(**json.loads((exported / "gx/expectations/quotes.json").read_text(encoding="utf-8")))
    failed = {result.expectation_config.kwargs["code"] for result in validated(QUOTES, suite).results if not result.success}
    assert "Q103" in failed


def test_the_configuration_goes_with_the_suites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pagegate.toml").write_text('select = ["W20", "W002"]\n[severity]\nW201 = "warning"\n[allow]\nW201 = "5 %"\n[limits.W002]\nhigh = 50\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["export", "gx", "out"]) == 0
    assert "not exported: limits.W002 of pagegate.toml" in capsys.readouterr().err
    suite = json.loads((tmp_path / "out/weather.json").read_text(encoding="utf-8"))
    (mine,) = [expectation for expectation in suite["expectations"] if expectation["kwargs"]["code"] == "W201"]
    assert (mine["severity"], mine["kwargs"]["mostly"]) == ("warning", 0.95)
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["weather.json"]


def test_nothing_that_a_frame_can_be_asked_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "pandera", str(tmp_path), "--select", "P012"]) == 2
    assert "nothing to export" in capsys.readouterr().err
