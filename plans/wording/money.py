"""How are amounts, what is left of them, and what is over told? In the words of budget tables."""

from decimal import Decimal

from django.utils.translation import gettext as _

from plans.domain.spending import Tally
from plans.domain.values import Period
from plans.models import BudgetLine
from plans.wording import figures


def amount(value: Decimal | None, *, decimals: int = 0) -> str:
    """ "1,8", or a dash; below 0 with a minus. With at least so many `decimals`, as its column has."""
    return figures.NO_FIGURE if value is None else figures.number(value, at_least=decimals)


def unit(stored: str) -> str:
    """What the amounts of a table are in, "mio. kr.": kroner in the reader's language, others as they are."""
    return _kroner().get(stored, (stored, ""))[0]


def in_unit(written: str, stored: str) -> str:
    """An amount that is written out with its unit: "3,2 mio. kr."."""
    pattern = _kroner().get(stored, ("", ""))[1]
    return pattern % {"amount": written} if pattern else f"{written} {stored}".strip()


def _kroner() -> dict[str, tuple[str, str]]:
    """What stands alone and what stands with an amount, by the unit as plans have it."""
    return {
        "kr.": (_("kr."), _("%(amount)s kr.")),
        "mio. kr.": (_("mio. kr."), _("%(amount)s mio. kr.")),
        "mia. kr.": (_("mia. kr."), _("%(amount)s mia. kr.")),
    }


def share(tally: Tally) -> str:
    """ "77 pct.", with decimals where it would else look like all of it; empty where there is none."""
    return "" if tally.share is None else figures.percent(tally.share)


def balance(tally: Tally) -> str:
    """ "0,7 tilbage (77 pct. brugt)", "0,2 over budgettet (104 pct. brugt)"; empty where it is not known."""
    left = tally.remaining
    if left is None:
        return ""
    values = {"amount": figures.number(abs(left)), "share": share(tally)}
    if not values["share"]:
        return (_("%(amount)s over budgettet") if left < 0 else _("%(amount)s tilbage")) % values
    if left < 0:
        return _("%(amount)s over budgettet (%(share)s brugt)") % values
    return _("%(amount)s tilbage (%(share)s brugt)") % values


def spent_of(spent: Decimal | None, budget: Decimal | None) -> str:
    """ "2,3 af 3"."""
    return _("%(spent)s af %(budget)s") % {"spent": amount(spent), "budget": amount(budget)}


def subject(line: BudgetLine) -> str:
    """What a line is about: its category or its area."""
    return line.category or (line.area.title if line.area else "")


def post_name(line: BudgetLine) -> str:
    """The whole name of a line: "Håndtering af bekymringer, Budget 2015, 2016"."""
    parts = [subject(line), line.funding if line.funding != line.category else ""]
    years = figures.years(Period(line.first_year, line.last_year))
    return ", ".join([*(part for part in parts if part), years])
