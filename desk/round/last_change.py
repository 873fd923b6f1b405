"""Who stored a figure, a text or an amount as it is now, and when?"""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from plans import queries
from plans.actions.history import kind_of
from plans.models import BudgetLine, Measurement, Submission
from plans.wording import figures


def who_and_when(row: Measurement | Submission | BudgetLine) -> str:
    """Who stored the figure, text or amount as it is, and when: "Karin Holm, 15. januar 2020 kl. 10.42"."""
    change = queries.latest_change(kind_of(row), row.pk)
    if change is None:
        return _("Hentet fra en fil")
    when = timezone.localtime(change.when)
    who = change.who.display_name if change.who else _("Hentet fra en fil")
    return _("%(who)s, %(day)s kl. %(time)s") % {
        "who": who,
        "day": figures.day(when.date()),
        "time": date_format(when, "TIME_FORMAT"),
    }
