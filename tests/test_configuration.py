"""Configuration: what is found, refused and in force."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from pagegate.__main__ import main
from pagegate.config.allowed import Allowed, wilson_low
from pagegate.config.document import json_schema, markdown
from pagegate.config.keys import ROOT, leaves
from pagegate.config.load import settings
from pagegate.config.settings import ConfigError
from pagegate.config.values import Allowance

DOCS = Path(__file__).parents[1] / "docs"
QUOTES = '{"symbol": "FCHI", "price": 8074.23, "change": 6.44, "change_pct": 0.08}\n{"symbol": "GDAXI", "price": -1, "change": 1.0, "change_pct": 0.0}\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with two quotes, the second one impossible."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "quotes.jsonl").write_text(QUOTES, encoding="utf-8")
    return tmp_path


def refused(folder: Path, text: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What `pagegate config` says of a configuration that it refuses with status 2."""
    (folder / "pagegate.toml").write_text(text, encoding="utf-8")
    assert main(["config"]) == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("fail_on = 'error'", "pagegate.toml:1: fail_on is no key of pagegate's; did you mean fail-on?"),
        ("fail-on = 'warn'", "pagegate.toml:1: fail-on takes error, warning or never, not the text 'warn'; did you mean warning?"),
        ("no-batch = 1", "pagegate.toml:1: no-batch takes true or false, not the number 1"),
        ("[severity]\nW2O1 = 'info'", "pagegate.toml:2: severity.W2O1 is no rule's code or name; did you mean W201?"),
        ("[severity]\nhumid-heat-feel-colder = 'info'", "did you mean humid-heat-feels-colder?"),
        ("[severity]\nW201 = 'fatal'", "pagegate.toml:2: severity.W201 takes error, warning or info, not the text 'fatal'"),
        ("[allow]\nW305 = 'half'", "pagegate.toml:2: allow.W305 takes a share"),
        ("[allow]\nW305 = '101 %'", "pagegate.toml:2: allow.W305 takes a share"),
        ("[limits.W201]\nlow = 1", "limits.W201 is a rule without limits of its own"),
        ("[limits.W002]\nlowest = 1", "pagegate.toml:2: limits.W002.lowest is no key of pagegate's; did you mean low?"),
        ("[limits.W002]\nlow = 60", "limits.W002 leaves no value between 60 and 56.7"),
        ("select = ['Z9']", "select names 'Z9', and no rule's code begins so"),
        ("[[overrides]]\nignore = ['W']", "overrides[0] says nothing of what it is for: give site, paths or kind"),
        ("[[overrides]]\nkind = 'wether'", "pagegate.toml:2: overrides[0].kind takes pages, quotes, weather or articles, not the text 'wether'; did you mean weather?"),
        ("[sources.us]\nkind = 'quotes'", "pagegate.toml:1: sources.us needs the key paths"),
        ("[sources.us]\npaths = '*'\nfields = { prise = 'last' }", "pagegate.toml:3: sources.us.fields.prise is no column of any kind; did you mean price?"),
        ("[sources.us]\npaths = '*'\n[sources.us.units]\ntemp = 'Fahr'", "pagegate.toml:4: sources.us.units.temp is given in 'Fahr', which does not convert to °C"),
        ("[sources.us]\npaths = '*'\nunits = { tmp = 'F' }", "sources.us.units.tmp is neither a column with units nor a quantity; did you mean temp?"),
        ("[sources.us]\npaths = '*'\ntimezone = 'Europe/Pariss'", "did you mean Europe/Paris?"),
        ("format = 'jsn'", "format names the format 'jsn'"),
        ("[output]\nsarf = 'x'", "pagegate.toml:2: output.sarf names the format 'sarf'"),
        ("fail-on = ", "pagegate.toml: is not TOML"),
        ("as-of = 'yesterday'", "as-of takes a moment in ISO 8601"),
    ],
)
def test_what_is_wrong_is_refused_with_file_line_key_and_what_is_right(folder: Path, text: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert told in refused(folder, text, capsys)


def test_the_nearest_file_upwards_is_taken_and_pagegate_toml_goes_before_pyproject(folder: Path) -> None:
    below = folder / "spiders" / "quotes"
    below.mkdir(parents=True)
    (folder / "pyproject.toml").write_text("[tool.pagegate]\nfail-on = 'never'\n", encoding="utf-8")
    assert settings(start=below).value("fail-on") == "never"
    (below / "pyproject.toml").write_text("[tool.ruff]\n", encoding="utf-8")
    assert settings(start=below).value("fail-on") == "never"
    (folder / "pagegate.toml").write_text("fail-on = 'warning'\n", encoding="utf-8")
    assert settings(start=below).value("fail-on") == "warning"


def test_the_command_line_goes_before_the_file_and_the_file_before_the_default(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "pyproject.toml").write_text("[tool.pagegate]\n\nfail-on = 'never'\nignore = ['B']\n", encoding="utf-8")
    assert main(["config", "--format", "json", "--ignore", "W"]) == 0
    told = {row["key"]: (row["value"], row["from"]) for row in json.loads(capsys.readouterr().out)["configuration"]}
    assert told["fail-on"] == ("never", "pyproject.toml:3")
    assert told["ignore"] == (["W"], "command line")
    assert told["report"] == ("reports", "default")


def test_a_run_carries_its_configuration(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "pagegate.toml").write_text("[severity]\nQ002 = 'info'\n", encoding="utf-8")
    main(["check", "quotes.jsonl", "--no-report", "--no-batch", "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert {"key": "severity.Q002", "value": "info", "from": "pagegate.toml:2"} in told["configuration"]


def test_paths_in_a_configuration_are_taken_from_its_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "pagegate.toml").write_text("no-batch = true\nreport = 'seen'\n[output]\njson = 'found.json'\n", encoding="utf-8")
    (folder / "inner").mkdir()
    monkeypatch.chdir(folder / "inner")
    main(["check", "../quotes.jsonl", "-q"])
    assert (folder / "seen" / "index.html").is_file()
    assert json.loads((folder / "found.json").read_text(encoding="utf-8"))["verdict"] == "fail"


@pytest.mark.parametrize(
    ("share", "failed", "judged", "standing"),
    [
        (0.005, 0, 3, "within"),
        (0.005, 1, 3, "not enough rows"),
        (0.005, 5, 1_000, "within"),
        (0.005, 7, 1_000, "not enough rows"),  # 0.7 %, from 0.34 % by chance
        (0.005, 20, 1_000, "exceeded"),
    ],
)
def test_a_share_is_exceeded_only_where_chance_does_not_explain_it(share: float, failed: int, judged: int, standing: str) -> None:
    assert Allowed("W305", Allowance(share=share), failed, judged, "allow.W305").standing == standing


def test_a_count_is_exceeded_by_one_more() -> None:
    assert [Allowed("W305", Allowance(count=3), failed, 10, "allow.W305").standing for failed in (3, 4)] == ["within", "exceeded"]


def test_the_lower_bound_is_wilsons() -> None:
    # Newcombe (1998), table I: 15 of 148 has the score interval 0.0624 to 0.1605.
    assert wilson_low(15, 148) == pytest.approx(0.0624, abs=5e-5)


def test_the_documentation_and_the_schema_are_those_of_the_table_of_keys() -> None:
    assert (DOCS / "configuration.md").read_text(encoding="utf-8") == markdown()
    assert json.loads((DOCS / "config.schema.json").read_text(encoding="utf-8")) == json_schema()


def test_every_example_of_the_table_is_valid(tmp_path: Path) -> None:
    Draft202012Validator.check_schema(json_schema())
    for name, key in leaves(ROOT):
        if "." not in name and "[" not in name:
            file = tmp_path / "pagegate.toml"
            file.write_text(f"{name} = {key.example}\n", encoding="utf-8")
            assert name in settings(file).values


def test_a_file_that_is_named_and_broken_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.toml"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="is not TOML"):
        settings(file)
