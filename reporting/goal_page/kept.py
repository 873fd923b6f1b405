"""Which definitions of a goal stand as they were approved, and what has the plan changed since?

Where a published judgement stands, `kept_definitions` shows the indicator as it was approved, each difference
with the day on which the plan was changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from plans import queries
from plans.domain.basis import IndicatorBasis
from plans.enums import BasisPart, SubmissionState
from plans.judgements import Departure, departed, judgements_in
from plans.models import Indicator
from plans.prose import prose
from plans.status_report import GoalStatus, IndicatorStatus
from plans.wording import figures
from plans.wording.basis_changes import basis_lines
from plans.wording.statuses import PlanWords
from reporting.goal_page.definitions import (
    TOLERANCE,
    DayOf,
    Definition,
    HowMeasured,
    changed_on,
    definitions,
)
from reporting.goal_page.reading import GoalReading, targets_of


@dataclass(frozen=True, slots=True)
class Kept:
    """How an indicator was approved, what the plan has changed of it since, and when."""

    part: IndicatorStatus
    departure: Departure | None
    since: datetime


def departures(reading: GoalReading) -> dict[int, Departure]:
    """How the plan departs from what was approved and stands, by submission; no query where nothing does."""
    standing = [
        row
        for row in reading.submissions
        if row.stands_since is not None and row.state == SubmissionState.APPROVED
    ]
    if not standing:
        return {}
    rounds = [row.round for row in standing]
    judged, approvals = judgements_in(rounds), queries.latest_approvals([each.pk for each in rounds])
    keys = {row.pk: (row.round_id, row.goal_id) for row in standing}
    found = {pk: departed(approvals.get(key), judged.get(key)) for pk, key in keys.items()}
    return {pk: each for pk, each in found.items() if each is not None}


def kept_part(
    standing: GoalStatus | None, indicator: Indicator, found: Mapping[int, Departure]
) -> Kept | None:
    """The indicator as it was approved, where the goal stands so in the period that is shown."""
    submission = standing.submission if standing and standing.stands_as_approved else None
    if standing is None or submission is None or submission.stands_since is None:
        return None
    parts = {part.id: part for part in standing.indicators}
    if indicator.pk not in parts:
        return None
    return Kept(parts[indicator.pk], found.get(submission.id), submission.stands_since)


def kept_definitions(
    indicator: Indicator, kept: Kept, words: PlanWords, *, several_years: bool
) -> tuple[Definition, ...]:
    """How the indicator was measured when it was approved, with what the plan has changed since."""
    plan = indicator.goal.plan
    now = HowMeasured.of(indicator, plan.tolerance)
    return (
        *definitions(
            now,
            words,
            several_years=several_years,
            approved=now.as_approved(kept.part),
            day_of=_day_of(indicator, kept),
        ),
        *_targets(indicator, kept, words),
    )


def _targets(indicator: Indicator, kept: Kept, words: PlanWords) -> tuple[Definition, ...]:
    """The targets that the plan has changed since."""
    changes = [
        each
        for each in (kept.departure.changes if kept.departure else ())
        if each.part is BasisPart.TARGET and _is_of(each.indicator, indicator)
    ]
    days = {each.year: _target_day(indicator, each.year, kept) for each in changes}
    return tuple(
        Definition(line.label, prose(line.before), changed_on(days[change.year], line.now))
        for change, line in zip(changes, basis_lines(changes, words), strict=True)
    )


def _is_of(basis: IndicatorBasis | None, indicator: Indicator) -> bool:
    return basis is not None and basis.id == indicator.pk


def _target_day(indicator: Indicator, year: int | None, kept: Kept) -> str:
    target = next((each for each in targets_of([indicator]).values() if each.year == year), None)
    change = queries.latest_change("target", target.pk) if target else None
    return _day(change.when if change else kept.since)


def _day_of(indicator: Indicator, kept: Kept) -> DayOf:
    """The day of the latest change of the indicator's fields; a tolerance may be its plan's."""

    def day(fields: tuple[str, ...]) -> str:
        found = [queries.latest_change("indicator", indicator.pk, fields)]
        if set(fields) & set(TOLERANCE):
            found.append(queries.latest_change("actionplan", indicator.goal.plan_id, TOLERANCE))
        # What it began with is no change: a plan that was read in has it on the same day.
        whens = [change.when for change in found if change is not None and change.old]
        return _day(max(whens, default=kept.since))

    return day


def _day(when: datetime) -> str:
    return figures.day(timezone.localtime(when).date())
