"""`--no-raw`: nothing that the pages said, and no secret in the name of a source, leaves through any output."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pagegate import outputs
from pagegate.__main__ import main
from pagegate.outputs.redact import redacted, safe_source
from pagegate.run import Run
from tests.verdicts import finding, verdict

SECRETS = ("ghp_0123456789abcdefABCDEF0123456789abcd", "AKIAIOSFODNN7EXAMPLE", "sk_live_4eC39HqLyjWDarjtT1zdp7dc", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "Zx9Qw7Lm2Tr5Vb8Nk4Hd6")
SAID = "a sentence that only the page has"


@pytest.fixture
def planted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Sources with secrets in their names, their columns, their keys, their values and their text; all of it fails something."""
    monkeypatch.chdir(tmp_path)
    rows = [
        {"symbol": f"{SAID} {secret}", "price": "NA", "change": secret, "name": secret, "url": f"https://example.org/?token={secret}", f"column {secret}": 1}
        for secret in SECRETS
    ]
    files = {
        f"quotes {SECRETS[0]}.jsonl": "\n".join(map(json.dumps, rows)),
        f"page.html?session={SECRETS[4]}&q=planted-query": f"<html><title>{SAID} {SECRETS[1]}</title><p>{SAID}",
        "articles.jsonl": json.dumps({"title": f"{SECRETS[2]} {SAID}", "body": f"{SAID} {SECRETS[3]} Read more", "url": f"https://u:p@example.org/{SECRETS[4]}?planted-query"}),
        "broken.jsonl": '{"symbol": "A", "price": 1.5}\n{"symbol": "' + f"{SAID} {SECRETS[0]}",
        "weather.txt": f"{SAID}\nTemp29.1°C\nFeels25.0°C\nHumidity175%\nWind24.1 km/h\n{SECRETS[1]}\n",
        "doubled.csv": f"symbol,price,{SECRETS[0]},{SECRETS[0]}\n{SAID},-1,a,b\n",
    }
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")
    return list(files)


def everything_told(form: str, *arguments: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """All that a run with --no-raw lets out: both streams, a file of every format, the report, and the step's summary where `form` is github."""
    capsys.readouterr()
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    written = [f"--output={name}=told.{name}" for name in outputs.names()]
    assert main(["check", "--no-batch", "--no-raw", "--report", "out", "--format", form, *written, *arguments]) == 1
    captured = capsys.readouterr()
    files = [Path("out/index.html"), Path("out/findings.csv"), *(Path(f"told.{name}") for name in outputs.names()), *([Path("summary.md")] if form == "github" else [])]
    return "\n".join([captured.out, captured.err, *(file.read_text(encoding="utf-8") for file in files)])


@pytest.mark.parametrize("form", ["text", "github", "jsonl"])
def test_nothing_planted_leaves_through_any_format(form: str, planted: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    told = everything_told(form, *planted, capsys=capsys, monkeypatch=monkeypatch)
    assert "Q002" in told
    assert [secret for secret in (*SECRETS, SAID, "planted-query") if secret in told] == []


def test_no_secret_of_the_configuration_leaves(planted: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Path(SECRETS[0]).mkdir()
    configuration = Path(SECRETS[0]) / "pagegate.toml"
    configuration.write_text(
        f'quarantine = "../{SECRETS[1]}"\n[sources."{SECRETS[2]}"]\npaths = "https://u:planted-user@example.org/{SECRETS[3]}?planted-query"\nmissing = ["{SAID}"]\n'
        f'fields = {{ price = "{SECRETS[4]}" }}\ndefaults = {{ name = "{SAID}" }}\n', encoding="utf-8",
    )
    main(["baseline", "write", "articles.jsonl", "--no-batch", "--baseline", f"{SECRETS[0]}.json"])
    told = everything_told("github", "--config", str(configuration), "--baseline", f"{SECRETS[0]}.json", *planted, capsys=capsys, monkeypatch=monkeypatch)
    assert "sources.hidden-" in told
    assert [secret for secret in (*SECRETS, SAID, "planted-query", "planted-user") if secret in told] == []


@pytest.mark.usefixtures("planted")
def test_a_fault_of_pagegates_own_tells_its_place_and_no_word_of_the_page(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError(SECRETS[0])

    monkeypatch.setattr(Run, "take", broken)
    assert main(["check", "--no-batch", "--no-raw", "--no-report", "articles.jsonl"]) == 3
    told = capsys.readouterr().err
    assert SECRETS[0] not in told
    assert "in broken" in told


@pytest.mark.usefixtures("planted")
def test_without_it_the_values_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--no-batch", "--no-report", "--format", "sarif", "articles.jsonl"])
    assert SAID in capsys.readouterr().out


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("pages/2026-11-22/quotes_of_the_day_and_of_the_week.jsonl", None),
        ("cache/3f786850e387550fdab836ed7e6dc881de23001b.html", None),
        ("https://example.org/markets/world-indices", None),
        ("https://user:pass@example.org/markets?session=1#top", "https://example.org/markets"),
    ],
)
def test_names_that_hold_no_secret_stay_and_addresses_lose_user_query_and_fragment(source: str, shown: str | None) -> None:
    assert safe_source(source) == (shown or source)


@pytest.mark.parametrize("secret", [*SECRETS, "token=abc", "api_key=abc", "password=abc"])
def test_a_secret_in_a_name_is_hidden_and_two_stay_two(secret: str) -> None:
    assert secret not in safe_source(f"feeds/{secret}/a.jsonl")
    assert safe_source(f"feeds/{secret}/a.jsonl") != safe_source(f"feeds/{secret}x/a.jsonl")


def test_place_rule_and_fingerprint_stay() -> None:
    before = verdict([finding()]).findings
    after = redacted(before)
    kept = ["code", "rule", "severity", "kind", "source", "line", "column", "record", "hint", "fingerprint"]
    assert after[kept].equals(before[kept])
    assert list(after["message"]) == ["Feels-like below the air in humid heat."]
