"""A small plan for tests of the board: three areas on three levels, and a goal that two of them share."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.test import Client

from plans.models import ActionPlan, EffortArea, Measurement, ReportingRound, ResultGoal
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    GoalHeadingFactory,
    ReportingRoundFactory,
    SubmissionFactory,
)
from tests.plans.reported_plans import counted_goal, shared_goal

SLUG = "vink-2018-19"
BOARD = f"/plans/{SLUG}/board/"  # the address that leads to the page, and under which its files are
ADDRESS = f"/plans/{SLUG}/status/2019/"


@dataclass(frozen=True)
class BoardPlan:
    """In 2019: dialogue achieved (15 of 10), workshops 2 of 10, work 7 of 15 and shared, courses nothing."""

    plan: ActionPlan
    areas: tuple[EffortArea, EffortArea, EffortArea]
    round: ReportingRound
    dialogue: ResultGoal
    workshops: ResultGoal
    work: ResultGoal
    courses: ResultGoal


def board_plan() -> BoardPlan:
    plan = ActionPlanFactory.create(slug=SLUG)
    titles = {"preventive": "Åbne døre", "anticipatory": "Foregribende indsats", "interventive": "Exit"}
    first, second, third = (
        EffortAreaFactory.create(plan=plan, number=number, title=title, **{level: True})
        for number, (level, title) in enumerate(titles.items(), start=1)
    )
    heading = GoalHeadingFactory.create(area=first, text="Ærlig samtale")
    round_ = ReportingRoundFactory.create(plan=plan)
    made = BoardPlan(
        plan=plan,
        areas=(first, second, third),
        round=round_,
        dialogue=counted_goal(first, "dialogue", order=1, wording="Zoo", heading=heading),
        workshops=counted_goal(first, "workshops", order=2, wording="Ærø", value=2),
        work=shared_goal(
            second, "work", order=3, wording="Åben", numerator=7, denominator=15, further_areas=[third]
        ),
        courses=counted_goal(third, "courses", order=4, wording="Abe", value=None),
    )
    Measurement.objects.update(as_of=round_.as_of)  # in the round, which has all its figures but one
    SubmissionFactory.create(round=round_, goal=made.dialogue, commentary="<p>Afholdt.</p>")
    SubmissionFactory.create(round=round_, goal=made.work)
    return made


def asked(client: Client, **filters: str | list[str]) -> bytes:
    """The page of the status with these filters, dense."""
    address = f"/plans/{SLUG}/status/{filters.pop('period', '2019')}/"
    response = client.get(f"{address}?{urlencode({'view': 'dense', **filters}, doseq=True)}")
    assert response.status_code == 200, response.status_code
    return response.content
