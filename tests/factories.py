"""How does a test get the rows that it needs? One factory a table; what a test leaves out has a likely value.

Call `.create(…)`, which mypy follows. A goal, an indicator and so on belong to the plan of their area: pass
`area=` (or `area__plan=plan`), never a plan beside it. Orders, numbers and keys count up by themselves.
"""
# factory-boy types what a factory makes, not its declarations
# mypy: disable-error-code="no-untyped-call"

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from factory.declarations import LazyAttribute, PostGeneration, SelfAttribute, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory, Password

from plans.enums import Accumulation, Measure, Role, RoundState, SubmissionState
from plans.models import (
    ActionPlan,
    EffortArea,
    Exclusion,
    GoalHeading,
    Indicator,
    Measurement,
    Report,
    ReportingRound,
    ReportRow,
    ReportTable,
    Responsibility,
    ResultGoal,
    StatusWord,
    Submission,
    Target,
)
from vink.accounts.models import User

PASSWORD = "brolægning-i-regnvejr"


class UserFactory(DjangoModelFactory[User]):
    """A reader; `contributor=True`, `approver=True` or `administrator=True` for the other roles."""

    class Meta:
        model = User

    class Params:
        contributor = Trait(role=Role.CONTRIBUTOR)
        approver = Trait(role=Role.APPROVER)
        administrator = Trait(role=Role.ADMINISTRATOR)

    username = Sequence(lambda n: f"person{n}")
    first_name = "Karin"
    last_name = Sequence(lambda n: f"Holm {n}")
    password = Password(PASSWORD)
    role = Role.READER


class ActionPlanFactory(DjangoModelFactory[ActionPlan]):
    """A plan of 2018 and 2019, with the usual tolerance: less than 15 percent of the target."""

    class Meta:
        model = ActionPlan

    title = "VINK handleplan 2018-2019"
    slug = Sequence(lambda n: f"plan-{n}")
    starts_on = date(2018, 1, 1)
    ends_on = date(2019, 12, 31)


class StatusWordFactory(DjangoModelFactory[StatusWord]):
    """A plan's own word for a status; `status=` and `word=` are the test's."""

    class Meta:
        model = StatusWord

    plan = SubFactory(ActionPlanFactory)


class EffortAreaFactory(DjangoModelFactory[EffortArea]):
    class Meta:
        model = EffortArea

    plan = SubFactory(ActionPlanFactory)
    number = Sequence(lambda n: n + 1)
    title = "Målrettet forebyggende indsats i civilsamfundet"


class ResponsibilityFactory(DjangoModelFactory[Responsibility]):
    """An area given to a contributor, from before every plan and without an end."""

    class Meta:
        model = Responsibility

    user = SubFactory(UserFactory, contributor=True)
    area = SubFactory(EffortAreaFactory)
    starts_on = date(2009, 1, 1)


class GoalHeadingFactory(DjangoModelFactory[GoalHeading]):
    class Meta:
        model = GoalHeading

    area = SubFactory(EffortAreaFactory)
    order = Sequence(lambda n: n + 1)
    text = "Understøttelse af koordineringsenhedens mål"


def _share_with(goal: ResultGoal, _create: bool, areas: Iterable[EffortArea] | None, **_extra: Any) -> None:
    goal.further_areas.set(areas or [])


class ResultGoalFactory(DjangoModelFactory[ResultGoal]):
    """A goal without indicators; `further_areas=[…]` shares it."""

    class Meta:
        model = ResultGoal
        skip_postgeneration_save = True

    area = SubFactory(EffortAreaFactory)
    plan = SelfAttribute("area.plan")
    key = Sequence(lambda n: f"goal-{n}")
    order = Sequence(lambda n: n + 1)
    wording = "10 målrettede dialogaktiviteter med borgere og lokale aktører"

    further_areas = PostGeneration(_share_with)


class IndicatorFactory(DjangoModelFactory[Indicator]):
    """A count that is summed over years; `share=True` or `judgement=True` for the other measures."""

    class Meta:
        model = Indicator

    class Params:
        share = Trait(measure=Measure.SHARE, accumulation=Accumulation.POOLED, counts_people=True)
        judgement = Trait(measure=Measure.JUDGEMENT, accumulation=Accumulation.LATEST)

    goal = SubFactory(ResultGoalFactory)
    order = Sequence(lambda n: n + 1)
    measure = Measure.COUNT
    accumulation = Accumulation.SUM


class TargetFactory(DjangoModelFactory[Target]):
    """10 in 2019; `year=None` for the whole plan."""

    class Meta:
        model = Target

    indicator = SubFactory(IndicatorFactory)
    year = 2019
    value = Decimal(10)


class MeasurementFactory(DjangoModelFactory[Measurement]):
    """15 in 2019, as of its last day; the 15 gives way to any other way of giving the figure."""

    class Meta:
        model = Measurement

    indicator = SubFactory(IndicatorFactory)
    year = 2019
    as_of = date(2019, 12, 31)
    numerator = None
    denominator = None
    percentage = None
    judged = ""
    under_way = False
    unmeasurable = ""
    value = LazyAttribute(
        lambda figure: (
            None
            if figure.denominator is not None
            or figure.percentage is not None
            or figure.judged
            or figure.under_way
            or figure.unmeasurable
            else Decimal(15)
        )
    )
    reason = LazyAttribute(lambda figure: "Ikke afholdt" if figure.unmeasurable else "")


class ExclusionFactory(DjangoModelFactory[Exclusion]):
    class Meta:
        model = Exclusion

    measurement = SubFactory(MeasurementFactory, numerator=3, denominator=4)
    order = Sequence(lambda n: n + 1)
    count = 1
    reason = "fraflyttet"


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
