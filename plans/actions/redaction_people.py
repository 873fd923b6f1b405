"""Who decides a redaction? Somebody else than who asked, in no way the same hand, and never the officer.

Neither may have made the other's account, nor changed last what it may do or who gets into it, nor may that
have gone through other accounts (`queries.accounts_tied_to`). Otherwise one administrator could make two, ask
with one, and grant with the other. Where nobody is left to decide, the page says who could be.

The data protection officer is told of every redaction and decides none (GDPR, article 38(6)).
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import override

from plans import queries
from plans.enums import Role
from plans.models import Redaction
from plans.permissions import Person, can_edit_report, check_decides_redaction

_LONGEST_NAME = 200


def check_decides(by: Person, redaction: Redaction) -> None:
    """Raises PermissionDenied unless the person decides this redaction."""
    check_decides_redaction(by, redaction.asked_by_id)
    if problem := _problem(by, redaction):
        raise PermissionDenied(problem)


def check_still_decides(by: Person, redaction: Redaction) -> None:
    """As `check_decides`, with the role that the person has now, which the request may not know yet."""
    check_decides(get_user_model()._default_manager.get(pk=by.pk), redaction)


def check_undoes(by: Person) -> None:
    """Raises PermissionDenied unless the person may put back what was blanked by mistake."""
    if not can_edit_report(by):
        raise PermissionDenied(_("Det er kun godkendere og administratorer, der kan fortryde en sletning."))
    if is_officer(by):
        raise PermissionDenied(_officers_part())


def check_still_undoes(by: Person) -> None:
    """As `check_undoes`, with the role that the person has now."""
    check_undoes(get_user_model()._default_manager.get(pk=by.pk))


def may_undo(person: Person) -> bool:
    """Whether the person may put back what was blanked by mistake."""
    return can_edit_report(person) and not is_officer(person)


def name_and_role(person: Any) -> str:
    """The person by name and role, "Anne Lund (godkender)": kept as text, since both change."""
    with override("da"):
        return f"{person.display_name} ({person.get_role_display()})"[:_LONGEST_NAME]


def why_not(person: Person, redaction: Redaction) -> str:
    """Why the person does not decide this redaction; empty where they do."""
    try:
        check_decides(person, redaction)
    except PermissionDenied as refusal:
        return str(refusal)
    return ""


def redactions_to_decide(person: Person) -> list[Redaction]:
    """Those of all plans that wait for this person, the oldest first, with plan and who asked."""
    waiting = queries.waiting_redactions(but_of=person.pk) if can_edit_report(person) else []
    if not waiting or is_officer(person):
        return []
    tied = queries.accounts_tied_to(person.pk)
    return [each for each in waiting if each.asked_by_id not in tied]


def is_anybody_left(redaction: Redaction) -> bool:
    """Whether there is somebody who decides it."""
    tied = queries.accounts_tied_to(redaction.asked_by_id)
    people = get_user_model()._default_manager.filter(
        is_active=True, role__in=(Role.APPROVER, Role.ADMINISTRATOR)
    )
    untied = people.exclude(pk__in={*tied, redaction.asked_by_id})
    return any(not is_officer(person) for person in untied)


def is_officer(person: Any) -> bool:
    """Whether the person is the data protection officer, by their mail address."""
    officer = settings.DATA_PROTECTION_OFFICER.strip().casefold()
    return bool(officer) and person.email.strip().casefold() == officer


def _officers_part() -> str:
    return _("Databeskyttelsesrådgiveren får besked om sletninger og afgør dem ikke.")


def _problem(person: Any, redaction: Redaction) -> str:
    if is_officer(person):
        return _officers_part()
    if redaction.asked_by_id in queries.accounts_tied_to(person.pk):
        return _(
            "Du og den, der har bedt om sletningen, er ikke uafhængige: den ene har oprettet den andens"
            " bruger eller senest ændret dens rolle, adgang, adgangskode eller mailadresse, selv eller gennem"
            " andre brugere, eller den samme administrator kan logge ind som jer begge. En tredje skal afgøre"
            " sletningen."
        )
    return ""
