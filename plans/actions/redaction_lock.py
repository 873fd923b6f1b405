"""How is a passage blanked while others write, and how do its bytes go? Each database has its own way."""

from contextlib import suppress
from time import monotonic

from django.contrib.sessions.models import Session
from django.db import OperationalError, connection, transaction

from plans.actions.redaction_places import TABLES
from plans.models import Change, Draft

_PATIENCE = 20  # seconds in all, as long as SQLite waits for another's writing
_WAIT = 3000  # milliseconds for one table: PostgreSQL stops its own vacuum of it soon after 1,000


class Busy(Exception):
    """Others were writing all the time; one may try again."""


def keep_writers_out() -> None:
    """Until the transaction ends, nobody writes where a passage may stand; everybody reads.

    Else a text saved at this moment would keep the words. SQLite has one writer at a time anyhow. PostgreSQL
    gives all locks at once or none: waiting for one while holding others could stop two people for good.

    Raises Busy.
    """
    if connection.vendor != "postgresql":
        return
    names = [table.model._meta.db_table for table in TABLES]
    names += [model._meta.db_table for model in (Change, Draft, Session)]
    deadline = monotonic() + _PATIENCE
    while True:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {', '.join(names)} IN SHARE ROW EXCLUSIVE MODE NOWAIT")
        except OperationalError as error:
            for name in names:
                if monotonic() > deadline:
                    raise Busy from error
                _wait_for(name)
        else:
            return


def _wait_for(table: str) -> None:
    """Wait until the table can be locked, for a while, and let it go again: one table alone stops nobody."""
    with suppress(OperationalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = {_WAIT}")
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
        transaction.set_rollback(True)  # gives the lock back


def leave_no_trace() -> None:
    """Let SQLite's log give up what it holds of the rows as they were."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
