"""Spark for tests: whether there is one, and runs of both engines over the same files, to be held against each other."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pagegate.records.read import read_all
from pagegate.run import Options, Run
from pagegate.sources.find import find
from pagegate.verdict import Verdict

NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
_MISSING = "pyspark is not installed: pip install '.[spark]'" if importlib.util.find_spec("pyspark") is None else "there is no java on the PATH: install OpenJDK 17 or 21" if shutil.which("java") is None else ""
needs_spark = pytest.mark.skipif(bool(_MISSING), reason=_MISSING)


def asked(**options: Any) -> Options:
    """How both engines judge: at one moment."""
    return replace(Options(as_of=NOW, now=NOW), **options)


def on_pandas(paths: Sequence[str], root: Path, options: Options) -> Verdict:
    """The verdict of this process alone."""
    run = Run(options)
    for raw in read_all(find(paths, root), settings=run.options.settings):
        run.judge(raw)
    return run.verdict()


def told(verdict: Verdict) -> dict[str, Any]:
    """All that a verdict publishes, its findings by their fingerprints: shares are cut elsewhere than chunks, and findings of small sources stand in another order."""
    whole: dict[str, Any] = json.loads(json.dumps(verdict.to_dict()))
    findings = whole.pop("findings")
    by_fingerprint = {finding["fingerprint"]: finding for finding in findings}
    assert len(by_fingerprint) == len(findings)
    return {**whole, "findings": by_fingerprint}
