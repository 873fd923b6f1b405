"""What does each judgement of a round rest on, as its rows are now? It is kept at the approval."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from plans import queries
from plans.domain.basis import Beside, JudgementBasis, LeftOut, Measured, When, Within, basis_of
from plans.domain.basis_changes import BasisChange, basis_changes
from plans.domain.basis_text import UnknownForm, read, written
from plans.enums import BasisPart, PartOf, Status
from plans.models import Approval, Exclusion, MeasurementPart, ReportingRound
from plans.status_report import GoalStatus, StatusReport, round_reports

FigureKey = tuple[int, int | None, date]


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a goal stands, its figure exactly ("15", "140/3"), and what both rest on."""

    status: Status
    figure: str
    basis: JudgementBasis


@dataclass(frozen=True, slots=True)
class Departure:
    """How a judgement differs from an earlier one of the same goal; no changes where the rule itself did."""

    before: Judgement
    now: Judgement
    changes: tuple[BasisChange, ...]


def approved_judgement(approval: Approval) -> Judgement:
    """The approved judgement. Raises UnknownForm where this program cannot read its basis."""
    return Judgement(Status(approval.status), approval.figure, read(approval.basis))


def departure(before: Judgement, now: Judgement) -> Departure | None:
    """How the judgement `now` departs from the one `before`; None where it is the same."""
    changes = basis_changes(before.basis, now.basis)
    if before.status is not now.status:
        # Another status has another word anyhow.
        changes = tuple(each for each in changes if each.part is not BasisPart.WORD)
    is_same = (before.status, before.figure) == (now.status, now.figure)
    return None if is_same and not changes else Departure(before, now, changes)


def departed(approval: Approval | None, now: Judgement | None) -> Departure | None:
    """How a goal departs from what was approved; None where it does not, or where that cannot be told."""
    if approval is None or now is None:
        return None
    try:
        return departure(approved_judgement(approval), now)
    except UnknownForm:
        return None


def judgements_in(rounds: Collection[ReportingRound]) -> dict[tuple[int, int], Judgement]:
    """Every judgement of these rounds, by round and goal; as many queries for many as for one."""
    return judgements_of(round_reports(rounds).values())


def judgements_of(
    reports: Collection[StatusReport], beside: Mapping[FigureKey, Beside] | None = None
) -> dict[tuple[int, int], Judgement]:
    """Every judgement of these reports of rounds, by round and goal.

    `beside` is what stands beside their figures (`beside_of`); without it two queries ask for that.
    """
    if beside is None:
        indicators = [part.id for report in reports for goal in report.goals for part in goal.indicators]
        exclusions, parts = queries.exclusions_of(indicators), queries.parts_of(indicators)
        beside = {
            key: beside_of(exclusions.get(key, ()), parts.get(key, ()))
            for key in exclusions.keys() | parts.keys()
        }
    return {
        (report.round.pk, goal.id): _judgement(report, goal, beside)
        for report in reports
        if report.round is not None
        for goal in report.goals
    }


def beside_of(exclusions: Iterable[Exclusion], parts: Iterable[MeasurementPart]) -> Beside:
    """The exclusions and parts of a figure as plain values, from its rows."""
    return Beside(
        tuple(LeftOut(row.count, row.reason, row.due_on) for row in exclusions),
        tuple(Within(row.label, row.value, PartOf(row.part_of), row.adds_up) for row in parts),
    )


def fingerprints(report: StatusReport) -> dict[int, str]:
    """What tells each judgement of the report of a round, and all that it rests on, from any other; by goal.

    A page posts what it showed, so that nobody sends in or approves what they have not seen.
    """
    return {goal: fingerprint(judged) for (_round, goal), judged in judgements_of([report]).items()}


def fingerprint(judgement: Judgement) -> str:
    """What tells the judgement and its basis from any other: 32 characters of 0-9 and a-f."""
    text = "\n".join([judgement.status.value, judgement.figure, written(judgement.basis)])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _judgement(report: StatusReport, goal: GoalStatus, beside: Mapping[FigureKey, Beside]) -> Judgement:
    override = goal.override
    actual = goal.assessment.actual
    basis = basis_of(
        wording=goal.wording,
        word=report.words.own_word(goal.status, goal.measure),
        own=(override.status, override.replaced) if override else None,
        when=When(goal.period, report.plan.span, report.as_of),
        measured=[
            Measured(
                id=part.id,
                label=part.label,
                unit=part.unit,
                counted=part.counted,
                among=part.among,
                facts=part.facts,
            )
            for part in goal.indicators
        ],
        beside=beside,
    )
    return Judgement(goal.status, "" if actual is None else str(actual), basis)
