"""Where can one go from every page? The main menu, and whose Vink it is."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from plans.permissions import can_administer
from vink.accounts.models import User


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A place in the main menu; `current` where the reader is."""

    label: str
    url: str
    current: bool


def navigation(request: HttpRequest) -> dict[str, object]:
    """What `base.html` needs; nothing of the menu is shown to those who have not signed in."""
    context: dict[str, object] = {"site_organisation": settings.ORGANISATION}
    # An error page may be drawn before anybody was asked who they are.
    user = getattr(request, "user", None)
    if isinstance(user, User):
        context["navigation"] = _menu(user, request.path)
    return context


def _menu(user: User, path: str) -> list[MenuItem]:
    plans, administration = reverse("overview"), reverse("admin:index")
    items = [MenuItem(_("Handleplaner"), plans, path == plans)]
    if can_administer(user):
        items.append(MenuItem(_("Administration"), administration, False))
    return items
