"""Who stored something last, and when? Told to a person, whom it names as themself."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from plans import queries
from plans.actions.history import kind_of
from plans.models import BudgetLine, Change, Measurement, Submission
from plans.permissions import Person
from plans.wording import figures

# What is said of a goal in one row: each is changed by itself.
TEXT_FIELDS = ("sub_heading", "commentary", "footnote")
JUDGEMENT_FIELDS = ("override", "override_reason")


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who and when: "Karin Holm, 15. januar 2020 kl. 10.42", and whether it was the person who reads it."""

    who: str
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Two values, of which the person chooses one; `current` is the version of the stored one."""

    mine: str
    theirs: str
    last: LastChange
    current: int | None  # None where the stored one was taken away

    @property
    def is_removed(self) -> bool:
        """Whether somebody took the stored one away."""
        return self.current is None


def last_change(
    row: Measurement | Submission | BudgetLine, person: Person, fields: Collection[str] = ()
) -> LastChange:
    """Who stored the figure, text or amount as it is; with `fields`, who changed one of these last."""
    return change_text(queries.latest_change(kind_of(row), row.pk, fields), person)


def change_text(change: Change | None, person: Person) -> LastChange:
    """Who made the change, and when."""
    if change is None:
        return LastChange(_("Hentet fra en fil"), is_own=False)
    is_own = change.who_id is not None and change.who_id == person.pk
    if is_own:
        who = _("dig selv")
    elif change.who:
        who = change.who.display_name
    else:
        who = _("Hentet fra en fil")
    when = timezone.localtime(change.when)
    text = _("%(who)s, %(day)s kl. %(time)s") % {
        "who": who,
        "day": figures.day(when.date()),
        "time": date_format(when, "TIME_FORMAT"),
    }
    return LastChange(text, is_own)
