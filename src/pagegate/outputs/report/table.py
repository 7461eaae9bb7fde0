"""All findings as a table beside the report: `findings.parquet` for programs, `findings.csv` for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pagegate.outputs.files import replacing_file
from pagegate.outputs.rows import BLOCK, WHOLE, dumps
from pagegate.outputs.visible import visible

if TYPE_CHECKING:
    import pandas as pd

    from pagegate.verdict import Verdict

NAMES = ("findings.csv", "findings.parquet")
#: What spreadsheets take for a formula, blanks before it or not (OWASP, CSV Injection), and their full-width forms.
_FORMULA = r"^(\s*[=+\-@＝＋－＠]|[\t\r\n])"
_UNSEEN = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"


def write_tables(verdict: Verdict, folder: Path) -> tuple[str, ...]:
    """Write every finding into both tables, and return their names; without findings the tables of an earlier run are taken away.

    Parquet has the values as they are. In CSV, cells that a spreadsheet would take for a formula begin with an apostrophe, and characters that nobody sees are written out.
    Raises OSError if the folder cannot be written.
    """
    if verdict.findings.empty:
        for name in NAMES:
            (folder / name).unlink(missing_ok=True)
        return ()
    import pyarrow.csv as pc_csv
    import pyarrow.parquet as pq

    columns = verdict.published
    schema = _schema(columns)
    with (
        replacing_file(folder / NAMES[0]) as csv,
        replacing_file(folder / NAMES[1]) as parquet,
        pc_csv.CSVWriter(str(csv), schema) as lines,
        pq.ParquetWriter(str(parquet), schema, compression="zstd") as blocks,
    ):
        for table in _tables(verdict.findings, columns, schema):
            blocks.write_table(table)
            lines.write(_neutralised(table))
    return NAMES


def _schema(columns: tuple[str, ...]) -> Any:
    import pyarrow as pa

    # A page inside a feed has a number or, in an archive, a name.
    return pa.schema([(name, pa.int64() if name in WHOLE and name != "page" else pa.string()) for name in columns])


def _tables(findings: pd.DataFrame, columns: tuple[str, ...], schema: Any) -> Iterator[Any]:
    """The findings as Arrow tables of a block of rows each."""
    import pyarrow as pa

    for start in range(0, len(findings), BLOCK):
        block = findings.iloc[start : start + BLOCK]
        yield pa.table([pa.array(_values(block, name, text=pa.types.is_string(schema.field(name).type)), type=schema.field(name).type) for name in columns], schema=schema)


def _values(block: pd.DataFrame, name: str, *, text: bool) -> list[Any]:
    """A column as Arrow takes it: whole numbers, or text that UTF-8 can hold, `fields` as JSON; None for null."""
    values = block[name].astype(object).where(block[name].notna(), None).tolist()
    if name == "fields":  # one mapping a row
        return [dumps(value) for value in values]
    if not text:
        return [None if value is None else int(value) for value in values]
    return [None if value is None else str(value).encode("utf-8", "replace").decode() for value in values]


def _neutralised(table: Any) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = []
    for column in table.columns:
        if not pa.types.is_string(column.type):
            columns.append(column)
            continue
        harmless = pc.replace_substring_regex(column, pattern=_FORMULA, replacement=r"'\1")
        unseen = pc.fill_null(pc.match_substring_regex(harmless, _UNSEEN), fill_value=False)
        if pc.any(unseen).as_py():
            # Few cells in honest pages: only those go through Python.
            written = pa.array([visible(text) for text in harmless.filter(unseen).to_pylist()], type=pa.string())
            harmless = pc.replace_with_mask(harmless.combine_chunks(), unseen.combine_chunks(), written)
        columns.append(harmless)
    return pa.table(columns, schema=table.schema)
