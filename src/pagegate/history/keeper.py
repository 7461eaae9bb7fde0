"""The memory of one input, as a run uses it: recall before judging, remember after. Trouble with it is kept, never raised, so that a verdict is told whatever becomes of its memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from pagegate.errors import HistoryError
from pagegate.history.past import KEEP, Judged, Past, recall, remember
from pagegate.history.store import Store
from pagegate.history.where import commit, input_of, project

#: The file that is the memory where nothing else is named: beside the report.
FILE = "history.db"


class Keeper:
    """Recalls and remembers the runs over one input. `trouble` is what went wrong, if anything did."""

    def __init__(self, where: str, paths: Iterable[str], kind: str, folder: Path, keep: int = KEEP) -> None:
        """`where` is a file or the URL of a database; `paths` and `kind` are what was asked for, `folder` where relative paths begin. Raises HistoryError for a URL that means nothing."""
        self.store = Store(where)
        # A database on a server is shared; a file beside the report is the project's own, wherever it was moved to.
        self.input = input_of(paths, kind, folder, project(folder) if self.store.file is None else "")
        self.trouble: HistoryError | None = None
        self._folder = folder
        self._keep = keep
        self._past: Past | None = None

    def recall(self, now: dt.datetime) -> Past | None:
        """What is remembered; None if it cannot be read."""
        try:
            self._past = recall(self.store, self.input, now)
        except HistoryError as error:
            self.trouble = error
        return self._past

    def remember(self, judged: Judged) -> None:
        """Write a run down, unless the memory could not even be read."""
        if self._past is None:
            return
        try:
            remember(self.store, self.input, judged, self._past, self._keep)
        except HistoryError as error:
            self.trouble = error

    def commit(self) -> str | None:
        """The commit of the folder."""
        return commit(self._folder)
