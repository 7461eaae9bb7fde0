"""Measures the article text that `pagegate check` reads from HTML: `python -m benchmarks.extraction --data DIR [--write docs/extraction.md]`.

`DIR` holds, anywhere below it, the pages of the Article Extraction Benchmark (html.tar.xz and ground-truth.json.gz), and perhaps newspaper4k's (newspaper4k_tests_data.tar.xz). Fails if
the mean F1 of the first is below its floor, or more pages than the two paywalled ones have an error.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import pagegate
from benchmarks.detection.files import Folder
from pagegate.records.read_html import decode_page

from .page import Measured, render
from .score import compare, mean
from .sets import Collection, collections

#: The mean F1 that is never gone under.
FLOOR = 0.975
#: Errors that pages of the first collection earn: two are paywalled and end in the middle.
CUT = 2
#: trafilatura alone, for comparison.
_OTHERS: Mapping[str, Mapping[str, bool]] = {
    "trafilatura, defaults": {},
    "trafilatura, fast, no comments": {"fast": True, "include_comments": False},
    "trafilatura, precision, no comments": {"favor_precision": True, "include_comments": False},
}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, and write the page. Returns 1 if the floor is broken."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder with the collections")
    parser.add_argument("--write", type=Path, help="the page to write the figures to")
    options = parser.parse_args(argv)
    found = collections(Folder(options.data))
    if not found:
        parser.error(f"{options.data} has no html.tar.xz beside a ground-truth.json.gz")
    measured = [one for collection in found for one in _measure(collection)]
    for one in measured:
        print(f"{one.collection}: {one.name}: F1 {one.score.f1:.4f}, precision {one.score.precision:.4f}, recall {one.score.recall:.4f}, {one.seconds:.1f} s; errors on {len(one.errors)} of {one.pages} pages")
    if options.write:
        checksums = {name: checksum for collection in found for name, checksum in collection.sums.items()}
        options.write.write_text(render(measured, checksums, dt.datetime.now(tz=dt.UTC).date(), version("trafilatura"), pagegate.__version__), encoding="utf-8")
    return int(measured[0].score.f1 < FLOOR or len(measured[0].errors) > CUT)


def _measure(collection: Collection) -> list[Measured]:
    begun = time.perf_counter()
    texts, errors = _checked(collection.pages)
    results = [_scored("pagegate", collection, texts, time.perf_counter() - begun, errors)]
    from trafilatura import extract

    pages = {name: decode_page(content)[0] for name, content in collection.pages.items()}
    for label, settings in _OTHERS.items():
        begun = time.perf_counter()
        texts = {name: extract(html, **settings) or "" for name, html in pages.items()}
        results.append(_scored(label, collection, texts, time.perf_counter() - begun, {}))
    return results


def _scored(name: str, collection: Collection, texts: Mapping[str, str], seconds: float, errors: Mapping[str, Sequence[str]]) -> Measured:
    score = mean(compare(true, texts.get(page, "")) for page, true in collection.texts.items())
    return Measured(collection.name, name, len(collection.pages), score, seconds, errors)


def _checked(pages: Mapping[str, bytes]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The bodies of one run over all pages, and the codes of the errors by page."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in pages.items():
            (Path(folder) / f"{name}.html").write_bytes(content)
        verdict = pagegate.check(folder, no_batch=True)
    articles = verdict.frames["articles"]
    found = verdict.findings[verdict.findings["severity"] == "error"]
    errors = {Path(str(source)).stem: sorted(set(codes)) for source, codes in found.groupby("source")["code"]}
    return {Path(source).stem: body for source, body in zip(articles["source"], articles["body"].fillna(""), strict=True)}, errors


if __name__ == "__main__":
    raise SystemExit(main())
