"""The reports that tests look at in a browser."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from pagegate.catalogue import catalogue
from pagegate.history.model import Changes, Fixed, Memory, Run
from pagegate.mutate import to_html
from pagegate.portrait import Portrait
from pagegate.verdict import Verdict
from tests.mutations import QUOTE, run
from tests.verdicts import finding, hostile, rule, verdict


def reports() -> dict[str, Verdict | str]:
    """A verdict for each report, or the page itself, by name."""
    return {"clean": clean(), "one": verdict([finding()]), "small": small(), "remembered": remembered(), "large": large(), "hostile": hostile(), "mutation": mutation()}


def clean() -> Verdict:
    """A verdict without a finding."""
    return verdict([], [rule("W301", "dew-point-above-air", held=12), rule("W201", idle=12)])


def small() -> Verdict:
    """Six findings of four rules, in two sources and in none."""
    found = [
        finding(expected="at least 27.7", fingerprint="aaaa000000000001"),
        finding(source="pages/other.txt", fingerprint="aaaa000000000002"),
        finding(message="feels like a hundred °C", fingerprint="aaaa000000000003"),
        finding("Q101", "price-not-positive", source="pages/bad.txt", fingerprint="aaaa000000000004"),
        finding("W302", "wind-in-another-unit", "warning", fingerprint="aaaa000000000005"),
        finding("B101", "signs-lost", "warning", line=None, column=None, source=None, excerpt=(), text="", fingerprint="aaaa000000000006"),
    ]
    return replace(verdict(found, sources=3), portrait=portrait(), asked=catalogue().rules)


def portrait() -> Portrait:
    """Fifty observations of weather, of which some are marked, as the rules of the catalogue draw them."""
    drawn = Portrait.of(catalogue().rules.values())
    temp = np.linspace(-20.0, 40.0, 50)
    frame = pd.DataFrame({"temp_c": temp, "feels_like_c": temp + np.where(np.arange(50) % 10 == 3, -12.0, 1.0), "humidity_pct": np.where(temp > 0, 60.0, np.nan)})
    drawn.add("weather", frame, {"W205": np.arange(50) % 10 == 3})
    return drawn


def remembered() -> Verdict:
    """Three findings, one of which the last run had not; three others are gone."""
    judged = small()
    found = judged.findings.head(3)
    runs = tuple(_run(n, n % 4) for n in range(1, 8))
    changes = Changes(last=runs[-1], new=1, known=2, fixed=3, exact=True, new_findings=frozenset({"aaaa000000000002"}), fixed_groups=(Fixed("pages/#.txt", "W201", "feels_like_c", 3),))
    rules = judged.rules[judged.rules["code"] == "W201"]
    return replace(judged, findings=found, rules=rules, counts={"error": 3, "warning": 0, "info": 0}, memory=Memory(runs, changes))


def _run(number: int, failed: int) -> Run:
    return Run(
        id=number, started=dt.datetime(2025, 10, number, 6, 30, tzinfo=dt.UTC), commit="0123456789abcdef", verdict="fail" if failed else "pass", sources=3, records={"weather": 50},
        counts={"error": failed, "warning": 0, "info": 0}, failed={"W201": failed} if failed else {}, failed_by_source={("pages/#.txt", "W201"): failed} if failed else {},
        coverage={("weather", "humidity_pct"): 1.0},
    )  # fmt: skip


def large() -> Verdict:
    """2,000 findings, more than are shown in full."""
    changed: list[dict[str, Any]] = [
        {"source": f"pages/site{n % 40}/{n % 400}.txt", "line": n % 5 + 1, "message": f"feels like reading {n} of them", "fingerprint": f"{n:020}"[10:] + f"{n:010}"} for n in range(2_000)
    ]
    return verdict([finding(f"W{500 + n % 10}", f"rule-{n % 10}", **one) for n, one in enumerate(changed)], sources=400)


def mutation() -> str:
    """The page of a mutation run over two quotes."""
    return to_html.render(run(QUOTE, QUOTE | {"symbol": "<img src=x onerror=alert(1)>"}))
