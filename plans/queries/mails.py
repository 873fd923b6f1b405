"""Which mails wait to be sent, when was each person last reminded, and who can be?

Reads outgoing mails, each person's latest digest, and the people who have areas or approve.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Max, Q, QuerySet

from plans.enums import Role
from plans.models import OutgoingMail


def last_digests(users: Collection[int]) -> dict[int, tuple[date, datetime]]:
    """The day of each person's latest digest, and when it was written."""
    rows = OutgoingMail.objects.filter(user__in=users).order_by().values("user_id")
    latest = rows.annotate(last_day=Max("day"), last_made=Max("made_at"))
    return {user: (day, made) for user, day, made in latest.values_list("user_id", "last_day", "last_made")}


def unsent_mails() -> QuerySet[OutgoingMail]:
    """Mails not sent yet, the oldest first; none to people who are deactivated or have no address."""
    is_of_somebody = Q(user__is_active=True) & ~Q(user__email="")
    mails = OutgoingMail.objects.filter(Q(user=None) | is_of_somebody, sent_at=None)
    mails = mails.select_related("user")
    return mails.order_by("day", "pk")


def mails_to_claim(now_free: datetime) -> QuerySet[OutgoingMail]:
    """Unsent mails that nobody is sending; a claim from before `now_free` was left by a sender that died."""
    return unsent_mails().filter(Q(claimed_at=None) | Q(claimed_at__lt=now_free))


def people_to_remind(responsible: Collection[int]) -> list[Any]:
    """Those who have areas, by their ids, and every approver; the deactivated are among them."""
    people = get_user_model().objects.filter(Q(pk__in=responsible) | Q(role=Role.APPROVER))
    return list(people.order_by("username"))
