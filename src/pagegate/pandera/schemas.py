"""pagegate's schemas and checks as schemas that pandera writes to files and loads by itself."""

from __future__ import annotations

from typing import Any

import pandera.pandas as pa

import pagegate.pandera  # noqa: F401  registers the check
from pagegate.answers import askable
from pagegate.catalogue import Catalogue
from pagegate.model import BatchRule, Check, Limit, RecordKind, Rule
from pagegate.schema import FLAG, NUMBER


def schema_of(kind: RecordKind, rules: Catalogue) -> pa.DataFrameSchema:
    """The schema of a kind of records: columns with their ranges as pandera's own checks, and every other rule about one record as `Check.pagegate`.

    Columns may be missing, null, and more than the schema names. What is no error fails no validation: pandera warns of it.
    """
    limits = rules.limits(kind)
    native = {limit.code: check for found in limits.values() for limit in found if (check := _native(limit, found)) is not None}
    columns = {
        name: pa.Column(
            NUMBER if dtype == NUMBER else FLAG if dtype == FLAG else None,
            [native[limit.code] for limit in limits.get(name, ()) if limit.code in native],
            nullable=True, required=False, coerce=dtype in (NUMBER, FLAG), description=(column.metadata or {}).get("unit") or None,
        )
        for name, column in rules.schemas[kind].columns.items()
        for dtype in (str(column.dtype),)
    }
    asked = [rule for rule in askable(rules.rules).get(kind, ()) if rule.code not in native and not isinstance(rule, BatchRule) and not _of_text(rule)]
    return pa.DataFrameSchema(columns, checks=[pa.Check.pagegate(code=rule.code, **_told(rule)) for rule in asked], name=kind)


def _native(limit: Limit, others: tuple[Limit, ...]) -> Any:
    """A range as pandera's own check; None for what it has no check for, and for what is unlikely where its column also has what cannot be."""
    if limit.required or limit.whole or limit.pattern is not None or (limit.severity != "error" and any(other.severity == "error" for other in others)):
        return None
    told = {**_told(limit), "name": limit.code}
    if limit.low is not None and limit.high is not None:
        return pa.Check.in_range(limit.low, limit.high, include_min=not limit.exclusive, include_max=not limit.exclusive, **told)
    if limit.low is not None:
        return (pa.Check.gt if limit.exclusive else pa.Check.ge)(limit.low, **told)
    return (pa.Check.lt if limit.exclusive else pa.Check.le)(limit.high, **told)


def _of_text(rule: Rule) -> bool:
    """Whether a rule is about reading text: pandera tells by a column's type what is no number."""
    return isinstance(rule, Check) and rule.problem is not None and rule.kind != "pages"


def _told(rule: Rule) -> dict[str, Any]:
    return {"error": f"{rule.code} {rule.name}", "raise_warning": rule.severity != "error"}


def written(rules: Catalogue) -> dict[str, str]:
    """The files of an export, name to content: one schema a kind as JSON, and a module that loads them all."""
    kinds = list(askable(rules.rules))
    loads = [f'{kind.upper()} = pa.DataFrameSchema.from_json(HERE / "{kind}.json")' for kind in kinds]
    module = ['"""The schemas beside this file, written by `pagegate export pandera`."""', "", "from pathlib import Path", "", "import pandera.pandas as pa", "", _IMPORT, "", "HERE = Path(__file__).parent", *loads]
    return {f"{kind}.json": schema_of(kind, rules).to_json(indent=2) + "\n" for kind in kinds} | {"pagegate_schemas.py": "\n".join(module) + "\n"}


_IMPORT = "import pagegate.pandera  # noqa: F401  registers the check that the schemas ask"
