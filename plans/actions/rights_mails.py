"""Who is told when an administrator gives or takes rights? Every other one, by mail and in the history.

So that nobody can let somebody in, or let themselves do more, without another who may do the same seeing it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from plans import queries
from plans.actions import history
from plans.actions.digest_mails import address
from plans.actions.outbox import put_into_outbox
from plans.models import Responsibility
from plans.permissions import NamedPerson, Person
from plans.wording import figures

NOTIFIED = "administrators_notified"  # what the history calls it


@dataclass(frozen=True, slots=True)
class ChangedRight:
    """One thing that a person may do otherwise than before, as it is read; "–" for nothing."""

    label: str
    before: str
    after: str


def notify_administrators(
    *, by: Person, person: NamedPerson, changes: Callable[[], Sequence[ChangedRight]]
) -> None:
    """Put a mail to each other administrator into the outbox, and who they are into the person's history.

    The person is not told by it: whoever makes a second administrator must not be the only one to know.
    `changes` writes what has changed, in the language of each reader.
    """
    others = queries.administrators_with_address(but=(by.pk, person.pk))
    if not others:
        return
    row = get_user_model()._default_manager.get(pk=person.pk)
    by_name = get_user_model()._default_manager.get(pk=by.pk).display_name
    for language in sorted({each.language for each in others}):
        with translation.override(language):
            context = {
                "by": by_name,
                "name": person.display_name,
                "day": figures.day(timezone.localdate()),
                "changes": changes(),
                "url": address(reverse("admin:accounts_user_change", args=[person.pk])),
            }
            put_into_outbox(
                "plans/mail/rights",
                context,
                addresses=[each.email for each in others if each.language == language],
                subject=_("Vink: rettigheder er ændret for %(name)s") % {"name": person.display_name},
                language=language,
                day=timezone.localdate(),
            )
    names = ", ".join(each.display_name for each in others)
    history.note(row, NOTIFIED, "", names, by=by, plan=None)


def notify_of_responsibility(
    *, by: Person, before: Responsibility | None, after: Responsibility | None
) -> None:
    """The same for an area that is given, for another time than before, or taken back."""
    given = after or before
    if given is None:
        return

    def changes() -> list[ChangedRight]:
        label = _("Ansvar for %(area)s (%(plan)s)") % {"area": given.area, "plan": given.area.plan}
        return [ChangedRight(label, _time(before), _time(after))]

    notify_administrators(by=by, person=given.user, changes=changes)


def who_is_notified(*, by: Person, person_id: int | None = None) -> str:
    """Who would be told if `by` changed the person's rights, in a sentence for `by`."""
    others = queries.administrators_with_address(but=[by.pk, *([person_id] if person_id else [])])
    if not others:
        return _(
            "Der er ingen anden administrator, som har en mailadresse og har valgt sin adgangskode. Ændrer"
            " du nogens rolle, adgang eller ansvar, får ingen besked; det står kun i historikken."
        )
    names = ", ".join(each.display_name for each in others)
    return _("Ændrer du nogens rolle, adgang eller ansvar, får %(names)s besked på mail.") % {"names": names}


def _time(given: Responsibility | None) -> str:
    if given is None:
        return "–"
    if given.ends_on is None:
        return _("fra %(first)s") % {"first": figures.day(given.starts_on)}
    return figures.days(given.starts_on, given.ends_on)
