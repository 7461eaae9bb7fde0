"""Scrapy: real crawls of a server on loopback, each in a process of its own."""

from __future__ import annotations

import http.server
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

#: Three pages of items; two items of the second cannot be true.
PAGES = {
    "/1": [{"symbol": "A", "price": 10.5}, {"symbol": "B", "price": 11.5}],
    "/2": [{"symbol": "C", "price": -3.5}, {"symbol": "D", "price": 12.5}, {"symbol": "E", "price": -1.5}],
    "/3": [{"symbol": "F", "price": 13.5}, {"title": "no quote", "note": "of no known kind"}],
}
SCRIPT = """
import dataclasses, json, sys
import scrapy
from scrapy.crawler import CrawlerProcess

@dataclasses.dataclass
class Bare:
    symbol: str = ""
    price: float = 0.0

class Quotes(scrapy.Spider):
    name = "quotes"
    async def start(self):
        for number in range(1, int(sys.argv[3]) + 1):
            yield scrapy.Request(f"{sys.argv[1]}/{1 + (number - 1) % 3}?n={number}", dont_filter=True)
    def parse(self, response):
        for item in response.json():
            yield Bare(**item) if sys.argv[4] == "bare" and "symbol" in item else item

if __name__ == "__main__":
    settings = {"FEEDS": {"items.jsonl": {"format": "jsonlines"}}, "LOG_FILE": "log", "CONCURRENT_REQUESTS": 1, "TELNETCONSOLE_ENABLED": False} | json.loads(sys.argv[2])
    process = CrawlerProcess(settings)
    crawler = process.create_crawler(Quotes)
    process.crawl(crawler)
    process.start()
    print(json.dumps(crawler.stats.get_stats(), default=str))
"""
PIPELINE = {"ITEM_PIPELINES": {"pagegate.scrapy.PagegatePipeline": 800}, "PAGEGATE_NO_BATCH": True}
EXTENSION = {"EXTENSIONS": {"pagegate.scrapy.PagegateExtension": 500}, "PAGEGATE_NO_BATCH": True}


class _Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = json.dumps(PAGES[self.path.partition("?")[0]]).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name that its base gives it
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Pages) as served:
        thread = threading.Thread(target=served.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{served.server_address[1]}"
        served.shutdown()
        thread.join()


@dataclass(frozen=True)
class Crawl:
    """What a crawl left: its feed, its stats and its log."""

    items: list[dict[str, Any]]
    stats: dict[str, Any]
    log: str

    @property
    def symbols(self) -> set[str]:
        """The symbols in the feed."""
        return {item["symbol"] for item in self.items if "symbol" in item}


def crawl(server: str, folder: Path, settings: dict[str, Any], *, pages: int = 3, shape: str = "dict") -> Crawl:
    (folder / "crawl.py").write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run([sys.executable, "crawl.py", server, json.dumps(settings), str(pages), shape], cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8", timeout=300)
    feed = folder / "items.jsonl"
    items = [json.loads(line) for line in feed.read_text(encoding="utf-8").splitlines()] if feed.exists() else []
    return Crawl(items, json.loads(done.stdout), (folder / "log").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def dropping(server: str, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    return crawl(server, tmp_path_factory.mktemp("dropping"), PIPELINE | EXTENSION | {"PAGEGATE_MODE": "drop"})


def test_the_pipeline_drops_what_cannot_be_true(dropping: Crawl) -> None:
    assert dropping.symbols == {"A", "B", "D", "F"}
    assert (dropping.stats["pagegate/dropped"], dropping.stats["item_dropped_count"]) == (2, 2)
    assert "pagegate: Q101" in dropping.log


def test_an_item_of_no_known_kind_passes_and_is_told(dropping: Crawl) -> None:
    assert {"title": "no quote", "note": "of no known kind"} in dropping.items
    assert dropping.stats["pagegate/unknown_kind"] == 1
    assert "an item is not judged" in dropping.log


def test_pipeline_and_extension_judge_an_item_once(dropping: Crawl) -> None:
    assert (dropping.stats["pagegate/records/quotes"], dropping.stats["pagegate/failed_items"]) == (6, 2)


def test_the_pipeline_tags_items_with_the_codes_that_condemn_them(server: str, tmp_path: Path) -> None:
    done = crawl(server, tmp_path, PIPELINE | {"PAGEGATE_MODE": "tag", "PAGEGATE_TOGETHER": 2})
    assert {item["symbol"]: item["pagegate"] for item in done.items if "symbol" in item} == {"A": [], "B": [], "C": ["Q101"], "D": [], "E": ["Q101"], "F": []}


def test_an_item_that_cannot_be_tagged_is_not_lost(server: str, tmp_path: Path) -> None:
    done = crawl(server, tmp_path, PIPELINE | {"PAGEGATE_MODE": "tag"}, shape="bare")
    assert done.symbols == set("ABCDEF")
    assert "has no field 'pagegate'" in done.log


def test_the_pipeline_collects_and_the_whole_is_judged_at_the_end(server: str, tmp_path: Path) -> None:
    done = crawl(server, tmp_path, PIPELINE | {"PAGEGATE_REPORT": "reports", "PAGEGATE_OUTPUT": {"json": "verdict.json"}})
    assert done.symbols == set("ABCDEF")
    assert (done.stats["pagegate/verdict"], done.stats["pagegate/rule/Q101"], done.stats["pagegate/records/quotes"]) == ("fail", 2, 6)
    verdict = json.loads((tmp_path / "verdict.json").read_text(encoding="utf-8"))
    assert {finding["source"] for finding in verdict["findings"]} == {"quotes"}
    assert (tmp_path / "reports" / "index.html").is_file()


def test_the_extension_flags_the_spider(server: str, tmp_path: Path) -> None:
    done = crawl(server, tmp_path, EXTENSION)
    assert (done.stats["finish_reason"], done.stats["pagegate/verdict"], done.stats["pagegate/failed_items"]) == ("finished", "fail", 2)
    assert "ERROR: quotes: 6 quotes in 1 source: fail" in done.log


def test_the_extension_closes_the_spider(server: str, tmp_path: Path) -> None:
    done = crawl(server, tmp_path, EXTENSION | {"PAGEGATE_ON_FAIL": "close", "PAGEGATE_TOGETHER": 1}, pages=300)
    assert (done.stats["finish_reason"], done.stats["pagegate/verdict"]) == ("pagegate_failed", "fail")
    assert done.stats["item_scraped_count"] < 300


def test_a_setting_that_means_nothing_keeps_the_crawl_from_starting(server: str, tmp_path: Path) -> None:
    done = crawl(server, tmp_path, PIPELINE | {"PAGEGATE_MODE": "dorp"})
    assert "PAGEGATE_MODE is 'dorp' and must be one of collect, tag, drop" in done.log
    assert done.items == []
