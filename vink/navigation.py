"""Where can one go from every page? The main menu, and whose Vink it is."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from plans import queries
from plans.actions.redaction_people import is_officer
from plans.enums import Role
from plans.permissions import can_administer, has_tasks
from plans.tasks.approvals import waiting_for
from vink.accounts.models import User


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A place in the main menu; `current` where the reader is, `count` what waits there."""

    label: str
    url: str
    current: bool
    count: int = 0


def navigation(request: HttpRequest) -> dict[str, object]:
    """What `base.html` needs; nothing of the menu is shown to those who have not signed in."""
    context: dict[str, object] = {
        "site_organisation": settings.ORGANISATION,
        "accessibility_statement": reverse("accessibility"),
    }
    # An error page may be drawn before anybody was asked who they are.
    user = getattr(request, "user", None)
    if isinstance(user, User):
        # Asked for by whole pages only: a part of a page needs no count of what waits.
        context["navigation"] = SimpleLazyObject(lambda: _menu(user, request.path))
    return context


def _menu(user: User, path: str) -> list[MenuItem]:
    plans, compare = reverse("overview"), reverse("compare")
    tasks, administration, trail = reverse("tasks"), reverse("admin:index"), reverse("trail")
    items = [
        MenuItem(_("Handleplaner"), plans, path == plans),
        MenuItem(_("Sammenlign"), compare, path == compare),
    ]
    if has_tasks(user):
        items.insert(0, MenuItem(_("Mine opgaver"), tasks, path == tasks, _waiting_for(user)))
    if can_administer(user):
        items.append(MenuItem(_("Administration"), administration, False))
    elif is_officer(user):
        items.append(MenuItem(_("Hændelseslog"), trail, path == trail))
    return items


def _waiting_for(user: User) -> int:
    """How many goals the person is to hand in, to approve, or to give to somebody."""
    today = timezone.localdate()
    if user.role == Role.CONTRIBUTOR:
        return queries.goals_to_hand_in(user.pk, today)
    return (
        queries.goals_of_nobody(today) if can_administer(user) else waiting_for(user, today=today).for_person
    )
