"""How is a goal's judgement told beside its figures? Word, reason, and what one case would have changed."""

from dataclasses import dataclass

from plans.enums import Status
from plans.status_report import GoalStatus, IndicatorStatus, StatusReport
from plans.wording.reasons import explanation, one_case_sentence
from plans.wording.statuses import PlanWords, capitalised, computed_note


@dataclass(frozen=True, slots=True, kw_only=True)
class PartJudgement:
    """How one of a goal's several indicators stands."""

    label: str
    status: Status
    word: str
    explanation: str
    one_case: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalJudgement:
    """How a goal stands; `parts` where it has several indicators."""

    id: str
    status: Status
    word: str
    note: str
    explanation: str
    one_case: tuple[str, ...]
    parts: tuple[PartJudgement, ...]


def goal_judgement(report: StatusReport, goal: GoalStatus) -> GoalJudgement:
    """The goal's status as the report has it: overridden where somebody has overridden it."""
    words, several = report.words, len(goal.indicators) > 1
    return GoalJudgement(
        id=f"judgement-{goal.id}",
        status=goal.status,
        word=capitalised(words.word(goal.status, goal.measure)),
        note=computed_note(words.word(goal.computed_status, goal.measure), is_proposal=goal.is_proposal)
        if goal.override
        else "",
        explanation=_explanation(goal, words),
        one_case=_one_case(goal.indicators[0], words) if not several else (),
        parts=tuple(_part(part, words) for part in goal.indicators) if several else (),
    )


def _explanation(goal: GoalStatus, words: PlanWords) -> str:
    direction = goal.indicators[0].facts.direction if len(goal.indicators) == 1 else None
    return explanation(goal.assessment, measure=goal.measure, direction=direction, words=words)


def _part(part: IndicatorStatus, words: PlanWords) -> PartJudgement:
    facts, assessment = part.facts, part.assessment
    return PartJudgement(
        label=part.label,
        status=assessment.status,
        word=capitalised(words.word(assessment.status, facts.measure)),
        explanation=explanation(assessment, measure=facts.measure, direction=facts.direction, words=words),
        one_case=_one_case(part, words),
    )


def _one_case(part: IndicatorStatus, words: PlanWords) -> tuple[str, ...]:
    return tuple(
        one_case_sentence(case, words, part.assessment, part.facts) for case in part.assessment.one_case
    )
