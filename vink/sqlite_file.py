"""Who may read the file of an SQLite database? Whoever it was made for: it is made for its owner alone."""

import os
import sqlite3
from typing import Any


class OwnersDatabase(sqlite3.Connection):
    """A connection that makes a missing file with mode 0600; SQLite gives its companions the same."""

    def __init__(self, database: Any, *args: Any, **options: Any) -> None:
        if not str(database).startswith((":memory:", "file:")):
            self._make(str(database))
        super().__init__(database, *args, **options)

    @staticmethod
    def _make(path: str) -> None:
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError:  # it is there already, or cannot be made: SQLite says so in its own words
            return
