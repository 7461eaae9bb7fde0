"""Many jobs write to one history at once, and one is killed while it writes: nothing is lost, and nothing is half there."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from pagegate.history.past import Past, recall, remember
from pagegate.history.store import Store
from pagegate.history.tables import FACTS, FAILURES, RUNS
from pagegate.history.where import input_of
from tests import history_writer
from tests.postgres import server

ROOT = Path(__file__).parent.parent
WRITERS, WRITES = 8, 25
FEED = input_of(["feed.jsonl"], "quotes", Path())


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A memory that nobody has written to."""
    if request.param == "sqlite":
        return str(tmp_path / "history.db")
    url: str = request.getfixturevalue("postgres")
    engine = sa.create_engine(Store(url).url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        for table in (FACTS, FAILURES, RUNS):
            connection.execute(sa.text(f"DROP TABLE IF EXISTS {table.name} CASCADE"))
        connection.execute(sa.text("DROP TABLE IF EXISTS pagegate_history"))
    return url


def test_eight_writers_of_25_runs_lose_none(where: str) -> None:
    # Newer Pythons warn of forking where NumPy holds threads; these writers use none of them.
    started = subprocess.run([sys.executable, "-W", "ignore::DeprecationWarning", "-m", "tests.history_writer", where, str(WRITERS), str(WRITES)], cwd=ROOT, check=False, capture_output=True, text=True)
    assert (started.returncode, started.stderr) == (0, "")
    with Store(where).reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(RUNS)).scalar() == WRITERS * WRITES
        by_source = {source: int(findings) for source, findings in connection.execute(sa.select(FAILURES.c.source, sa.func.sum(FAILURES.c.findings)).group_by(FAILURES.c.source))}
        assert by_source == {f"writer-{writer}": 3 * WRITES for writer in range(WRITERS)}
        assert connection.execute(sa.select(sa.func.count()).select_from(FACTS).where(FACTS.c.name == "B113")).scalar() == WRITERS * WRITES


def test_what_was_written_is_recalled_alike_from_any_database(where: str) -> None:
    for number in range(3):
        remember(Store(where), FEED, history_writer.run(0, number), Past())
    past = recall(Store(where), FEED, history_writer.BEGUN + dt.timedelta(hours=1))
    assert [(run.records["quotes"], run.failed.get("Q201"), run.failed_by_source) for run in past.runs] == [(number, number or None, {("writer-0", "Q201"): 3}) for number in range(3)]
    assert past.last is not None
    assert past.last.whole
    assert sorted(past.last.table["field"].astype("str")) == ["a", "b", "c"]


def test_a_writer_that_is_killed_leaves_a_whole_database(tmp_path: Path) -> None:
    file = tmp_path / "history.db"
    writer = subprocess.Popen([sys.executable, "-W", "ignore::DeprecationWarning", "-m", "tests.history_writer", str(file), "1", "100000"], cwd=ROOT, start_new_session=True)
    while not file.exists() or file.stat().st_size < 100_000:
        assert writer.poll() is None
        time.sleep(0.01)
    # The group is the writer and the process that it forked, and nobody else.
    os.killpg(writer.pid, signal.SIGKILL)
    writer.wait()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (runs,) = connection.execute("SELECT count(*) FROM pagegate_runs").fetchone()
        assert runs > 0
        # A run is there with all that belongs to it, or not at all.
        assert connection.execute("SELECT count(*) FROM pagegate_failures").fetchone() == (runs,)
    history_writer.write(str(file), 0, 1)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM pagegate_runs").fetchone() == (runs + 1,)
