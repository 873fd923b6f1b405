"""Which rows of rounds, reports, publications, budgets and decisions does the database refuse?

For each constraint a row that breaks it, and rows just within it that are allowed.
"""

from collections.abc import Callable
from datetime import date

from django.db import connection

from plans import publication_guard
from plans.enums import Status
from tests.factories import (
    BudgetLineFactory,
    BudgetTableFactory,
    DecisionRemarkFactory,
    DecisionVoteFactory,
    DraftFactory,
    KeyFigureFactory,
    KeyFigurePartFactory,
    PublicationFactory,
    PublicationShareFactory,
    ReportFactory,
    ReportingRoundFactory,
    ReportRowFactory,
    ReportTableFactory,
    ResultGoalFactory,
    SubmissionFactory,
)
from tests.plans.broken_rows import Allowed, Broken, twice, two

DAY = date(2018, 1, 1)
BEFORE = date(2017, 12, 31)


def _round(**values: object) -> Callable[[], object]:
    return lambda: ReportingRoundFactory.create(**values)


def _submission(**values: object) -> Callable[[], object]:
    return lambda: SubmissionFactory.create(**values)


def _override(
    status: str = Status.ACHIEVED, reason: str = "6 moskeer", replaced: str = Status.NOT_ACHIEVED
) -> Callable[[], object]:
    return _submission(override=status, override_reason=reason, override_replaced=replaced)


def _line(**values: object) -> Callable[[], object]:
    return lambda: BudgetLineFactory.create(**values)


def _two_first_versions() -> None:
    # On SQLite the guard refuses the second version before the constraint could.
    publication_guard.GUARD.remove(connection)
    first = PublicationFactory.create()
    PublicationFactory.create(report=first.report)


def _a_goal_in_two_places() -> None:
    row = ReportRowFactory.create()
    ReportRowFactory.create(table=row.table, goal=row.goal)


def _a_goal_of_two_rounds() -> None:
    first = SubmissionFactory.create()
    SubmissionFactory.create(goal=first.goal, round__plan=first.goal.plan, round__first_year=2018)


def _two_goals_in_one_place() -> None:
    row = ReportRowFactory.create()
    goal = ResultGoalFactory.create(area=row.goal.area)
    ReportRowFactory.create(table=row.table, goal=goal, order=row.order)


BROKEN = [
    Broken(
        "round_once_a_date",
        "two rounds of a day",
        twice(ReportingRoundFactory, "plan", "first_year", "last_year", "as_of"),
    ),
    Broken("round_ends_after_it_starts", "2019 to 2018", _round(first_year=2019, last_year=2018)),
    Broken("round_state", "unknown", _round(state="paused")),
    Broken("submission_once_a_goal", "two of a goal", twice(SubmissionFactory, "round", "goal")),
    Broken("submission_override", "unknown", _override(status="reached")),
    Broken("submission_override_replaced", "unknown", _override(replaced="missed")),
    Broken("submission_state", "unknown", _submission(state="printed")),
    Broken("submission_override_with_reason", "without a reason", _override(reason="")),
    Broken("submission_override_with_reason", "without what it replaced", _override(replaced="")),
    Broken("submission_override_with_reason", "a reason without a status", _override("", "6 moskeer", "")),
    Broken("submission_override_with_reason", "a status replaced by none", _override("", "")),
    Broken("draft_once_a_place", "two of a person", twice(DraftFactory, "user", "key")),
    Broken("Report.round", "two memos of a round", twice(ReportFactory, "round")),
    Broken(
        "report_table_order_once_a_report", "two in one place", twice(ReportTableFactory, "report", "order")
    ),
    Broken("report_row_order_once_a_table", "two in one place", _two_goals_in_one_place),
    Broken("report_row_goal_once_a_table", "a goal in two places", _a_goal_in_two_places),
    Broken("publication_number_once_a_report", "two first versions", _two_first_versions),
    Broken(
        "publication_correction_explained",
        "a second version without a note",
        lambda: PublicationFactory.create(number=2),
    ),
    Broken("PublicationShare.digest", "two shares at one address", twice(PublicationShareFactory, "token")),
    Broken("key_figure_order_once_a_plan", "two in one place", twice(KeyFigureFactory, "plan", "order")),
    Broken(
        "key_figure_ends_after_it_starts",
        "ends the day before",
        lambda: KeyFigureFactory.create(starts_on=DAY, ends_on=BEFORE),
    ),
    Broken(
        "key_figure_part_order_once", "two in one place", twice(KeyFigurePartFactory, "key_figure", "order")
    ),
    Broken("budget_table_order_once_a_plan", "two in one place", twice(BudgetTableFactory, "plan", "order")),
    Broken("budget_line_order_once_a_table", "two in one place", twice(BudgetLineFactory, "table", "order")),
    Broken("budget_line_years", "2019 to 2018", _line(first_year=2019, last_year=2018)),
    Broken("budget_line_of_something", "neither an area nor a category", _line(category="")),
    Broken("budget_line_kind", "unknown", _line(kind="saved")),
    Broken("vote_once_a_side", "one side twice", twice(DecisionVoteFactory, "decision", "side")),
    Broken("vote_side", "unknown", lambda: DecisionVoteFactory.create(side="absent")),
    Broken(
        "remark_order_once_a_decision", "two in one place", twice(DecisionRemarkFactory, "decision", "order")
    ),
]

ALLOWED = [
    Allowed(
        "round_once_a_date",
        "a year again on another day",
        two(ReportingRoundFactory, "plan", "first_year", as_of=date(2020, 3, 1)),
    ),
    Allowed("submission_once_a_goal", "a goal in two rounds", _a_goal_of_two_rounds),
    Allowed("submission_override_with_reason", "all three", _override()),
    Allowed(
        "publication_correction_explained",
        "a second version with a note",
        lambda: PublicationFactory.create(number=2, correction_note="Tal for mål 3 rettet"),
    ),
    Allowed(
        "publication_number_once_a_report",
        "a second version",
        two(PublicationFactory, "report", number=2, correction_note="Tal for mål 3 rettet"),
    ),
    Allowed(
        "key_figure_ends_after_it_starts",
        "of one day",
        lambda: KeyFigureFactory.create(starts_on=DAY, ends_on=DAY),
    ),
    Allowed("budget_line_years", "of one year", _line(first_year=2019, last_year=2019)),
]
