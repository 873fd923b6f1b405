"""How does a doing come into the trail, and into the log? As a row, and as a line of JSON for a SIEM.

No text that people write goes into either: they name people by key and user name, and objects by key.
"""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError

from plans.enums import TrailKind
from plans.models import TrailEntry

LOGGER = "vink.trail"
logger = logging.getLogger(LOGGER)


def log_event(event: str, **values: object) -> None:
    """Write one line; what is empty is left out. Where requests come from is added by who knows them."""
    logger.info(event, extra={"trail": {name: value for name, value in values.items() if value is not None}})


def record(*, kind: TrailKind, who: int, address: str, page: str, url_kwargs: Mapping[str, object]) -> None:
    """Keep a doing. Where the database cannot take it, the log says so, and the person gets their answer."""
    about = " ".join(f"{name}={value}" for name, value in url_kwargs.items() if name != "slug")
    try:
        TrailEntry.objects.create(
            kind=kind.value,
            who_id=who,
            address=address[:60],
            page=page[:100],
            plan=str(url_kwargs.get("slug", ""))[:100],
            about=about[:200],
        )
    except DatabaseError:
        logger.exception("trail_not_kept")


def delete_old(*, now: datetime) -> int:
    """Delete what is older than TRAIL_DAYS, and count it."""
    old = TrailEntry.objects.filter(when__lt=now - timedelta(days=settings.TRAIL_DAYS))
    return old.delete()[0]
