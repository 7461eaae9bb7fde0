"""pagegate's rules as expectation suites that Great Expectations loads from files."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any

import great_expectations as gx

from pagegate.answers import askable
from pagegate.catalogue import Catalogue
from pagegate.config.values import Allowance
from pagegate.gx.expectation import SEVERITIES, ExpectPagegateCheckToHold
from pagegate.model import RecordKind, Rule

#: Suites and expectations get the same identifier at every export, so that a project that holds them stays as it is.
_SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "suites.pagegate")


def suite_of(kind: RecordKind, rules: Catalogue, allow: Mapping[str, Allowance] | None = None) -> gx.ExpectationSuite:
    """The suite of a kind of records: one expectation a rule. A share that is allowed to fail becomes `mostly`."""
    expectations = [_expectation(rule, (allow or {}).get(rule.code)) for rule in askable(rules.rules).get(kind, ())]
    return gx.ExpectationSuite(name=kind, expectations=expectations, notes=f"Written by pagegate: {len(expectations)} rules about {kind}. Import pagegate.gx before loading it.")


def _expectation(rule: Rule, allowance: Allowance | None) -> ExpectPagegateCheckToHold:
    mostly = 1.0 if allowance is None or allowance.share is None else 1.0 - allowance.share
    return ExpectPagegateCheckToHold(code=rule.code, severity=SEVERITIES[rule.severity], mostly=mostly)


def written(rules: Catalogue, allow: Mapping[str, Allowance] | None = None) -> dict[str, str]:
    """The files of an export, name to content: one suite a kind, as the expectation store of a file context keeps them."""
    return {f"{kind}.json": json.dumps(_numbered(suite_of(kind, rules, allow).to_json_dict()), indent=2, ensure_ascii=False) + "\n" for kind in askable(rules.rules)}


def _numbered(suite: dict[str, Any]) -> dict[str, Any]:
    """The suite with the identifiers that a project knows suites and expectations by."""
    expectations = [{**expectation, "id": str(uuid.uuid5(_SPACE, expectation["kwargs"]["code"]))} for expectation in suite["expectations"]]
    return {**suite, "id": str(uuid.uuid5(_SPACE, suite["name"])), "expectations": expectations}
