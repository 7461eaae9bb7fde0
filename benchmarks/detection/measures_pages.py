"""What the rules say of other people's pages, and of files that hold no good one."""

from __future__ import annotations

import gzip
import json
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

import pagegate

from . import converters
from .figure import Figure, Measured
from .files import Folder, Sets, sums
from .judge import judge, short


def _texts(folder: Folder) -> Measured | None:
    files = folder.find("seed_page.txt", "*.lines.txt", "*.fused.txt")
    if not files:
        return None
    verdicts = {file.name: pagegate.check([file]) for file in files}
    findings = pd.concat([verdict.findings.assign(file=name) for name, verdict in verdicts.items()], ignore_index=True)
    seed = [verdict for name, verdict in verdicts.items() if name == "seed_page.txt"]
    figures = [_files("texts.errors", findings, "error", len(files)), _files("texts.warnings", findings, "warning", len(files))]
    if seed:
        figures.insert(0, Figure("texts.seed_page", int(seed[0].counts["error"]), sum(seed[0].records.values())))
    records = sum(sum(verdict.records.values()) for verdict in verdicts.values())
    return Measured("texts", sums(*files), records, figures)


def _files(name: str, findings: pd.DataFrame, severity: str, files: int) -> Figure:
    """How many files have a finding of a severity."""
    found = findings[findings["severity"] == severity]
    rules = tuple((str(code), int(count)) for code, count in found.groupby("code")["file"].nunique().items())
    return Figure(name, found["file"].nunique(), files, rules, tuple(f"{file}: {code} {short(message)}" for file, code, message in zip(found["file"], found["code"], found["message"], strict=True)))


def _captures(folder: Folder) -> Measured | None:
    files = folder.find("*__failed.json", "*__success.json")
    if not files:
        return None
    captures = [(file.name.removesuffix(".json"), converters.captured(json.loads(file.read_text(encoding="utf-8")))) for file in files]
    table = pd.DataFrame([{**page, "capture": name} for name, pages in captures for page in pages], dtype=object)
    judged = judge(table[["url", "status", "media_type", "html"]], "pages")
    blocked = table["capture"].str.endswith("__failed").to_numpy(dtype=bool)
    shown: Sequence[str] = (table["capture"] + ", status " + table["status"] + ", " + table["html"].fillna("").astype(str).str.slice(0, 100)).tolist()
    figures = [judged.caught("captures.blocked", blocked, "error", shown=shown)]
    return Measured("captures", sums(*files), len(table), figures, judged.rules())


def _joined(folder: Folder) -> Measured | None:
    files = folder.find("MALFORMED_*_concatenated.json.gz")
    if not files:
        return None
    found = np.zeros(len(files), dtype=bool)
    for number, file in enumerate(files):
        text = gzip.decompress(file.read_bytes()).decode("utf-8")
        renamed = re.sub(r'"(\w+)":', lambda name: f'"{converters.US_SYMBOLS.get(name[1], name[1])}":', text)
        with tempfile.TemporaryDirectory() as folder_name:
            path = Path(folder_name) / "joined.json"
            path.write_text(renamed, encoding="utf-8")
            verdict = pagegate.check([path], no_batch=True)
        found[number] = verdict.findings["code"].eq("P007").any()
    return Measured("joined", sums(*files), len(files), [Figure("joined.named", int(found.sum()), len(files), (("P007", int(found.sum())),))])


#: The sets of pages, each None where the folder does not have it.
SETS: Sets = {"texts": _texts, "captures": _captures, "joined": _joined}
