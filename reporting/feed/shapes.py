"""What does each answer of the feed hold? Its fields with their types; `words` says what they mean."""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from plans.enums import Basis, Direction, Measure, ReasonCode, Status, Treatment


class Shape(BaseModel):
    """A JSON object with exactly these fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PlanPeriod(Shape):
    period: str
    first_year: int
    last_year: int
    has_round: bool
    status_url: str


class Plan(Shape):
    plan: str
    plan_title: str
    starts_on: date
    ends_on: date
    url: str
    goals_url: str
    periods: list[PlanPeriod]


class Plans(Shape):
    plans: list[Plan]


class PlansPage(Plans):
    """Some of the plans, and where the next are."""

    next: str | None


class StatusIndicator(Shape):
    label: str
    measure: Measure
    unit: str
    status: Status
    actual: int | float | None
    target: int | float | None
    deviation: int | float | None
    reason_code: ReasonCode
    numerator: int | None
    denominator: int | None
    pending: int | None
    treatment: Treatment | None = None  # only where small numbers are hidden or rounded, as the next
    withheld: dict[str, str | None] | None = None


class StatusGoal(Shape):
    key: str
    text: str
    table: int
    position: int
    status: Status
    computed_status: Status
    actual: int | float | None
    target: int | float | None
    deviation: int | float | None
    reason: str
    reason_code: ReasonCode
    indicators: list[StatusIndicator]


class StatusAnswer(Shape):
    """The same as `manage.py plan_status --format json`."""

    plan: str
    period: tuple[int, int]
    as_of: date
    goals: list[StatusGoal]
    counts: dict[Status, int]


class GoalRow(Shape):
    """One indicator of one goal of one plan in one period; a goal without indicators has one row too."""

    plan: str
    plan_title: str
    period: str
    first_year: int
    last_year: int
    as_of: date
    has_round: bool
    goal: str
    goal_text: str
    table: int
    position: int
    area_number: int
    area: str
    areas: str
    levels: str
    level_words: str
    status: Status
    status_word: str
    computed_status: Status
    reason: str
    reason_code: ReasonCode
    indicator: int | None
    indicator_label: str
    measure: Measure | None
    unit: str
    direction: Direction | None
    indicator_status: Status | None
    indicator_status_word: str
    target: int | float | None
    actual: int | float | None
    deviation: int | float | None
    deviation_basis: Basis | None
    numerator: int | None
    denominator: int | None
    pending: int | None
    url: str


class Goals(Shape):
    """The rows of one plan, and where those of the next are."""

    next: str | None
    rows: list[GoalRow]


class Publication(Shape):
    plan: str
    plan_title: str
    period: str
    number: int
    is_newest: bool
    title: str
    published_at: datetime
    published_by: str
    correction_note: str
    html_sha256: str
    pdf_sha256: str
    docx_sha256: str
    url: str


class Publications(Shape):
    publications: list[Publication]


class Problem(Shape):
    """What is wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
