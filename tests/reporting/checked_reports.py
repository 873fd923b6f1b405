"""How does a test get a report that the checks find nothing against?

`CheckedReport` builds a plan with a complete, approved report for 2019, and gives what the checks find once a
test has changed it.
"""

from plans import queries
from plans.enums import SubmissionState
from plans.findings import Finding, findings
from plans.models import ActionPlan, Report, ReportTable, ResultGoal, Submission
from plans.status_report import StatusReport
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
    SubmissionFactory,
    TargetFactory,
)
from tests.plans.approved import approve_as_it_is
from tests.plans.reported_plans import report_on


class CheckedReport:
    """A report for 2019 with one table; every goal that is added stands in it, approved."""

    def __init__(self) -> None:
        self.plan: ActionPlan = ActionPlanFactory.create(slug="vink")
        self.area = EffortAreaFactory.create(plan=self.plan, number=1)
        self.report: Report = ReportFactory.create(round=ReportingRoundFactory.create(plan=self.plan))
        self.table: ReportTable = ReportTableFactory.create(report=self.report, order=1, label="Tabel 1")

    @property
    def address(self) -> str:
        return "/plans/vink/annex/2019/checks/"

    @property
    def memo(self) -> Report:
        memo = queries.report_of(self.report.round)
        assert memo is not None
        return memo

    @property
    def status(self) -> StatusReport:
        return report_on(self.plan)

    def add_goal(
        self, key: str, text: str = "", *, share: bool = False, people: bool = False, **figure: object
    ) -> ResultGoal:
        """A goal of 10, or of 70 percent with `share`; `figure` is what was measured, `text` what is said."""
        goal = ResultGoalFactory.create(area=self.area, key=key, wording=f"Mål {key}")
        indicator = IndicatorFactory.create(
            goal=goal, share=share, unit="borgere" if share else "aktiviteter"
        )
        if people or share:
            indicator.counts_people = people
            indicator.save()
        TargetFactory.create(indicator=indicator, value=70 if share else 10)
        if figure:
            MeasurementFactory.create(indicator=indicator, **figure)
        SubmissionFactory.create(
            round=self.report.round, goal=goal, commentary=text, state=SubmissionState.APPROVED
        )
        ReportRowFactory.create(table=self.table, goal=goal)
        approve_as_it_is(self.report.round)
        return goal

    def submission(self, goal: ResultGoal) -> Submission:
        return Submission.objects.get(goal=goal)

    def set_state(self, goal: ResultGoal, state: SubmissionState) -> None:
        Submission.objects.filter(goal=goal).update(state=state)

    def found(self) -> list[Finding]:
        """What the checks find once everything is approved as it is."""
        approve_as_it_is(self.report.round)
        return findings(self.status, self.memo)

    def codes(self) -> list[str]:
        return [finding.code for finding in self.found()]

    def only(self) -> Finding:
        """The one thing that is found."""
        (finding,) = self.found()
        return finding
