"""One run on Spark: shares out, counts in, the batch suites where their rows are, and the verdict."""

from __future__ import annotations

import json
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from pagegate.baseline import KNOWN
from pagegate.judge.findings import merge
from pagegate.judging import Options
from pagegate.model import SEVERITIES, BatchRule, RecordKind
from pagegate.run import Run, with_standing
from pagegate.sources.sample import some_of
from pagegate.spark import rows
from pagegate.spark.hadoop import contents, judge_contents
from pagegate.spark.settle import settle_buckets
from pagegate.spark.share import Sums, judge_shares
from pagegate.spark.shares import shares
from pagegate.spark.slots import slots
from pagegate.spark.told import redact, tell_batches
from pagegate.verdict import PUBLISHED, Verdict

if TYPE_CHECKING:
    from pagegate.sources.find import Source

#: So many findings come to the driver, for the terminal and the report: all, or the first of each rule.
MOST_HERE = 10_000
#: Of more findings than that, so many of each rule come.
_OF_A_RULE = 50
#: Rows that go to Python at once, as Spark calls it.
_BATCH = "spark.sql.execution.arrow.maxRecordsPerBatch"
#: Facts that are settled apart go into this many buckets at most.
_MOST_BUCKETS = 256


class SparkRun(Run):
    """A run whose records never come here. `judge_all` once, then `verdict`; afterwards `findings` are in Spark, until `close`."""

    def __init__(self, options: Options, spark: Any) -> None:
        """Start with nothing judged. Raises UsageError as any run does."""
        super().__init__(replace(options, keep_frames=False))
        self._spark = spark
        self._rules: list[BatchRule] = self.catalogue.batch_rules() if self._batch is not None else []
        self._kinds, self._schema = rows.types(self._rules), rows.schema(self._rules)
        self._held: list[Any] = []
        self._found_by: Counter[tuple[str, str | None, str]] = Counter()
        self._sent = replace(self.options, configuration=(), past=None)
        self._settled: Any = None
        self._standings: dict[str, str] = {}
        self.findings: Any = None

    def judge_all(self, sources: Sequence[Source], kind: RecordKind | Literal["auto"] = "auto", hadoops: Sequence[Source] = ()) -> None:
        """Judge every source, each share in a task of its own, `hadoops` file by file; and settle what is judged of the whole scrape. Raises RuntimeError if a source was lost on the way."""
        from pyspark.sql import functions as sql

        made = shares(sources, self._spark.sparkContext.defaultParallelism)
        buckets = min(_MOST_BUCKETS, max(1, (len(made) + len(hadoops)) // 4))
        table = self._spark.createDataFrame([(number, bytearray(pickle.dumps(share))) for number, share in enumerate(made)], "share bigint, sources binary")
        task = partial(judge_shares, options=self._sent, kind=kind, buckets=buckets, kinds=self._kinds)
        sent = table.repartitionByRange(max(1, len(made)), "share").mapInPandas(task, self._schema)
        before = self._spark.conf.get(_BATCH)
        if hadoops:
            self._spark.conf.set(_BATCH, 1)
            # The filter keeps Spark from dissolving this union in a larger one, where it would not find again what it keeps, and judge once more.
            sent = sent.unionByName(self._of_hadoop(hadoops, len(made), kind, buckets)).where(sql.col("what").isNotNull())
        judged = self._keep(sent)
        if hadoops:
            self._spark.conf.set(_BATCH, before)
        lost = {source.name for source in (*sources, *hadoops)} - self.sources.keys()
        if lost:
            msg = f"{len(lost):,} sources were sent to be judged and nothing came back of them, such as {min(lost)}"
            raise RuntimeError(msg)
        self.findings = judged.where(sql.col("what") == rows.FINDING)
        if not self._rules:
            return
        facts = judged.where(sql.col("what") == rows.FACTS).unionByName(self._about_records())
        ordered = facts.repartition(buckets, "slot", "bucket").sortWithinPartitions("slot", "bucket", "share", "at")
        settled = self._keep(ordered.mapInPandas(partial(settle_buckets, options=self._sent, kinds=self._kinds), self._schema))
        self._settled = judged.unionByName(settled).where(sql.col("what") == rows.SETTLED)

    def verdict(self) -> Verdict:
        """Have Great Expectations judge the whole scrape, and decide. `findings` of the verdict are all of them where they are few, else the first of each rule; `counts` are exact."""
        here = [] if self.options.allow_empty or self._anything_read() else [self.tally.add(self._of_run("no-records", some_of(self.sources)))]
        for table in here:
            self._found_by.update((severity, None, "") for severity in table.get("severity", ()))
        if self._settled is not None:
            self._conclude()
        new = {found: number for found, number in self._found_by.items() if found[1] != KNOWN}
        by_allowance = Counter[str]()
        for (_, _, under), number in new.items():
            by_allowance[under] += number
        allowed = self._ledger.allowed(by_allowance, self.catalogue.rules)
        holding = {one.key for one in allowed if one.standing != "exceeded"}
        self._standings = {one.key: one.standing for one in allowed}
        failing = {"error": ("error",), "warning": ("error", "warning"), "never": ()}[self.options.fail_on]
        counts = Counter[str]()
        for (severity, _, _), number in self._found_by.items():
            counts[severity] += number
        return Verdict(
            passed=not any(severity in failing and under not in holding for severity, _, under in new), allowed=allowed, configuration=self.options.configuration, fail_on=self.options.fail_on,
            as_of=self.options.as_of or self.options.now, sources=len(self.sources), records=dict(self.tally.records), counts={severity: counts[severity] for severity in SEVERITIES},
            rules=self.tally.table(), findings=with_standing(self._sample(counts.total()), allowed), baseline=self._compared(), asked=self.catalogue.rules, portrait=self.portrait,
        )

    def published(self, *, no_raw: bool) -> Any:
        """All findings as a Spark DataFrame: `fields` are JSON, and `share` and `at` put them in order."""
        from pyspark.sql import functions as sql

        found = self.findings.mapInPandas(partial(redact, kinds=self._kinds, also=self._also), self._schema) if no_raw else self.findings
        standing = sql.lit(None).cast("string")
        for key, word in self._standings.items():
            standing = sql.when(sql.col("allowed_by") == key, word).otherwise(standing)
        names = (*PUBLISHED, *(("status",) if self.options.baseline is not None else ()))
        return found.select("share", "at", *names, *(("allowance", standing.alias("standing")) if self._ledger.every else ()))

    def streamed(self, *, no_raw: bool) -> Iterator[dict[str, Any]]:
        """All findings as the rows of `--format jsonl`, in the order of the input, of which few are here at a time."""
        for row in _in_order(self.published(no_raw=no_raw)).toLocalIterator(prefetchPartitions=True):
            found = row.asDict()
            yield {name: json.loads(value) if name == "fields" else value for name, value in found.items() if name not in _ORDER}

    def close(self) -> None:
        """Let go of what Spark keeps of the run."""
        for held in self._held:
            held.unpersist()
        self._held.clear()

    @property
    def _also(self) -> tuple[str, ...]:
        """The columns that findings have beside those of every verdict."""
        return (*(("status",) if self.options.baseline is not None else ()), *(("allowance", "allowed_by") if self._ledger.every else ()))

    def _of_hadoop(self, sources: Sequence[Source], first: int, kind: RecordKind | Literal["auto"], buckets: int) -> Any:
        """What tasks send of files that Spark opens; one file at a time goes to Python, for it goes whole."""
        numbered = {source.location: (number, source) for number, source in enumerate(sources, first)}
        task = partial(judge_contents, options=self._sent, kind=kind, buckets=buckets, kinds=self._kinds, shares=numbered)
        return contents(self._spark, sources).mapInPandas(task, self._schema)

    def _keep(self, sent: Any) -> Any:
        """What tasks send, computed and kept on disk, so that nothing is read twice; what is lost with a machine is judged again. Takes their counts."""
        from pyspark import StorageLevel
        from pyspark.sql import functions as sql

        kept = sent.persist(StorageLevel.DISK_ONLY)
        self._held.append(kept)
        for row in kept.groupBy("what", "severity", "status", "allowed_by").count().collect():
            if row["what"] == rows.FINDING:
                self._found_by[row["severity"], row["status"], row["allowed_by"] or ""] += row["count"]
        counts = kept.where(sql.col("what") == rows.COUNTS).select("payload")
        for (payload,) in counts.coalesce(1 + len(self._held)).toLocalIterator():
            self._take_sums(pickle.loads(payload))  # noqa: S301  a task of this run wrote it
        return kept

    def _take_sums(self, sums: Sums) -> None:
        self.sources.update(dict.fromkeys(sums.sources))
        self._stored |= sums.stored
        self._ledger.take(sums.under)
        for code, counts in sums.counts.items():
            self.tally.count(code, *counts)
        for kind, number in sums.records.items():
            self.tally.records[kind] += number
        if sums.portrait is not None:
            self.portrait.take(sums.portrait)
        if self.options.baseline is not None:
            self.options.baseline.meet(sums.met)

    def _about_records(self) -> Any:
        """What the rules about single records counted, as facts for the batch rule about them."""
        judge = self.judging.batch_judge()
        gathered = {} if judge is None else judge.gather("rules", self.tally.about_records())
        made = [
            (rows.FACTS, 0, 0, number, 0, bytearray(pickle.dumps(gathered[slot.group], protocol=5)), *[None] * (len(self._kinds) - 6))
            for number, slot in enumerate(slots(judge) if judge is not None else ()) if slot.group in gathered
        ]
        return self._spark.createDataFrame(made, self._schema)

    def _conclude(self) -> None:
        """Judge what is settled, one suite a record kind, and make findings of what fails."""
        from functools import reduce

        from pyspark.sql import functions as sql

        from pagegate.spark.suites import failing

        settled = self._settled
        judged = {row["code"]: row["count"] for row in settled.groupBy("code").count().collect()}
        looks = rows.looked_at(self._rules)
        failed: dict[str, tuple[int, Any]] = {}
        for kind in dict.fromkeys(rule.of for rule in self._rules):
            asked = [rule for rule in self._rules if rule.of == kind and judged.get(rule.code)]
            if asked:
                mine = settled.where(sql.col("code").isin([rule.code for rule in asked]))
                names = [sql.col(looks[name]).alias(name) for name in rows.looked_at(asked)]
                failed |= failing(kind, asked, mine.select(sql.col("code").alias("rule"), *names, sql.struct(*self._kinds).alias("settled")))
        for rule in self._rules:
            number = judged.get(rule.code, 0)
            bad = failed[rule.code][0] if rule.code in failed else 0
            self.tally.count(rule.code, number - bad, bad, 0)
            self._ledger.count_everywhere(rule.code, number)
        if failed:
            together = reduce(lambda one, two: one.unionByName(two), [table.select("settled.*") for _, table in failed.values()])
            told = self._keep(_numbered(together).mapInPandas(partial(tell_batches, options=self._sent, kinds=self._kinds), self._schema))
            self.findings = self.findings.unionByName(told.where(sql.col("what") == rows.FINDING))

    def _sample(self, number: int) -> pd.DataFrame:
        """All findings, or the first of each rule where they are more than come here."""
        from pyspark.sql import Window
        from pyspark.sql import functions as sql

        here = self.findings
        if number > MOST_HERE:
            place = sql.row_number().over(Window.partitionBy("code").orderBy(*_ORDER))
            here = here.where(sql.col("nth") < _OF_A_RULE).withColumn("place", place).where(sql.col("place") <= _OF_A_RULE).drop("place")
        found = pd.DataFrame([row.asDict() for row in _in_order(here).collect()], columns=list(self._kinds))
        tables = [rows.to_findings(found, self._also), *([table] if len(table := self.tally.findings()) else [])]
        return merge(tables) if any(len(table) for table in tables) else self.tally.findings()


#: How findings stand in the order of the input; those of the whole scrape last, by their places.
_ORDER = ("share", "at")
_PLACES = ("line", "page", "page_line", "column", "record")


def _in_order(found: Any) -> Any:
    from pyspark.sql import functions as sql

    return found.orderBy(*_ORDER, "source", *(sql.col(name).asc_nulls_last() for name in _PLACES), "code", "fingerprint")


def _numbered(failed: Any) -> Any:
    """Settled rows that failed, each with its `ordinal` among those of one source, key, code and field, in the order that a run on one machine has them in."""
    from pyspark.sql import Window
    from pyspark.sql import functions as sql

    places = [sql.col(name).asc_nulls_last() for name in ("line", "page_line", "column", "record")]
    same = Window.partitionBy(*(sql.coalesce(name, sql.lit("")) for name in ("source", "key", "code", "field"))).orderBy(*places, "share", "slot", "bucket", "at")
    return failed.withColumn("ordinal", sql.row_number().over(same))
