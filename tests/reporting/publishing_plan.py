"""A plan whose report can be published: one goal, its figure, an approved text, and a memo."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from plans.domain.values import Period
from plans.enums import RoundState, Status, SubmissionState
from plans.models import ActionPlan, Measurement, Publication, Report, ReportingRound, Submission
from plans.status_report import StatusReport, status_report
from reporting.publish.draft import draft_of
from reporting.publish.publishing import publish_report
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    IndicatorFactory,
    MeasurementFactory,
    ReportFactory,
    ReportingRoundFactory,
    ReportRowFactory,
    ReportTableFactory,
    ResultGoalFactory,
    StatusWordFactory,
    SubmissionFactory,
    TargetFactory,
    UserFactory,
)
from tests.plans.approved import approve_as_it_is
from vink.accounts.models import User

TODAY = date(2020, 2, 1)
NOW = datetime(2020, 2, 1, 9, 30, tzinfo=UTC)
WORDING = "10 målrettede dialogaktiviteter med borgere og lokale aktører"
URL = "/plans/vink/annex/2019/publications/"


@dataclass(frozen=True)
class PublishingPlan:
    """The plan's rows, and who publishes."""

    plan: ActionPlan
    round: ReportingRound
    report: Report
    figure: Measurement
    submission: Submission
    approver: User

    @property
    def status(self) -> StatusReport:
        """The report as it is now."""
        return status_report(self.plan, Period(2019, 2019), today=TODAY)

    def publish(self, number: int = 1, note: str = "") -> Publication:
        """Publish the report as it is now, when everything is approved so."""
        approve_as_it_is(self.round)
        return publish_report(
            by=self.approver, draft=draft_of(self.status), number=number, correction_note=note, now=NOW
        )


def publishing_plan() -> PublishingPlan:
    """15 dialogue activities of 10, approved, in a closed round."""
    plan = ActionPlanFactory.create(slug="vink")
    StatusWordFactory.create(plan=plan, status=Status.ACHIEVED, word="nået")
    goal = ResultGoalFactory.create(area=EffortAreaFactory.create(plan=plan), key="dialog", wording=WORDING)
    indicator = IndicatorFactory.create(goal=goal)
    TargetFactory.create(indicator=indicator, value=Decimal(10))
    round_ = ReportingRoundFactory.create(plan=plan, state=RoundState.CLOSED)
    figure = MeasurementFactory.create(indicator=indicator, as_of=round_.as_of, value=Decimal(15))
    submission = SubmissionFactory.create(
        round=round_,
        goal=goal,
        state=SubmissionState.APPROVED,
        commentary="<p>VINK afholdt i alt 15 dialogaktiviteter.</p>",
    )
    approve_as_it_is(round_)
    report = ReportFactory.create(
        round=round_, intro="<p>Nedenfor afrapporteres for 2019.</p>", sender="Center for Integration"
    )
    ReportRowFactory.create(table=ReportTableFactory.create(report=report), goal=goal)
    approver = UserFactory.create(approver=True, first_name="Anne", last_name="Lund")
    return PublishingPlan(plan, round_, report, figure, submission, approver)
