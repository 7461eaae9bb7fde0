"""One run: sources in, verdict out. Chunks flow through; what stays is counts, findings and the facts that batch rules keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from pagegate.catalogue import Catalogue
from pagegate.chunk import Chunk, LineText, RawChunk, no_line_text
from pagegate.config.allowed import Allowed, Ledger
from pagegate.frames import sources_of
from pagegate.history.model import Memory
from pagegate.judge.findings import of_batch, of_problems, table_of
from pagegate.judge.tally import Tally
from pagegate.judging import FailOn, Judging, Options, Told
from pagegate.model import RECORD_KINDS, RecordKind, Rule
from pagegate.portrait import Portrait
from pagegate.records.build import PROBLEM_COLUMNS, PROVENANCE, build
from pagegate.sources.sample import some_of
from pagegate.verdict import Comparison, Verdict

if TYPE_CHECKING:
    from pagegate.history.past import Judged

__all__ = ["FailOn", "Options", "Run", "judge_all"]


class Run:
    """Judges chunks one by one; `verdict` closes the run."""

    def __init__(self, options: Options) -> None:
        """Start with nothing judged. Raises UsageError for codes that no rule has, and for names in the settings that mean nothing."""
        self.judging = Judging(options)
        self.options = self.judging.options
        self.catalogue: Catalogue = self.judging.catalogue
        self._ledger = Ledger.of(self.options.settings)
        self.tally = Tally(self.catalogue.rules.values(), options.baseline)
        self.portrait = Portrait.of(self.catalogue.rules.values())
        self.sources: dict[str, None] = {}
        self._batch = self.judging.batch_judge()
        self._begun: Counter[tuple[str, str]] = Counter()
        self._line_text: LineText = no_line_text
        self._stored = False
        self._interrupted: str | None = None
        self._found: list[tuple[str, str, str]] = []
        self._kept: dict[RecordKind, list[pd.DataFrame]] = {kind: [] for kind in RECORD_KINDS}

    @property
    def interrupted(self) -> bool:
        """Whether the run ended before its sources did."""
        return self._interrupted is not None

    def judge(self, raw: RawChunk) -> pd.DataFrame:
        """Judge one chunk; returns its findings. Chunks must come in the order of the input."""
        return self.take(self.judging.judged(self.judging.frames(raw)))

    def take(self, judged: Told) -> pd.DataFrame:
        """Take what the judging of one chunk told, here or in a worker; returns its findings. Chunks must be taken in the order of the input."""
        self._line_text = judged.line_text  # batch findings show their lines where the last chunk holds them: in every run of one chunk
        self.sources.update(dict.fromkeys(judged.sources))
        self._stored |= judged.stored
        for code, counts in judged.counts.items():
            self.tally.count(code, *counts)
        self.portrait.take(judged.portrait)
        self._ledger.take(judged.judged_under)
        if self._batch is not None:
            for kind, facts in judged.facts.items():
                self._batch.take({group: self._numbered(kind, table) for group, table in facts.items()})
        for kind, one in judged.belongings.items():
            self.judging.parts.remember(kind, replace(one, records=None if one.records is None else self._numbered(kind, one.records)))
        for kind, frame in judged.frames.items():
            self._kept[kind].append(self._numbered(kind, frame))
        found = self.tally.add([self._numbered(str(kind), table) for kind, table in judged.findings.groupby("kind", sort=False)], judged.sources)
        for kind, by_source in judged.records.items():
            self.tally.records[kind] += by_source.total()
            self._begun.update({(source, kind): count for source, count in by_source.items()})
        return found

    def _numbered(self, kind: str, table: pd.DataFrame) -> pd.DataFrame:
        """The table with its records numbered from the beginning of their sources, not from that of the chunk."""
        begun = {source: self._begun[source, kind] for source in sources_of(table)} if "record" in table else {}
        if not any(begun.values()):
            return table
        known = table["record"].notna()
        record = table["record"].copy()
        record[known] = record[known] + table.loc[known, "source"].astype("str").map(begun).astype(record.dtype)
        return table.assign(record=record)

    def interrupt(self, sources: int) -> None:
        """Judge no further, of so many sources: the verdict is of what was taken until now. It fails, and what only a whole run can tell is not asked."""
        last = ", the last of them perhaps not to its end" if self.sources else ""
        self._interrupted = f"{len(self.sources):,} of {sources:,} sources {'was' if len(self.sources) == 1 else 'were'} judged{last}"

    def verdict(self) -> Verdict:
        """Ask the batch rules, and decide."""
        if self._interrupted is not None:
            self.tally.add(self._of_run("interrupted-run", self._interrupted))
        elif not self.options.allow_empty and not self._anything_read():
            self.tally.add(self._of_run("no-records", some_of(self.sources)))
        if self._batch is not None and self._interrupted is None:
            self._batch.add("rules", self.tally.about_records())
            conclusion = self._batch.conclude()
            for code, counts in conclusion.counts.items():
                self.tally.count(code, *counts)
                self._ledger.count_everywhere(code, counts.held + counts.failed)
            self._add_batch(conclusion.findings)
            self._found = _sites_and_fields(conclusion.findings, {rule.code for rule in self.catalogue.batch_rules() if rule.remembers})
        allowed = self._ledger.allowed(self.tally.new_by_allowance(), self.catalogue.rules)
        holding = {one.key for one in allowed if one.standing != "exceeded"}
        findings, new = self.tally.findings(), self.tally.counts_of_new(holding)
        failing = {"error": ("error",), "warning": ("error", "warning"), "never": ()}[self.options.fail_on]
        past = self.options.past
        return Verdict(
            passed=not self.interrupted and not any(number for severity, number in new.items() if severity in failing), allowed=allowed, configuration=self.options.configuration,
            fail_on=self.options.fail_on, as_of=self.options.as_of or self.options.now, sources=len(self.sources), records=dict(self.tally.records),
            counts=self.tally.counts(), rules=self.tally.table(), findings=with_standing(findings, allowed), baseline=self._compared(),
            asked=self.catalogue.rules, portrait=self.portrait, interrupted=self.interrupted, memory=past.memory(findings, self._asked()) if past else Memory(),
            frames={kind: _together(frames) if frames else _no_records(kind) for kind, frames in self._kept.items()} if self.options.keep_frames else {},
        )

    def judged(self, verdict: Verdict, commit: str | None) -> Judged:
        """The run as it is to be remembered, once its verdict is known."""
        from pagegate.history.past import Judged

        facts = self._batch.memory() if self._batch is not None else {}
        return Judged(
            started=self.options.now, commit=commit, verdict=verdict.verdict, sources=verdict.sources, records=verdict.records, counts=verdict.counts, rules=verdict.rules,
            findings=verdict.findings, facts=facts, found=self._found,
        )

    def _add_batch(self, found: pd.DataFrame) -> None:
        """Add what batch rules found; what a part of the input ignores is not applicable to them."""
        for part, mine in self.judging.parts.of_batch(found):
            rules = part.catalogue.rules
            asked = mine["code"].isin(list(rules)) if len(mine) else pd.Series(dtype=bool)
            for code, number in mine.loc[~asked, "code"].value_counts().items():
                self.tally.count(str(code), 0, -number, number)
            self.tally.add([table_of(self.judging.granted(of_batch(mine[asked], rules, self._line_text), part.grants))], self.sources)

    def _compared(self) -> Comparison | None:
        """What became of the baseline's entries; rules that this run did not ask tell nothing of theirs."""
        if self.options.baseline is None:
            return None
        return self.options.baseline.compared(self.sources if self._interrupted is None else set(), self._asked())

    def _asked(self) -> dict[str, Rule]:
        """The rules that this run asked, by their codes."""
        whole = self._batch is not None and self._interrupted is None
        return {code: rule for code, rule in self.catalogue.rules.items() if whole or rule.kind != "batch"}

    def _anything_read(self) -> bool:
        """Whether a record was read; or nothing but pages that were stored without their bodies, out of which none can be: their status is judged."""
        bodiless = self.tally.records["pages"] > 0 and not self._stored
        return bodiless or any(count for kind, count in self.tally.records.items() if kind != "pages")

    def _of_run(self, problem: str, told: str) -> list[pd.DataFrame]:
        """The finding that something is wrong with the whole run, if that rule is asked."""
        rule = self.catalogue.problems().get(("pages", problem))
        if rule is None:
            return []
        table = pd.DataFrame([{"problem": problem, "kind": "pages", "row": -1, "text": told, "source": min(self.sources, default="")}], columns=list(PROBLEM_COLUMNS))
        return [table_of([of_problems("pages", rule, table, Chunk({}, table), self.catalogue)])]


