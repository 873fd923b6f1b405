"""A plan to enter figures for: three areas of VINK 2018–19 in short, with last year's figures."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.enums import Status
from plans.models import ActionPlan, EffortArea, Indicator, ReportingRound, ResultGoal
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    IndicatorFactory,
    MeasurementFactory,
    ReportingRoundFactory,
    ResponsibilityFactory,
    ResultGoalFactory,
    StatusWordFactory,
    TargetFactory,
    UserFactory,
)
from vink.accounts.models import User

DIALOGUE = "10 målrettede dialogaktiviteter med borgere og lokale aktører"
EMPLOYED = (
    "70 pct. af alle borgere, der gennemfører 1-1 forløb, er i enten uddannelse eller beskæftigelse indenfor"
    " 12 måneder"
)
ADVICE = "Sparring ved bekymring"
LAST_YEAR = date(2019, 1, 15)


@dataclass(frozen=True)
class EntryPlan:
    """The plan, who enters the figures of areas 1 and 2, and who enters those of area 3."""

    plan: ActionPlan
    round: ReportingRound
    karin: User
    bo: User
    dialogue: Indicator
    employed: Indicator
    advice: Indicator
    others: Indicator

    @property
    def address(self) -> str:
        return f"/plans/{self.plan.slug}/entry/2019/"


def entry_plan() -> EntryPlan:
    """A count of area 1, a share shared by areas 2 and 3, a judgement of area 2, and a count of area 3."""
    plan = ActionPlanFactory.create(slug="vink")
    StatusWordFactory.create(plan=plan, status=Status.ACHIEVED, word="indfriet")
    first, second, third = (
        EffortAreaFactory.create(plan=plan, number=number, title=title)
        for number, title in enumerate(
            ["Målrettet forebyggende indsats", "Foregribende indsats", "Indgribende indsats"], start=1
        )
    )
    karin = UserFactory.create(contributor=True, username="karin", first_name="Karin", last_name="Holm")
    bo = UserFactory.create(contributor=True, username="bo", first_name="Bo", last_name="Lund")
    for user, area in [(karin, first), (karin, second), (bo, third)]:
        ResponsibilityFactory.create(user=user, area=area)
    dialogue = IndicatorFactory.create(goal=_goal(first, DIALOGUE), unit="aktiviteter")
    employed = IndicatorFactory.create(goal=_goal(second, EMPLOYED, third), share=True)
    advice = IndicatorFactory.create(goal=_goal(second, ADVICE), judgement=True)
    others = IndicatorFactory.create(goal=_goal(third, "5 exitforløb"))
    for indicator, target in [(dialogue, 10), (employed, 70), (others, 5)]:
        TargetFactory.create(indicator=indicator, value=Decimal(target))
    TargetFactory.create(indicator=advice, value=None, text="Al sparring, der bedes om")
    MeasurementFactory.create(indicator=dialogue, year=2018, as_of=LAST_YEAR, value=Decimal(12))
    round_ = ReportingRoundFactory.create(plan=plan)
    return EntryPlan(plan, round_, karin, bo, dialogue, employed, advice, others)


def _goal(area: EffortArea, wording: str, *shared: EffortArea) -> ResultGoal:
    return ResultGoalFactory.create(area=area, wording=wording, further_areas=shared)


def further_goals(there: EntryPlan, count: int) -> None:
    """Give Karin so many more goals, each in an area of its own and with its figure."""
    for _ in range(count):
        area = EffortAreaFactory.create(plan=there.plan)
        ResponsibilityFactory.create(user=there.karin, area=area)
        indicator = IndicatorFactory.create(goal__area=area)
        TargetFactory.create(indicator=indicator)
        MeasurementFactory.create(indicator=indicator, as_of=there.round.as_of)
