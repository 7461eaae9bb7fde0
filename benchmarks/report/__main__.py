"""Measures the report: `python -m benchmarks.report [--findings 0 10 10000 100000 1000000]`.

Findings are made by judging broken observations, and repeated over sources and lines until there are enough. Each report is written with its tables and opened from a file in
Chromium; a task is long where it keeps the page from answering for more than 50 ms. Exit status 1 if a report is heavier than it may be, else 0.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
from playwright.sync_api import Browser, sync_playwright

import pagegate
from pagegate.model import SEVERITIES
from pagegate.outputs.report import write_report
from pagegate.verdict import Verdict

#: What a report of up to so many findings may weigh, in bytes.
BOUNDS = {10_000: 2_000_000, 1_000_000: 5_000_000}
SITES, PAGES = 50, 100
_FAULTS = ({"feels_like_c": 12.0}, {"humidity_pct": 0.75}, {"wind_kmh": 48.0, "gust_kmh": 18.0}, {"temp_c": 91.4}, {"pressure_hpa": 29.9}, {"dew_point_c": 31.0}, {"uv_index": -9999.0})
_WATCH = "window.tasks = []; new PerformanceObserver((seen) => tasks.push(...seen.getEntries().map((one) => one.duration))).observe({type: 'longtask', buffered: true});"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_QUIET = ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@dataclass(frozen=True, slots=True)
class Measured:
    """One report: bytes of the page and of both tables, seconds to write it, milliseconds until it is loaded and all of it is there, to filter, and of the longest task of both."""

    findings: int
    page: int
    csv: int
    parquet: int
    seconds: float
    loaded: float
    ready: float
    filtered: float
    longest_open: float
    longest_filter: float


def observations(number: int) -> pd.DataFrame:
    """Observations of weather, each with one fault; the same ones each time."""
    generator = np.random.default_rng(7)
    frame = pd.DataFrame({
        "location": [f"Place {n}" for n in range(number)], "temp_c": generator.normal(22, 4, number).round(1), "feels_like_c": np.nan, "humidity_pct": generator.integers(40, 80, number).astype(float),
        "wind_kmh": generator.uniform(2, 30, number).round(1), "pressure_hpa": 1013.0, "dew_point_c": 8.0, "uv_index": 3.0, "gust_kmh": np.nan,
    })  # fmt: skip
    frame["feels_like_c"] = frame["temp_c"]
    for at in range(number):  # a fault for each row in turn
        for name, value in _FAULTS[at % len(_FAULTS)].items():
            frame.loc[at, name] = value
    return frame


def grown(verdict: Verdict, number: int) -> Verdict:
    """The verdict with its findings repeated until they are so many, each at a place of its own."""
    found = verdict.findings
    at = np.arange(number)
    many = found.iloc[at % max(1, len(found))].reset_index(drop=True)
    sources = pd.Series([f"https://site{n % SITES}.example/weather/{n // SITES}.html" for n in range(SITES * PAGES)])
    many["source"] = sources.iloc[at % len(sources)].to_numpy()
    many["line"] = pd.Series((at // len(sources) + 1).tolist(), dtype=object)
    hashes = pd.util.hash_array(at.astype(np.uint64))
    many["fingerprint"] = [f"{one:016x}{n % 65536:04x}" for n, one in enumerate(hashes.tolist())]
    times = many["code"].value_counts()
    rules = verdict.rules.assign(failed=verdict.rules["code"].map(times).fillna(0).astype("int64"))
    counts = {severity: int((many["severity"] == severity).sum()) for severity in SEVERITIES}
    return replace(verdict, passed=not number, findings=many, rules=rules, counts=counts, sources=len(sources) if number else 1, frames={})


def measure(verdict: Verdict, folder: Path, browser: Browser) -> Measured:
    """Write a report and open it."""
    begun = time.perf_counter()
    page = write_report(verdict, folder)
    seconds = time.perf_counter() - begun
    sizes = [file.stat().st_size if file.exists() else 0 for file in (page, folder / "findings.csv", folder / "findings.parquet")]
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.add_init_script(_WATCH)
    begun = time.perf_counter()
    tab.goto(page.as_uri())
    loaded = time.perf_counter() - begun
    tab.locator("html[data-ready=all]").wait_for(state="attached", timeout=60_000)
    ready = time.perf_counter() - begun
    opening = _longest(tab.evaluate("tasks.splice(0)"))
    filtered = longest = 0.0
    if tab.locator("#filters:visible").count():
        begun = time.perf_counter()
        tab.fill("input[name=text]", "place 7")
        tab.locator("#filters output:not(:empty)").wait_for(state="attached")
        filtered = time.perf_counter() - begun
        tab.wait_for_timeout(100)
        longest = _longest(tab.evaluate("tasks"))
    context.close()
    return Measured(len(verdict.findings), sizes[0], sizes[1], sizes[2], seconds, 1000 * loaded, 1000 * ready, 1000 * filtered, opening, longest)


def _longest(tasks: list[float]) -> float:
    return max(tasks, default=0.0)


def main() -> int:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--findings", type=int, nargs="+", default=[0, 10, 10_000, 100_000, 1_000_000])
    asked = parser.parse_args()
    chromium = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if chromium is None:
        print("no Chromium on this machine: apt-get install chromium", file=sys.stderr)
        return 2
    judged = pagegate.check(observations(700), kind="weather", no_batch=True, as_of="2026-11-22")
    heavy = False
    print("| findings | page | CSV | Parquet | written in | loaded in | all there in | filtered in | longest task, opening | longest task, filtering |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=_QUIET)
        for number in asked.findings:
            one = measure(grown(judged, number), Path(folder) / str(number), browser)
            heavy |= one.page > next((bound for most, bound in BOUNDS.items() if number <= most), max(BOUNDS.values()))
            megabytes = " | ".join(f"{size / 1e6:.2f} MB" for size in (one.page, one.csv, one.parquet))
            milliseconds = " | ".join(f"{value:.0f} ms" for value in (one.loaded, one.ready, one.filtered, one.longest_open, one.longest_filter))
            print(f"| {number:,} | {megabytes} | {one.seconds:.1f} s | {milliseconds} |", flush=True)
        browser.close()
    return int(heavy)


if __name__ == "__main__":
    sys.exit(main())
