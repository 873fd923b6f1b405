"""How is a passage blanked while others write, and how do its bytes go? Each database has its own way."""

import time
from itertools import count

from django.contrib.sessions.models import Session
from django.db import OperationalError, connection, transaction

from plans.actions.redaction_places import TABLES
from plans.models import Change, Draft

_TRIES, _PAUSE = 30, 0.1  # seconds between tries


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
    statement = f"LOCK TABLE {', '.join(names)} IN SHARE ROW EXCLUSIVE MODE NOWAIT"
    for attempt in count(1):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        except OperationalError as error:
            if attempt == _TRIES:
                raise Busy from error
            time.sleep(_PAUSE)
        else:
            return


def leave_no_trace() -> None:
    """Let SQLite's log give up what it holds of the rows as they were."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
