"""Judges with a quarantine, in the working directory, and looks at its two halves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pagegate.__main__ import main

GOOD = '{"symbol": "GOOD", "price": 10.5}'
BAD = '{"symbol": "BAD",  "price": -3.50}'


def put(name: str, content: str | bytes) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return name


def check(*arguments: str) -> int:
    return main(["check", "--no-batch", "--no-report", "-q", "--quarantine", "q", *arguments])


def half(side: str, name: str) -> bytes:
    path = Path("q") / side / name
    return path.read_bytes() if path.exists() else b""


def why(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in half("bad", f"{name}.why.jsonl").decode().splitlines()]
