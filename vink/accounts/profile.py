"""Which areas are given to a person? By plan, with the time for which they are."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from plans.models import Responsibility
from plans.wording import figures
from vink.accounts.models import User


@dataclass(frozen=True, slots=True)
class GivenArea:
    """An area given to a person: in which plan, and for how long."""

    plan: str
    area: str
    time: str


def areas_given(user: User, *, today: date) -> list[GivenArea]:
    """The areas that are the person's today or will be; those that were are left out."""
    given = (
        Responsibility.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), user=user)
        .select_related("area__plan")
        .order_by("-area__plan__starts_on", "area__number", "starts_on")
    )
    return [
        GivenArea(
            plan=each.area.plan.title,
            area=f"{each.area.number}. {each.area.title}",
            time=_time(each, today=today),
        )
        for each in given
    ]


def _time(given: Responsibility, *, today: date) -> str:
    if given.ends_on is not None:
        both = {"first": figures.day(given.starts_on), "last": figures.day(given.ends_on)}
        return _("%(first)s – %(last)s") % both
    template = _("siden %(first)s") if given.starts_on <= today else _("fra %(first)s")
    return template % {"first": figures.day(given.starts_on)}
