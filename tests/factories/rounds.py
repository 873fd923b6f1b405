"""What is reported, and in which round?

Factories of reporting rounds, submissions and approvals, and of reports with tables and rows.
"""
# factory-boy types what a factory makes, not its declarations
# mypy: disable-error-code="no-untyped-call"

from datetime import date

from factory.declarations import SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from plans.enums import RoundState, Status, SubmissionState
from plans.models import Approval, Report, ReportingRound, ReportRow, ReportTable, Submission
from tests.factories.goals import ResultGoalFactory
from tests.factories.plans import ActionPlanFactory


class ReportingRoundFactory(DjangoModelFactory[ReportingRound]):
    """An open round for 2019, as of 15 January 2020 as the annex for 2019 is."""

    class Meta:
        model = ReportingRound

    plan = SubFactory(ActionPlanFactory)
    first_year = 2019
    last_year = SelfAttribute("first_year")
    as_of = date(2020, 1, 15)
    state = RoundState.OPEN


class SubmissionFactory(DjangoModelFactory[Submission]):
    """A draft on a goal of the round's own plan."""

    class Meta:
        model = Submission

    round = SubFactory(ReportingRoundFactory)
    goal = SubFactory(ResultGoalFactory, area__plan=SelfAttribute("...round.plan"))
    state = SubmissionState.DRAFT


class ApprovalFactory(DjangoModelFactory[Approval]):
    """What was approved of a goal, of which nothing more is known."""

    class Meta:
        model = Approval

    submission = SubFactory(SubmissionFactory)
    form = 1
    basis = "{}"
    status = Status.ACHIEVED


class ReportFactory(DjangoModelFactory[Report]):
    class Meta:
        model = Report

    round = SubFactory(ReportingRoundFactory)
    title = "Bilag 1. Afrapportering for 2019 på VINK handleplan 2018-2019"
    dated_on = date(2020, 1, 15)


class ReportTableFactory(DjangoModelFactory[ReportTable]):
    class Meta:
        model = ReportTable

    report = SubFactory(ReportFactory)
    order = Sequence(lambda n: n + 1)
    label = "Tabel 1"
    title = "Målrettet forebyggende indsats i civilsamfundet"
    column_heading = "Afrapportering 2019"


class ReportRowFactory(DjangoModelFactory[ReportRow]):
    """A goal's place in a table; `goal=` is the test's, of the plan that the report is about."""

    class Meta:
        model = ReportRow

    table = SubFactory(ReportTableFactory)
    goal = SubFactory(ResultGoalFactory, area__plan=SelfAttribute("...table.report.round.plan"))
    order = Sequence(lambda n: n + 1)
