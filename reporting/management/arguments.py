"""What do the report commands have in common? A plan by its slug and a period, or a clear error."""

from argparse import ArgumentTypeError
from datetime import date

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from plans import queries
from plans.domain.values import Period
from plans.status_report import StatusReport, status_report


def add_plan_and_period(parser: CommandParser) -> None:
    """The arguments SLUG and --period."""
    parser.add_argument("slug", help="planens adresse, fx vink-2018-19")
    parser.add_argument("--period", required=True, type=_period, help="2019 eller 2016-2017")


def requested_report(slug: str, period: Period, as_of: date | None = None) -> StatusReport:
    """The status report that a command asks for; CommandError when there is no such plan or period."""
    plan = queries.plan_by_slug(slug)
    if plan is None:
        known = ", ".join(plan.slug for plan in queries.all_plans()) or "ingen"
        raise CommandError(f"Der er ingen handleplan med adressen {slug}. Planer: {known}.")
    try:
        return status_report(plan, period, today=timezone.localdate(), as_of=as_of)
    except ValueError as error:
        raise CommandError(f"Planen {slug} løber i {plan.period}, ikke i {period}.") from error


def day(text: str) -> date:
    """A date written 2019-12-31."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"en dato skrives 2019-12-31, ikke {text}") from error


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except ValueError as error:
        raise ArgumentTypeError(f"en periode skrives 2019 eller 2016-2017, ikke {text}") from error
