"""The tables of the memory of runs, and the steps from one version of them to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import sqlalchemy as sa

from pagegate.errors import HistoryError

META = sa.MetaData()
VERSION = sa.Table("pagegate_history", META, sa.Column("version", sa.Integer, nullable=False))
#: Mappings are JSON text, moments ISO 8601 text in UTC: both sort and read the same in any database.
RUNS = sa.Table(
    "pagegate_runs", META,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("input", sa.String(32), nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("started", sa.String(32), nullable=False),
    sa.Column("commit_id", sa.String(64)),
    sa.Column("pagegate", sa.String(32), nullable=False),
    sa.Column("verdict", sa.String(8), nullable=False),
    sa.Column("sources", sa.Integer, nullable=False),
    sa.Column("records", sa.Text, nullable=False),
    sa.Column("counts", sa.Text, nullable=False),
    sa.Column("failed", sa.Text, nullable=False),
    sa.Column("coverage", sa.Text, nullable=False),
    sa.Column("alarms", sa.Text, nullable=False),
    sa.Column("accepted", sa.Text, nullable=False),
    sa.Index("pagegate_runs_of_input", "input", "started", "id"),
    sqlite_autoincrement=True,
)
FAILURES = sa.Table(
    "pagegate_failures", META,
    sa.Column("run", sa.Integer, sa.ForeignKey(RUNS.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("code", sa.String(8), primary_key=True),
    sa.Column("findings", sa.Integer, nullable=False),
)
FACTS = sa.Table(
    "pagegate_facts", META,
    sa.Column("run", sa.Integer, sa.ForeignKey(RUNS.c.id, ondelete="CASCADE"), primary_key=True),
    sa.Column("name", sa.String(16), primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)

Step: TypeAlias = Callable[[sa.Connection], None]
#: Step n, counted from 1, takes tables of version n to version n + 1. A step is never changed once it was released, for there are databases that have taken it. There is one version so far.
STEPS: Sequence[Step] = ()


def newest() -> int:
    """The version of the tables above."""
    return len(STEPS) + 1


def version(connection: sa.Connection) -> int:
    """The version of the tables; 0 where there are none. Raises HistoryError for tables that a newer pagegate wrote."""
    if not sa.inspect(connection).has_table(VERSION.name):
        return 0
    found = connection.execute(sa.select(sa.func.max(VERSION.c.version))).scalar() or 0
    if found > newest():
        msg = f"was written by a newer pagegate: its tables are of version {found}, and this one knows up to {newest()}; use that pagegate, or another --history"
        raise HistoryError(msg)
    return int(found)


def upgrade(connection: sa.Connection) -> None:
    """Bring the tables to this version, in the transaction of the connection: all of it, or nothing."""
    begun = version(connection)
    if begun == newest():
        return
    if begun == 0:
        META.create_all(connection)
    for step in STEPS[begun - 1 :] if begun else ():
        step(connection)
    connection.execute(sa.delete(VERSION))
    connection.execute(sa.insert(VERSION).values(version=newest()))
