"""Does anything that VINK reported raise a question? Nothing may: its figures and texts are real."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from plans.domain.measures import traits
from plans.domain.questions import AskedFigure, question_of, question_of_spending
from plans.domain.spending import Tally
from plans.domain.text_questions import TextFigure, numbers_of, question_of_text
from plans.domain.values import Figure, Number
from plans.enums import AmountKind, Measure
from plans.planfile.schema import PlanFile
from plans.planfile.schema_goals import GoalEntry, IndicatorEntry
from plans.richtext import plain_text
from tests.plans.vink_files import SLUGS, facts_of, figure_of, goal, read


def targets_of(plan: PlanFile, indicator: IndicatorEntry) -> dict[int | None, Decimal | None]:
    return {target.year: target.value for target in facts_of(plan, indicator).targets}


def asked_of(plan: PlanFile) -> Iterator[AskedFigure]:
    """Every figure of the plan, beside what was known when it was entered."""
    for entry in plan.goals:
        for indicator in entry.indicators:
            figures = sorted(map(figure_of, indicator.measurements), key=lambda each: each.as_of)
            targets = targets_of(plan, indicator)
            for number, each in enumerate(figures):
                earlier = [one for one in figures[:number] if (one.year is None) == (each.year is None)]
                yield AskedFigure(
                    figure=each,
                    measure=indicator.measure,
                    unit=indicator.unit,
                    target=targets.get(each.year) or targets.get(None),
                    earlier=earlier,
                )


@pytest.mark.parametrize("slug", SLUGS)
def test_no_figure_raises_one(slug: str) -> None:
    figures = list(asked_of(read(slug)))

    assert len(figures) >= 7
    assert [each for each in figures if question_of(each) is not None] == []


def test_the_real_figures_that_are_far_from_their_targets_are_among_them() -> None:
    asked = [each for slug in SLUGS for each in asked_of(read(slug))]
    far = {(each.figure.value, each.target) for each in asked}

    assert {(Decimal(1362), Decimal(200)), (Decimal(2100), Decimal(1000))} <= far


def figures_of(entry: GoalEntry) -> list[TextFigure]:
    return [
        TextFigure(
            figure=figure_of(indicator.measurements[-1]),
            unit=indicator.unit,
            in_percent=traits(indicator.measure).in_percent,
        )
        for indicator in entry.indicators
        if indicator.measurements
    ]


def known_of(plan: PlanFile, entry: GoalEntry) -> set[Number]:
    known: set[Number] = set(numbers_of(entry.wording))
    for indicator in entry.indicators:
        known |= {target for target in targets_of(plan, indicator).values() if target is not None}
        for each in indicator.measurements:
            known |= {part.value for part in each.parts} | {one.count for one in each.exclusions}
            known |= {each.cohort_total or 0, each.ongoing or 0}
    return known


@pytest.mark.parametrize("slug", SLUGS)
def test_no_text_raises_one(slug: str) -> None:
    plan, seen = read(slug), 0
    for round_ in plan.rounds:
        for submission in round_.submissions:
            entry = goal(plan, submission.goal)
            words = f"{submission.sub_heading}\n{plain_text(submission.commentary)}"
            assert question_of_text(words, figures_of(entry), known_of(plan, entry)) is None, submission.goal
            seen += 1
    assert seen >= 7


def test_a_text_of_vink_with_another_figure_raises_one() -> None:
    """The same texts are read: 574 skoleelever/unge where the figure would be 601."""
    plan = read("vink-2016-17")
    entry = goal(plan, "skoleelever-unge")
    (round_,) = plan.rounds
    (submission,) = [each for each in round_.submissions if each.goal == entry.key]
    typed = Figure(None, round_.as_of, value=Decimal(601))
    other = TextFigure(figure=typed, unit=entry.indicators[0].unit)
    question = question_of_text(plain_text(submission.commentary), [other], known_of(plan, entry))

    assert entry.indicators[0].measure is Measure.COUNT
    assert question is not None
    assert question.key == "574 for 601"


@pytest.mark.parametrize("slug", SLUGS)
def test_no_amount_raises_one(slug: str) -> None:
    for table in read(slug).budget_tables:
        budgets = {
            (line.category, line.area, line.years): line.amount
            for line in table.lines
            if line.kind is AmountKind.BUDGET
        }
        for line in table.lines:
            if line.kind is AmountKind.SPENT:
                tally = Tally(budgets.get((line.category, line.area, line.years)), line.amount)
                assert question_of_spending(tally) is None, line
