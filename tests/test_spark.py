"""Spark finds what pandas finds: the same verdict, counts and findings, each once, whatever share a source is in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pagegate.__main__ import main
from pagegate.baseline import read
from pagegate.catalogue import catalogue
from pagegate.cli import on_spark
from pagegate.config.load import settings as load
from pagegate.sources.find import find
from tests import scrape
from tests.sparks import NOW, asked, needs_spark, on_pandas, told

pytestmark = needs_spark


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A session on two cores of this machine."""
    from pagegate.spark.session import session

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_SUBMIT_ARGS", "--master local[2] --driver-memory 1g --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=3 pyspark-shell")
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        with session() as started:
            yield started


@pytest.fixture
def scraped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a scrape, which is the working directory; shares are of a few files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("pagegate.spark.shares.LEAST", 2_000)
    (tmp_path / "scrape").mkdir()
    scrape.write(tmp_path / "scrape")
    return tmp_path


def test_spark_says_of_a_scrape_what_pandas_says(spark: Any, scraped: Path) -> None:
    from pagegate.spark.run import SparkRun
    from pagegate.spark.shares import shares

    alone = told(on_pandas(["scrape"], scraped, asked()))
    sources = list(find(["scrape"], scraped))
    run = SparkRun(asked(), spark)
    run.judge_all(sources)
    verdict = run.verdict()
    streamed = list(run.streamed(no_raw=False))
    run.close()

    assert len(shares(sources, 2)) > 5
    assert told(verdict) == alone
    assert {row["fingerprint"]: row for row in streamed} == alone["findings"]
    assert len(streamed) == len(alone["findings"])
    codes = {finding["code"] for finding in alone["findings"].values()}
    # Of records, of reading, of one source, across sources, and of the run's own counts.
    assert {"Q101", "B103", "B109", "B203", "B302", "B303"} <= codes