def with_standing(findings: pd.DataFrame, allowed: tuple[Allowed, ...]) -> pd.DataFrame:
    """The findings, each with the standing of the allowance that it is under, if the configuration gives any."""
    if "allowed_by" not in findings:
        return findings
    standings = {one.key: one.standing for one in allowed}
    return findings.assign(standing=pd.Series([standings.get(key) for key in findings["allowed_by"]], index=findings.index, dtype=object))


def judge_all(chunks: Iterable[RawChunk], options: Options) -> Verdict:
    """Judge every chunk and decide."""
    run = Run(options)
    for chunk in chunks:
        run.judge(chunk)
    return run.verdict()


def _sites_and_fields(found: pd.DataFrame, remembering: set[str]) -> list[tuple[str, str, str]]:
    """What rules that remember found: code, site and field of each finding."""
    mine = found[found["code"].isin(sorted(remembering))] if len(found) else found
    return [(str(code), str(fields.get("site", "")), str(fields.get("field", ""))) for code, fields in zip(mine["code"], mine["fields"], strict=True)]


def _together(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """The frames of all chunks as one; a single one is not copied."""
    return frames[0].reset_index(drop=True) if len(frames) == 1 else pd.concat(frames, ignore_index=True)


def _no_records(kind: RecordKind) -> pd.DataFrame:
    return build(kind, pd.DataFrame({name: pd.Series(dtype=object) for name in PROVENANCE})).frame
