"""Small sound sources of every format, to be mutated."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.parquet as pq

QUOTES: list[dict[str, object]] = [
    {"symbol": "FCHI", "price": 8074.23, "change": 18.4, "change_pct": 0.23, "as_of": "2026-11-21T17:35:00Z"},
    {"symbol": "S&P 500", "price": "6,796.29", "change": "-14.43", "change_pct": "-0.21%", "currency": "USD"},
    {"symbol": "BTC-USD", "price": 91234.5, "volume": "1.2M", "name": "Bitcoin", "meta": {"rank": 1}},
]
WEATHER: list[dict[str, object]] = [
    {"location": "Porto", "temp_c": 29.1, "feels_like_c": 35.3, "humidity_pct": 75, "wind_kmh": 24.1, "sunrise": "06:28 AM", "observed_at": "2026-11-21T12:00:00+01:00"},
    {"location": "Кијев", "temp_c": -3, "humidity_pct": 60, "condition": "snow"},
]
PAGE = "FCHI8,074.230.08%\nGDAXI24,049.740.42%\nTemp29.1°C\nFeels35.3°C\nHumidity75%\nWind24.1 km/h\nThe minister resigns\nOctober 23, 2025 at 09:07 PM\nThe minister resigned on Monday, after talks with her party.\n"
#: What pages of markets, weather and news are made of, in one.
MARKUP = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Prices and weather | Daily</title><meta property="og:title" content="The minister resigns">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "The minister resigns", "datePublished": "2025-10-23T21:07:00Z", "wordCount": 24}</script></head><body>
<table><tr><th>Index</th><th>Last</th><th>Change</th><th>Change %</th></tr><tr><td>CAC 40</td><td>8,074.23</td><td class="down">18.40</td><td class="down">0.23%</td></tr>
<tr><td>DAX</td><td>24,049.74</td><td aria-label="up 100.12">100.12</td><td><svg class="icon-up"></svg>0.42%</td></tr></table>
<div class="weather"><h3>Porto</h3><dl><dt>Temperature</dt><dd data-value="29.1">29.1 °C</dd><dt>Feels like</dt><dd>35.3 °C</dd><dt>Humidity</dt><dd>75%</dd><dt>Wind</dt><dd>24.1 km/h</dd></dl></div>
<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">The minister resigns</h1><p>By Anna Silva</p><p>The minister resigned on Monday, after talks with her party.</p>
<p>She had held the office for two years, and told nobody of her plans before the day on which she left it.</p></article></body></html>
"""


def _csv(records: list[dict[str, object]]) -> bytes:
    names = list(dict.fromkeys(name for record in records for name in record if name != "meta"))
    rows = [",".join('"' + str(record.get(name, "")).replace('"', '""') + '"' for name in names) for record in records]
    return "\r\n".join([",".join(names), *rows, ""]).encode()


def _parquet(records: list[dict[str, object]]) -> bytes:
    buffer = io.BytesIO()
    names = list(dict.fromkeys(name for record in records for name in record if name != "meta"))
    pq.write_table(pa.table({name: [None if record.get(name) is None else str(record[name]) for record in records] for name in names} | {"bid": [1.5] * len(records)}), buffer)
    return buffer.getvalue()


def _warc() -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + PAGE.encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\nWARC-Date: 2026-11-22T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    return (head.encode() + body + b"\r\n\r\n") * 2


def _har() -> bytes:
    entry = {"startedDateTime": "2026-11-22T08:00:00Z", "request": {"url": "https://example.org/"}, "response": {"status": 200, "content": {"mimeType": "text/plain", "text": PAGE}}}
    return json.dumps({"log": {"version": "1.2", "entries": [entry, entry]}}).encode()


def seeds() -> Mapping[str, bytes]:
    """Sound sources by the suffix they are read by."""
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in QUOTES).encode()
    html = "<!doctype html><html><head><title>Prices</title></head><body>" + "".join(f"<p>{line}</p>" for line in PAGE.splitlines()) + "</body></html>"
    return {
        ".jsonl": lines, ".json": json.dumps(WEATHER, ensure_ascii=False, indent=1).encode(), ".csv": _csv(QUOTES), ".tsv": _csv(WEATHER).replace(b",", b"\t"), ".parquet": _parquet(QUOTES), ".txt": PAGE.encode(),
        ".html": html.encode(), ".htm": MARKUP.encode(), ".har": _har(), ".warc": _warc(), ".jsonl.gz": gzip.compress(lines, mtime=0), ".csv.bz2": bz2.compress(_csv(WEATHER)), ".json.xz": lzma.compress(json.dumps(QUOTES).encode()),
        ".csv.zst": pa.compress(_csv(QUOTES), codec="zstd", asbytes=True), ".dat": lines,
    }  # fmt: skip
