"""Scrapy: a pipeline that drops, tags or collects what fails, and an extension that flags or closes the spider when the gate fails.

Both share one run of pagegate for each crawler, so that items are judged once; settings begin with `PAGEGATE_`. Items are judged some at a time, as columns.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from weakref import WeakKeyDictionary

import pandas as pd
from itemadapter import ItemAdapter
from scrapy import Spider, signals
from scrapy.exceptions import DropItem
from scrapy.utils.asyncio import call_later
from scrapy.utils.defer import deferred_from_coro, maybe_deferred_to_future
from twisted.internet.defer import Deferred

from pagegate.baseline import read as read_baseline
from pagegate.catalogue import catalogue
from pagegate.errors import UsageError
from pagegate.model import RECORD_KINDS, RecordKind
from pagegate.outputs.summary import is_known, sentence
from pagegate.records.given import items_of
from pagegate.records.kind import kind_of, undecided
from pagegate.records.read import read_found
from pagegate.run import Options, Run
from pagegate.sources.formats import Item
from pagegate.verdict import Verdict

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_LOG = logging.getLogger(__name__)
_MODES = ("collect", "tag", "drop")
_ON_FAIL = ("flag", "close")
_FAILING: Mapping[str, tuple[str, ...]] = {"error": ("error",), "warning": ("error", "warning"), "never": ()}


@dataclass
class _Waiting:
    """An item that waits to be judged, and who is told the codes that condemn it."""

    item: Any
    told: Deferred[list[str]] = field(default_factory=Deferred)


class Gate:
    """The run of one crawler. `verdict` is there once the spider is closed; `failed` counts the items condemned so far."""

    def __init__(self, crawler: Crawler) -> None:
        """Read the settings. Raises UsageError, which keeps the crawl from starting, for those that mean nothing, codes that no rule has and a broken baseline."""
        settings = crawler.settings
        self._crawler = crawler
        self._kind = _chosen(settings.get("PAGEGATE_KIND", "auto"), ("auto", *RECORD_KINDS), "PAGEGATE_KIND")
        self._fail_on = _chosen(settings.get("PAGEGATE_FAIL_ON", "error"), tuple(_FAILING), "PAGEGATE_FAIL_ON")
        self._most, self._wait = settings.getint("PAGEGATE_TOGETHER", 100), settings.getfloat("PAGEGATE_WAIT", 0.25)
        file = settings.get("PAGEGATE_BASELINE")
        now = dt.datetime.now(dt.UTC)
        self._run = Run(Options(
            fail_on=self._fail_on, select=tuple(settings.getlist("PAGEGATE_SELECT")), ignore=tuple(settings.getlist("PAGEGATE_IGNORE")),  # type: ignore[arg-type]  # chosen above
            batch=not settings.getbool("PAGEGATE_NO_BATCH"), baseline=read_baseline(Path(file), catalogue().rules, now.date()) if file else None, now=now,
        ))
        self._waiting: list[_Waiting] = []
        self._timer: Any = None
        self._judged: Counter[RecordKind] = Counter()
        self._unknown: set[tuple[str, ...]] = set()
        self.failed = 0
        self.watchers: list[Any] = []
        self.fed_by_pipeline = False
        self.verdict: Verdict | None = None
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    @classmethod
    def of(cls, crawler: Crawler) -> Gate:
        """The one gate of a crawler."""
        if crawler not in _GATES:
            _GATES[crawler] = cls(crawler)
        return _GATES[crawler]

    def take(self, item: Any) -> Deferred[list[str]]:
        """Judge an item soon, together with others; fires with the codes that condemn it."""
        waiting = _Waiting(item)
        self._waiting.append(waiting)
        if len(self._waiting) >= self._most:
            self.judge()
        elif self._timer is None:
            self._timer = call_later(self._wait, self._timed)
        return waiting.told

    def _timed(self) -> None:
        self._timer = None
        self.judge()

    def judge(self) -> None:
        """Judge what waits."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        waiting, self._waiting = self._waiting, []
        codes = self._codes([ItemAdapter(one.item).asdict() for one in waiting])
        self.failed += sum(map(bool, codes))
        for one, found in zip(waiting, codes, strict=True):
            one.told.callback(found)
        for watch in self.watchers:
            watch()

    def _codes(self, items: list[dict[str, Any]]) -> list[list[str]]:
        """The codes that condemn each item, sorted; none for an item of no known kind, which is logged."""
        codes: list[list[str]] = [[] for _ in items]
        kinds = [self._kind_of(item) for item in items]
        for kind in RECORD_KINDS:
            places = [at for at, found in enumerate(kinds) if found == kind]
            if not places:
                continue
            found = list(items_of(items[at] for at in places))
            sound = [at for at, one in zip(places, found, strict=True) if isinstance(one, Item)]
            before = self._judged[kind]
            self._judged[kind] += len(sound)
            for chunk in read_found(self._name, iter(found), kind):
                # Pages are numbered over the whole crawl, as records are.
                judged = self._run.judge(replace(chunk, raw=chunk.raw.assign(page=chunk.raw["page"] + before)) if kind == "pages" else chunk)
                for code, ordinal in self._condemning(judged):
                    codes[sound[ordinal - before]].append(code)
        return [sorted(set(found)) for found in codes]

    def _condemning(self, findings: pd.DataFrame) -> Iterator[tuple[str, int]]:
        """The codes that condemn an item, each with the item's number among those of its kind."""
        if findings.empty:
            return
        new = findings[findings["severity"].isin(_FAILING[self._fail_on]) & ~is_known(findings)]
        ordinals = new["page"].where(new["page"].notna(), new["record"])
        yield from ((code, int(ordinal)) for code, ordinal in zip(new["code"], ordinals, strict=True) if not pd.isna(ordinal))

    def _kind_of(self, item: Mapping[str, Any]) -> RecordKind | None:
        if self._kind != "auto":
            return self._kind  # type: ignore[return-value]  # one of the kinds, as chosen
        names = tuple(map(str, item))
        found = kind_of(names)
        if found is None:
            self._stat("unknown_kind")
            if names not in self._unknown:
                self._unknown.add(names)
                _LOG.warning("an item is not judged: %s (or PAGEGATE_KIND)", undecided(names))
        return found

    @property
    def _name(self) -> str:
        spider = self._crawler.spider
        return "spider" if spider is None else str(spider.name)

    def _stat(self, name: str, number: int = 1) -> None:
        if self._crawler.stats is not None:
            self._crawler.stats.inc_value(f"pagegate/{name}", number)

    def _closed(self, spider: Spider) -> None:
        """Judge the rest and the whole scrape, and say so in stats, log and files."""
        if self._waiting:
            self.judge()
        self.verdict = verdict = self._run.verdict()
        if self._crawler.stats is not None:
            self._crawler.stats.set_value("pagegate/verdict", verdict.verdict)
        for name, numbers in (("records", verdict.records), ("findings", verdict.counts), ("rule", verdict.findings["code"].value_counts().to_dict())):
            for key, number in numbers.items():
                if number:
                    self._stat(f"{name}/{key}", int(number))
        _LOG.log(logging.INFO if verdict.passed else logging.ERROR, "%s: %s", spider.name, sentence(verdict))
        self._write(verdict)

    def _write(self, verdict: Verdict) -> None:
        from pagegate.outputs.files import write_file
        from pagegate.outputs.redact import without_raw
        from pagegate.outputs.report import write_report

        settings = self._crawler.settings
        told = without_raw(verdict) if settings.getbool("PAGEGATE_NO_RAW") else verdict
        if settings.get("PAGEGATE_REPORT"):
            write_report(told, Path(settings.get("PAGEGATE_REPORT")))
        for form, file in settings.getdict("PAGEGATE_OUTPUT").items():
            write_file(form, told, Path(file))


