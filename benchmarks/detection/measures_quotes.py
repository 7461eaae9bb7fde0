"""What the rules say of other people's quotes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from . import converters
from .figure import Figure, Measured
from .files import Folder, Sets, read_json, read_json_lines, sums
from .judge import Judged, Rows, judge

_NUMBER = r"[+-]?\$?\d[\d,]*\.?\d*"


def _us_symbols(folder: Folder) -> Measured | None:
    files = folder.find("us_symbols_*_nasdaq.json.gz", "us_symbols_*_nyse.json.gz", "us_symbols_*_amex.json.gz")
    if not files:
        return None
    table = pd.DataFrame([row for file in files for row in read_json(file)], dtype=object)
    judged = judge(converters.us_symbols(table), "quotes")
    good = complete(table)
    return Measured("us_symbols", sums(*files), len(table), [*_alarms("us_symbols", judged, good), judged.caught("us_symbols.defects", ~good, "error", shown=_shown(table))], judged.rules())


def complete(table: pd.DataFrame) -> Rows:
    """The rows of an exchange's snapshot that show price, change and percent: NumPy booleans."""
    shown = table[["lastsale", "netchange", "pctchange"]].fillna("").astype(str)
    rows: Rows = np.logical_and.reduce([shown[name].str.fullmatch(_NUMBER + "%?").to_numpy(dtype=bool) for name in shown])
    return rows


def _natural_defects(folder: Folder) -> Measured | None:
    files = folder.find("us_symbols_natural_defects*.jsonl.gz")
    if not files:
        return None
    table = pd.concat([read_json_lines(file) for file in files], ignore_index=True)
    judged = judge(converters.us_symbols(table), "quotes")
    return Measured("natural_defects", sums(*files), len(table), [judged.caught("natural_defects.errors", np.ones(len(table), dtype=bool), "error", shown=_shown(table))], judged.rules())


def _inflexion(folder: Folder) -> Measured | None:
    files = folder.find("inflexion_quotes.jsonl.gz")
    if not files:
        return None
    table = read_json_lines(files[0])
    judged, naive = judge(converters.inflexion(table), "quotes"), judge(converters.inflexion(table, naively=True), "quotes")
    misnamed = table["name"].fillna("").astype(str).str.startswith("DAX").to_numpy(dtype=bool)
    turned = table["change_abs"].notna().to_numpy(dtype=bool)
    # The percent taken for a change can only be told from one where they differ by more than their rounding.
    apart = pd.to_numeric(table["change"], errors="coerce").sub(pd.to_numeric(table["change_abs"], errors="coerce")).abs().gt(0.01).to_numpy(dtype=bool)
    figures = [
        *_alarms("inflexion", judged, ~misnamed),
        judged.caught("inflexion.misnamed", misnamed, shown=table["name"].astype(str).tolist()),
        naive.caught("inflexion.taken_by_name", turned & apart, "error", shown=_json(table)),
    ]
    return Measured("inflexion", sums(*files), len(table), figures, judged.rules())


def _alarms(name: str, judged: Judged, good: Rows) -> list[Figure]:
    return [judged.alarms(f"{name}.errors", "error", good), judged.alarms(f"{name}.warnings", "warning", good)]


def _shown(table: pd.DataFrame) -> list[str]:
    return (table["symbol"].astype(str) + " " + table["lastsale"].astype(str) + " " + table["netchange"].astype(str) + " " + table["pctchange"].astype(str)).tolist()


def _json(table: pd.DataFrame) -> list[str]:
    return (table["symbol"].astype(str) + " price " + table["price"].astype(str) + " change " + table["change"].astype(str) + " before " + table["prev_close"].astype(str)).tolist()


#: The sets of quotes, each None where the folder does not have it.
SETS: Sets = {"us_symbols": _us_symbols, "natural_defects": _natural_defects, "inflexion": _inflexion}
