"""Great Expectations' own Data Docs of a run: the suites, and what every rule of them found."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import great_expectations as gx
from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult, RunIdentifier
from great_expectations.data_context.types.resource_identifiers import ExpectationSuiteIdentifier, ValidationResultIdentifier
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

from pagegate.catalogue import catalogue
from pagegate.gx.expectation import SEVERITIES, described
from pagegate.gx.suites import suite_of
from pagegate.judge.findings import bounded
from pagegate.judge.gx import new_context, own_project
from pagegate.model import RECORD_KINDS, BatchRule, Rule
from pagegate.outputs.data_docs_folder import ENTRIES, MARK
from pagegate.outputs.places import place
from pagegate.verdict import Verdict

if TYPE_CHECKING:
    import pandas as pd

#: How many findings of a rule its table shows.
MOST_SHOWN = 20
_RUNS = "run"


def write(verdict: Verdict, folder: Path) -> None:
    """Write the site into a folder that `refuse_foreign_folder` found fit, in the place of what an earlier run wrote.

    Sends nothing and asks nothing of the network; the pages load their styles and scripts from other hosts when they are opened. Raises OSError if the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".building-") as building:
        _build(verdict, Path(building))
        (folder / MARK).write_text("Data Docs written by `pagegate check --data-docs`; the next run takes their place.\n", encoding="utf-8")
        for name in ENTRIES:
            _remove(folder / name)
            if (Path(building) / name).exists():
                shutil.move(Path(building) / name, folder / name)


def _build(verdict: Verdict, folder: Path) -> None:
    site = {
        "class_name": "SiteBuilder", "show_how_to_buttons": False, "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.resolve())},
    }
    with own_project(new_context) as context:
        context.add_data_docs_site("pagegate", site)
        run = RunIdentifier(run_name="pagegate", run_time=verdict.as_of.astimezone(dt.UTC))
        suites = dict(_by_suite(verdict))
        for name, rules in suites.items():
            if name in RECORD_KINDS:
                asked = {rule.code: rule for rule, _ in rules}
                context.suites.add(suite_of(name, catalogue().chosen(tuple(asked)).with_rules(asked)))
            result = _validation(name, rules, verdict, run)
            context.validation_results_store.set(ValidationResultIdentifier(ExpectationSuiteIdentifier(name), run, None), result)
        context.build_data_docs(site_names=["pagegate"])
    made = len(list(folder.glob("validations/**/*.html")))
    if made != len(suites):  # Great Expectations logs what it cannot render, and goes on
        msg = f"Great Expectations rendered the results of {made} of {len(suites)} suites"
        raise RuntimeError(msg)


def _by_suite(verdict: Verdict) -> Iterator[tuple[Any, list[tuple[Rule, Any]]]]:
    """The rules that the run asked, with their counts, by the kind of record they look at; a kind without any record has no suite."""
    suites: dict[str, list[tuple[Rule, Any]]] = {}
    for row in verdict.rules.itertuples():
        rule = catalogue().rules[str(row.code)]
        kind = (_RUNS if rule.of == "rules" else rule.of) if isinstance(rule, BatchRule) else rule.kind
        suites.setdefault(kind, []).append((rule, row))
    found = set(verdict.findings["code"])
    for kind, rules in suites.items():
        if verdict.records.get(kind) or any(rule.code in found for rule, _ in rules):  # type: ignore[call-overload]
            yield kind, rules


def _validation(name: str, rules: list[tuple[Rule, Any]], verdict: Verdict, run: RunIdentifier) -> ExpectationSuiteValidationResult:
    findings = {str(code): rows for code, rows in verdict.findings.groupby("code", sort=False)}
    results = [_result(row, findings.get(rule.code)) for rule, row in rules]
    good = sum(bool(result.success) for result in results)
    return ExpectationSuiteValidationResult(
        success=good == len(results), results=results, suite_name=name,
        statistics={"evaluated_expectations": len(results), "successful_expectations": good, "unsuccessful_expectations": len(results) - good, "success_percent": 100 * good / len(results)},
        meta={
            "run_id": run, "validation_time": verdict.as_of, "great_expectations_version": gx.__version__,
            "batch_spec": {"data_asset_name": name},
            "active_batch_definition": {"datasource_name": "pagegate", "data_connector_name": "check", "data_asset_name": name, "batch_identifiers": {}},
        },
    )


def _result(row: Any, found: pd.DataFrame | None) -> ExpectationValidationResult:
    """What a run says of one rule. Findings that belong to no record are in no count of it, and are added here."""
    failed = max(int(row.failed), 0 if found is None else len(found))
    judged = int(row.held) + failed
    shown = [] if found is None else [{"place": bounded(place({str(name): value for name, value in one.items()})), "what": bounded(one["message"], 400)} for one in found.head(MOST_SHOWN).to_dict("records")]
    configuration = ExpectationConfiguration(
        type="expect_pagegate_check_to_hold", kwargs={"code": row.code}, description=described(str(row.code)), severity=SEVERITIES[row.severity],
    )
    whole = judged + int(row.not_applicable)
    return ExpectationValidationResult(
        success=not failed, expectation_config=configuration, exception_info={"raised_exception": False, "exception_message": None, "exception_traceback": None},
        result={
            "element_count": whole, "missing_count": int(row.not_applicable), "missing_percent": 100 * int(row.not_applicable) / whole if whole else None,
            "unexpected_count": failed, "unexpected_percent": 100 * failed / judged if judged else None, "partial_unexpected_list": shown,
        },
    )


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
