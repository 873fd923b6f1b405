"""When was somebody here before this visit? Noted so that the front page can say what changed since."""

from datetime import datetime, timedelta

from plans.models import Visit
from plans.permissions import Person

# Somebody who is away for so long comes back for a new visit.
AWAY = timedelta(minutes=30)
# Within a visit it is enough to note it now and then.
_NOTED_EVERY = timedelta(minutes=1)


def note_visit(*, by: Person, now: datetime) -> datetime | None:
    """Note that `by` is here `now`, and give when they were here before this visit; None the first time.

    A visit lasts for as long as somebody is never away for more than `AWAY`. Two pages opened at once are one
    visit: only the one that finds the row as it read it writes.
    """
    visit, is_new = Visit.objects.get_or_create(user_id=by.pk, defaults={"latest_at": now})
    away = now - visit.latest_at
    if is_new or away < _NOTED_EVERY:
        return visit.previous_at
    previous = visit.latest_at if away > AWAY else visit.previous_at
    seen = Visit.objects.filter(pk=visit.pk, latest_at=visit.latest_at)
    if seen.update(previous_at=previous, latest_at=now):
        return previous
    return Visit.objects.values_list("previous_at", flat=True).get(pk=visit.pk)
