"""How is it told how long something can be opened without a sign-in?

The choices of who makes an access token or shares a version, and the day in a list.
"""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.domain.lifetimes import LIFETIMES
from plans.wording import figures

_MONTHS_IN_A_YEAR = 12


def choices() -> list[tuple[int, str]]:
    """The lifetimes to choose from, in months: "1 måned", "6 måneder", "1 år"."""
    return [(months, _time(months)) for months in LIFETIMES]


def until(expires_on: date, *, today: date) -> str:
    """ "Udløber 30.11.2027", or that it has expired."""
    template = _("Udløber %(day)s") if expires_on >= today else _("Udløb %(day)s og virker ikke længere")
    return template % {"day": figures.short_day(expires_on)}


def _time(months: int) -> str:
    years, rest = divmod(months, _MONTHS_IN_A_YEAR)
    if rest:
        return ngettext("%(n)s måned", "%(n)s måneder", months) % {"n": months}
    return ngettext("%(n)s år", "%(n)s år", years) % {"n": years}
