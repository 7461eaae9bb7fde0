"""The database that runs are remembered in: a file of SQLite, or PostgreSQL.

Whatever writes holds a lock on the whole memory from its first statement to its last: SQLite by BEGIN IMMEDIATE, PostgreSQL by an advisory lock that ends with the transaction. The work
under it takes milliseconds, so many jobs may write at once and wait for each other. SQLite keeps its rollback journal, for then the memory is one file that a CI cache can carry; a
write-ahead log would make it three, and does not work on a folder of the network.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from pagegate.errors import HistoryError
from pagegate.history.tables import newest, upgrade, version

#: How long one waits for others to write, in seconds.
PATIENCE = 60
#: What all who write to one PostgreSQL database lock: "pagegate" as a number.
_LOCK = int.from_bytes(b"pagegate", "big", signed=True)


class Store:
    """One memory of runs, by the name of a file or the URL of a database. Nothing is opened or made before it is asked."""

    def __init__(self, where: str) -> None:
        """Raises HistoryError for a URL that means nothing."""
        self.url = _url(where)
        self.file = Path(self.url.database) if self.url.get_backend_name() == "sqlite" and self.url.database else None
        self.shown = self.file.as_posix() if self.file else self.url.set(query={}).render_as_string(hide_password=True)  # a password may stand in the query too

    @property
    def exists(self) -> bool:
        """Whether there is anything to read: a database of PostgreSQL always, a file if it is there."""
        return self.file is None or self.file.exists()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection in a transaction that changes nothing, once the tables are of this version. Raises HistoryError."""
        with self._told("read"):
            with self._transaction(write=False) as connection:
                behind = version(connection) < newest()
                if not behind:
                    yield connection
            if behind:
                with self.writing() as connection:
                    yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A connection that holds the lock; what it does is done when it is left, or not at all. Raises HistoryError."""
        with self._told("written"):
            if self.file is not None:
                self.file.parent.mkdir(parents=True, exist_ok=True)
            with self._transaction(write=True) as connection:
                upgrade(connection)
                yield connection

    @contextmanager
    def _transaction(self, *, write: bool) -> Iterator[sa.Connection]:
        engine = self._engine(write=write)
        try:
            with engine.begin() as connection:
                if write and self.file is None:
                    connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                yield connection
        finally:
            engine.dispose()

    def _engine(self, *, write: bool) -> sa.Engine:
        try:
            if self.file is None:
                return sa.create_engine(self.url, poolclass=sa.NullPool, connect_args={"connect_timeout": PATIENCE})
            engine = sa.create_engine(self.url, poolclass=sa.NullPool, connect_args={"timeout": PATIENCE})
        except ImportError as error:
            msg = f"{error}; `pip install pagegate[postgresql]` brings the driver"
            raise HistoryError(msg) from error

        # The driver would begin a transaction at the first change only, when another may hold the lock that reading before it has made necessary.
        @sa.event.listens_for(engine, "connect")
        def _connected(connection: object, _record: object) -> None:
            connection.isolation_level = None  # type: ignore[attr-defined]  # sqlite3's own connection
            connection.execute("PRAGMA foreign_keys = ON")  # type: ignore[attr-defined]

        @sa.event.listens_for(engine, "begin")
        def _begun(connection: sa.Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

        return engine

    @contextmanager
    def _told(self, doing: str) -> Iterator[None]:
        """Errors of the database as one sentence, without its statements and parameters."""
        try:
            yield
        except HistoryError as error:
            if str(error).startswith(("the history ", "there is no history ")):
                raise
            msg = f"the history {self.shown} {error}"
            raise HistoryError(msg) from error
        except (SQLAlchemyError, OSError, ValueError) as error:
            cause = getattr(error, "orig", None) or error
            first = next(iter(str(cause).strip().splitlines()), type(cause).__name__)
            msg = f"the history {self.shown} cannot be {doing}: {first}"
            raise HistoryError(msg) from error


def _url(where: str) -> sa.URL:
    if "://" not in where:
        return sa.URL.create("sqlite", database=where)
    try:
        url = sa.engine.make_url(where)
    except (SQLAlchemyError, ValueError) as error:
        msg = "the URL of the history is none that SQLAlchemy reads; it is like postgresql://user@host/database"
        raise HistoryError(msg) from error
    name = url.get_backend_name()
    if name in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+psycopg") if "+" not in url.drivername else url
    if name == "sqlite" and url.database:
        return sa.URL.create("sqlite", database=url.database)
    msg = f"a history is a file, or a database of PostgreSQL (postgresql://user@host/database), and not {name}"
    raise HistoryError(msg)