_GATES: WeakKeyDictionary[Crawler, Gate] = WeakKeyDictionary()


class PagegatePipeline:
    """Judges items on their way: `PAGEGATE_MODE` is `collect` (let all pass), `tag` (write the codes into a field of theirs) or `drop` (drop what fails)."""

    def __init__(self, crawler: Crawler) -> None:
        """Read the settings."""
        self._gate = Gate.of(crawler)
        self._gate.fed_by_pipeline = True
        self._mode = _chosen(crawler.settings.get("PAGEGATE_MODE", "collect"), _MODES, "PAGEGATE_MODE")
        self._field = crawler.settings.get("PAGEGATE_TAG_FIELD", "pagegate")
        self._stats = crawler.stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        """Judge an item. Raises DropItem, in the mode `drop`, with the codes that condemn it."""
        told = self._gate.take(item)
        if self._mode == "collect":
            return item
        codes: list[str] = await maybe_deferred_to_future(told)
        if codes and self._mode == "drop":
            if self._stats is not None:
                self._stats.inc_value("pagegate/dropped")
            msg = f"pagegate: {', '.join(codes)}"
            raise DropItem(msg)
        if self._mode == "tag":
            self._tag(item, codes)
        return item

    def _tag(self, item: Any, codes: list[str]) -> None:
        try:
            ItemAdapter(item)[self._field] = codes
        except (KeyError, AttributeError, TypeError):
            # An item without the field goes on as it is: losing it would be worse than not tagging it.
            _LOG.exception("%s has no field %r to be tagged in: add it, or name another with PAGEGATE_TAG_FIELD", type(item).__name__, self._field)


class PagegateExtension:
    """Judges what was scraped, and when the gate fails flags the spider (`PAGEGATE_ON_FAIL = "flag"`, in stats and log) or closes it (`"close"`, after `PAGEGATE_CLOSE_AFTER` items that fail)."""

    def __init__(self, crawler: Crawler) -> None:
        """Read the settings, and listen."""
        self._crawler = crawler
        self._gate = Gate.of(crawler)
        self._closes = _chosen(crawler.settings.get("PAGEGATE_ON_FAIL", "flag"), _ON_FAIL, "PAGEGATE_ON_FAIL") == "close"
        self._after = max(1, crawler.settings.getint("PAGEGATE_CLOSE_AFTER", 1))
        self._closing = False
        self._gate.watchers.append(self._watch)
        crawler.signals.connect(self._scraped, signal=signals.item_scraped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    def _scraped(self, item: Any) -> None:
        """Judge an item, unless the pipeline has."""
        if not self._gate.fed_by_pipeline:
            self._gate.take(item)

    def _watch(self) -> None:
        if self._gate.failed and self._crawler.stats is not None:
            self._crawler.stats.set_value("pagegate/failed_items", self._gate.failed)
        if self._closes and not self._closing and self._gate.failed >= self._after and self._crawler.engine is not None:
            self._closing = True
            deferred_from_coro(self._crawler.engine.close_spider_async(reason="pagegate_failed"))


def _chosen(value: Any, choices: tuple[str, ...], name: str) -> str:
    if value not in choices:
        msg = f"{name} is {value!r} and must be one of {', '.join(choices)}"
        raise UsageError(msg)
    return str(value)
