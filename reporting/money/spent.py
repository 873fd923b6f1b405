"""What was spent of each budget table, and do areas and frame agree on it?

`spent_lines` sums the amounts of each table by period; `disagreements` names the years in which areas and
staff have spent something else than the frame that they divide.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans.domain.spending import Tally
from plans.domain.values import Period
from plans.enums import AmountKind
from plans.models import BudgetLine
from plans.queries import spending_posts
from plans.wording import figures, money
from reporting.plan_page.budget import Sheet, Sum, added, come_to
from reporting.plan_page.budget_frame import frame_roles


@dataclass(frozen=True, slots=True)
class SpentLine:
    """A table's amounts in a period, None of all of them; `posts` are its budget lines without an amount."""

    sheet: Sheet
    period: Period | None
    tally: Tally
    carried_over: Sum
    expected: Sum
    expected_qualifier: str
    unreported: int  # lines with money of which nobody has said what was spent
    asked: int

    @property
    def has_more_than_budget(self) -> bool:
        """Whether anything was spent, expected or carried over."""
        return any(each is not None for each in (self.tally.spent, self.carried_over, self.expected))


def spent_lines(sheets: Iterable[Sheet]) -> list[SpentLine]:
    """The periods of the tables of which something was spent, expected or carried over; then their sums."""
    found = []
    for each in sheets:
        lines = [_line(each, period) for period in each.periods]
        if any(line.has_more_than_budget for line in lines):
            found += lines
            found += [_line(each, None)] if len(lines) > 1 else []
    return found


def disagreements(sheets: Sequence[Sheet]) -> list[str]:
    """Where areas and staff have spent something else than the frame that they divide, all being reported."""
    roles = frame_roles(sheets)
    if roles is None:
        return []
    sentences = []
    for period in roles.frame.periods:
        parts = (*roles.areas, *roles.staff)
        if any(_line(each, period).unreported for each in (roles.frame, *parts)):
            continue
        divided = come_to(parts, period, AmountKind.SPENT)
        whole = come_to([roles.frame], period, AmountKind.SPENT)
        if divided is not None and whole is not None and divided != whole:
            sentence = _(
                "%(years)s: forbruget på områder og årsværk giver tilsammen %(parts)s mod %(frame)s på"
                " rammens poster"
            )
            sentences.append(
                sentence
                % {
                    "years": figures.years(period),
                    "parts": figures.number(divided),
                    "frame": money.in_unit(figures.number(whole), roles.frame.table.unit),
                }
            )
    return sentences


def _line(each: Sheet, period: Period | None) -> SpentLine:
    def of_kind(kind: AmountKind) -> list[BudgetLine]:
        return [line for line in each.details if line.kind == kind and _is_of(line, period)]

    budget, spent, expected = (
        of_kind(kind) for kind in (AmountKind.BUDGET, AmountKind.SPENT, AmountKind.EXPECTED)
    )
    posts = spending_posts([*budget, *spent], period or each.whole)
    asked = [post for post in posts if post.tally.budget is not None]
    return SpentLine(
        sheet=each,
        period=period,
        tally=Tally(_sum(budget), _sum(spent)),
        carried_over=_sum(of_kind(AmountKind.CARRIED_OVER)) if period else None,
        expected=_sum(expected),
        expected_qualifier=next((line.qualifier for line in expected if line.qualifier), ""),
        unreported=sum(post.is_missing for post in asked),
        asked=len(asked),
    )


def _is_of(line: BudgetLine, period: Period | None) -> bool:
    return period is None or (line.first_year, line.last_year) == (period.first, period.last)


def _sum(lines: Iterable[BudgetLine]) -> Sum:
    return added(line.amount for line in lines)
