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
    codes = {str(finding["code"]) for finding in alone["findings"].values()}
    # Of records, of reading, of one source, across sources, and of the run's own counts.
    assert {"Q101", "B103", "B108", "B109", "B203", "B302", "B303", "P002"} <= codes


def test_spark_knows_what_a_baseline_and_allowances_accept(spark: Any, scraped: Path) -> None:
    from pagegate.spark.run import SparkRun

    paths = ["scrape/quotes_0.jsonl", "scrape/quotes_3.jsonl"]
    Path("pagegate.toml").write_text("[allow]\nQ003 = 5\nB108 = 1\n", encoding="utf-8")
    assert main(["baseline", "write", paths[0], "--baseline", "known.json", "--as-of", NOW.isoformat()]) == 0
    held = load(Path("pagegate.toml"))
    options = [asked(settings=held, baseline=read(Path("known.json"), catalogue().rules, NOW.date())) for _ in range(2)]
    alone = told(on_pandas(paths, scraped, options[0]))
    run = SparkRun(options[1], spark)
    run.judge_all(list(find(paths, scraped)))
    verdict = run.verdict()
    run.close()

    assert told(verdict) == alone
    assert {(finding["status"], finding["standing"]) for finding in alone["findings"].values()} >= {("known", None), ("new", None), ("new", "within"), ("new", "exceeded")}


def test_the_command_line_streams_and_writes_every_finding_without_raw_words(spark: Any, scraped: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ARG001  main takes the session that is there
    options = ["check", "scrape/quotes_0.jsonl", "scrape/page_00.txt", "--no-report", "--no-batch", "--no-raw", "--format", "jsonl", "--as-of", NOW.isoformat()]
    assert main(options) == 1
    alone = sorted(capsys.readouterr().out.splitlines())
    assert main([*options, "--engine", "spark", "--findings", "found"]) == 1, capsys.readouterr().err
    streamed = capsys.readouterr().out.splitlines()
    written = pd.read_parquet("found")

    assert sorted(streamed) == alone
    assert sorted(written["fingerprint"]) == sorted(json.loads(line)["fingerprint"] for line in alone)
    assert set(written["fields"]) == {"{}"}


def test_of_many_findings_the_first_of_each_rule_are_told_and_all_are_counted(spark: Any, scraped: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setattr("pagegate.spark.run.MOST_HERE", 10)
    monkeypatch.setattr("pagegate.spark.run._OF_A_RULE", 1)
    options = ["check", "scrape/quotes_0.jsonl", "scrape/quotes_1.jsonl", "--engine", "spark", "--no-report", "--no-batch", "--as-of", NOW.isoformat()]
    assert main([*options, "--output", "json=found.json"]) == 2
    told_wrong = capsys.readouterr().err
    assert main(options) == 1
    told_well = capsys.readouterr()

    assert "json holds every finding" in told_wrong
    assert not Path("found.json").exists()
    number = len(on_pandas(["scrape/quotes_0.jsonl", "scrape/quotes_1.jsonl"], scraped, asked(batch=False)).findings)
    assert f"{number} findings; " in told_well.err
    assert "--findings PATH would write all of them" in told_well.err
    assert told_well.out.count("Q101 price-not-positive") == 2  # a finding and the row of the table


def test_findings_are_not_written_where_something_is(spark: Any, scraped: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ARG001
    (scraped / "found").mkdir()

    assert main(["check", "scrape/quotes_0.jsonl", "--engine", "spark", "--findings", "found"]) == 2
    assert "--findings found is there already" in capsys.readouterr().err


def test_what_only_hadoop_opens_is_judged_as_the_same_files_are(spark: Any, scraped: Path) -> None:
    from pagegate.spark.hadoop import found
    from pagegate.spark.run import SparkRun

    spark.sparkContext._jsc.hadoopConfiguration().set("fs.viewfs.mounttable.mounted.link./scrape", f"file:{scraped}/scrape")  # noqa: SLF001  as a cluster's core-site.xml would
    sources = found(spark, ["viewfs://mounted/scrape/weather_*", "viewfs://mounted/scrape/quotes.parquet"])
    run = SparkRun(asked(), spark)
    run.judge_all([], hadoops=sources)
    plan = run._settled._jdf.queryExecution().executedPlan().toString()  # noqa: SLF001  nothing else says whether Spark reads again what it keeps
    verdict = run.verdict()
    run.close()
    alone = on_pandas(["scrape/quotes.parquet", *(f"scrape/weather_{name}" for name in ("0.csv", "1.jsonl.gz", "2.jsonl.gz", "3.jsonl.gz"))], scraped, asked())

    assert [source.name for source in sources] == ["viewfs://mounted/scrape/weather_0.csv", *(f"viewfs://mounted/scrape/weather_{number}.jsonl.gz" for number in (1, 2, 3)), "viewfs://mounted/scrape/quotes.parquet"]
    assert plan.index("InMemoryRelation") < plan.index("FileScan binaryFile")
    places = ["code", "line", "record", "message"]
    assert sorted(verdict.findings[places].astype("str").itertuples(index=False, name=None)) == sorted(alone.findings[places].astype("str").itertuples(index=False, name=None))
    assert set(verdict.findings["source"].str.removeprefix("viewfs://mounted/")) == set(alone.findings["source"])


def test_a_path_that_hadoop_does_not_find_is_wrong_usage(spark: Any, scraped: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ARG001
    assert main(["check", "viewfs://mounted/scrape/nothing-*.jsonl", "--engine", "spark", "--no-report"]) == 2
    assert "matches nothing that a reader knows" in capsys.readouterr().err
