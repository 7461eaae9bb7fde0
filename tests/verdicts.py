"""Builds verdicts in tests from what a test cares about."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from pagegate import outputs
from pagegate.model import LETTERS, SEVERITIES
from pagegate.verdict import PRIVATE, PUBLISHED, Verdict

#: A little page, line by line; what a finding quotes.
PAGE = ("FCHI8,074.230.08%", "Temp29.1°C", "Feels25.0°C", "Humidity75%", "Wind24.1 km/h")
#: What a hostile page puts into every field it has.
EVIL = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}[bold]&lt;b&gt; \"'><svg onload=alert(3)> javascript:alert(4) "
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b31m \x00 \r\n \u202ereversed\u202c \u2028 \ufeff \U000e0041"
)


def finding(code: str = "W201", rule: str = "humid-heat-feels-colder", severity: str = "error", **changed: Any) -> dict[str, Any]:
    """One finding, at `Feels25.0°C` of PAGE unless told otherwise."""
    row: dict[str, Any] = {
        "code": code,
        "rule": rule,
        "severity": severity,
        "kind": LETTERS[code[0]],
        "source": "pages/bad.txt",
        "line": 3,
        "column": 6,
        "page": None,
        "page_line": None,
        "record": 0,
        "key": "pages/bad.txt",
        "fields": {"temp_c": 29.1, "feels_like_c": 25.0},
        "message": "feels like 25.0 °C, colder than the air at 29.1 °C",
        "hint": "Look whether it was read from another place.",
        "text": "25.0°C",
        "excerpt": tuple(enumerate(PAGE, start=1)),
    }
    row |= changed
    if "fingerprint" not in row:
        row["fingerprint"] = hashlib.sha256(repr(sorted(row.items())).encode("utf-8", "replace")).hexdigest()[:16]
    return row


def rule(code: str = "W201", name: str = "humid-heat-feels-colder", severity: str = "error", *, held: int = 0, failed: int = 0, idle: int = 0) -> dict[str, Any]:
    """One rule with its counts."""
    return {"code": code, "name": name, "kind": LETTERS[code[0]], "severity": severity, "held": held, "failed": failed, "not_applicable": idle}


def verdict(
    findings: Iterable[Mapping[str, Any]] = (),
    rules: Iterable[Mapping[str, Any]] | None = None,
    *,
    fail_on: str = "error",
    sources: int = 1,
    records: Mapping[str, int] | None = None,
) -> Verdict:
    """A verdict of those findings; without `rules`, each finding's rule failed as often as it is found."""
    found = pd.DataFrame(list(findings), columns=[*PUBLISHED, *PRIVATE])
    counts: Any = {severity: int((found["severity"] == severity).sum()) for severity in SEVERITIES}
    if rules is None:
        named = {row["code"]: row for row in found.to_dict("records")}
        rules = [rule(code, row["rule"], row["severity"], failed=int((found["code"] == code).sum())) for code, row in named.items()]
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    held: Any = {"pages": 1, "quotes": 10, "weather": 1, "articles": 1} if records is None else records
    return Verdict(
        passed=not any(counts[severity] for severity in grave),
        fail_on=fail_on,
        as_of=dt.datetime(2025, 10, 23, 21, 7, tzinfo=dt.UTC),
        sources=sources,
        records=held,
        counts=counts,
        rules=pd.DataFrame(list(rules), columns=["code", "name", "kind", "severity", "held", "failed", "not_applicable"]),
        findings=found,
    )


def hostile() -> Verdict:
    """A verdict with everything that a page can do to a reader, in every field that a page can reach."""
    evil: dict[str, Any] = {"source": EVIL, "key": EVIL, "message": EVIL, "hint": EVIL, "text": EVIL, "fields": {EVIL: EVIL, "half": "\ud800"}, "excerpt": ((1, EVIL), (2, EVIL * 40)), "line": 1}
    return verdict([finding(**evil), finding("W301", "dew-point-above-air", "warning", **{**evil, "fingerprint": EVIL, "line": None, "column": None})], sources=2)


def told(judged: Verdict, form: str = "text", **options: Any) -> str:
    """What a format says of a verdict."""
    stream = io.StringIO()
    outputs.write(form, judged, stream, outputs.Options(**options))
    return stream.getvalue()


def many(number: int, **changed: Any) -> list[dict[str, Any]]:
    """So many findings, line by line."""
    return [finding(line=n + 1, fingerprint=str(n), **changed) for n in range(number)]
