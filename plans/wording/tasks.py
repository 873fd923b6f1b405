"""How is it told what is to be done in a round, and by when? The same words on the page and in the mails."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.domain.slots import Slot
from plans.domain.values import Period
from plans.enums import Measure
from plans.wording import figures
from plans.wording.problems import figure_name


def days_left(days: int) -> str:
    """ "3 dage tilbage", "Fristen er i dag", "2 dage over fristen"."""
    if days == 0:
        return _("Fristen er i dag")
    if days < 0:
        return ngettext("%(n)s dag over fristen", "%(n)s dage over fristen", -days) % {"n": -days}
    return ngettext("%(n)s dag tilbage", "%(n)s dage tilbage", days) % {"n": days}


def overdue(count: int) -> str:
    """ "2 mål er ikke sendt ind til fristen"."""
    pattern = ngettext(
        "%(n)s mål er ikke sendt ind til fristen", "%(n)s mål er ikke sendt ind til fristen", count
    )
    return pattern % {"n": count}


def handed_in(done: int, total: int) -> str:
    """ "3 af 5 mål er sendt ind"."""
    pattern = ngettext(
        "%(done)s af %(total)s mål er sendt ind", "%(done)s af %(total)s mål er sendt ind", total
    )
    return pattern % {"done": done, "total": total}


def approved(done: int, total: int) -> str:
    """ "3 af 5 mål er godkendt"."""
    pattern = ngettext(
        "%(done)s af %(total)s mål er godkendt", "%(done)s af %(total)s mål er godkendt", total
    )
    return pattern % {"done": done, "total": total}


def missing_figure(slot: Slot, measure: Measure, label: str) -> str:
    """ "Tallet for 2019 mangler"; with the indicator's name in a goal of several."""
    name = figure_name(slot, measure)
    if label:
        return _("%(name)s mangler: %(label)s") % {"name": name, "label": label}
    return _("%(name)s mangler") % {"name": name}


def missing_spending(count: int) -> str:
    """ "Forbrug mangler for 3 budgetposter"."""
    pattern = ngettext(
        "Forbrug mangler for %(n)s budgetpost", "Forbrug mangler for %(n)s budgetposter", count
    )
    return pattern % {"n": figures.number(count)}


def due_again(count: int, *, people: bool, year: Slot, period: Period) -> str:
    """ "2 personer, der ikke var talt med i 2018, indgår nu"; `year` None is told as the plan's years."""
    pattern = (
        ngettext(
            "%(n)s person, der ikke var talt med i %(year)s, indgår nu",
            "%(n)s personer, der ikke var talt med i %(year)s, indgår nu",
            count,
        )
        if people
        else ngettext(
            "%(n)s tilfælde, der ikke var talt med i %(year)s, indgår nu",
            "%(n)s tilfælde, der ikke var talt med i %(year)s, indgår nu",
            count,
        )
    )
    years = str(year) if year is not None else figures.years(period)
    return pattern % {"n": figures.number(count), "year": years}
