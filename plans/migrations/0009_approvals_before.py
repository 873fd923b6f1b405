"""Keeps what had been approved before approvals were kept, from the rows as they are at the upgrade.

The rules are those of the program; the rows are read here, as the tables are at this step.
"""

from collections import defaultdict
from typing import Any

from django.db import migrations

from plans.domain.assessment import assess_goal, assess_indicator
from plans.domain.basis import Beside, LeftOut, Measured, When, Within, basis_of
from plans.domain.basis_text import FORM, written
from plans.domain.scope import expected_period
from plans.domain.values import Figure, IndicatorFacts, Period, Span, TargetValue, Tolerance
from plans.enums import Accumulation, Basis, Boundary, Direction, Measure, PartOf, Status, Unmeasurable

_AT_ONCE = 500


def keep_what_was_approved(apps: Any, _schema_editor: Any) -> None:
    """An approval for every goal that stands approved; by whom and when is what the history says."""
    table = apps.get_model("plans", "Submission")
    kept = apps.get_model("plans", "Approval")
    approved = table.objects.filter(state="approved").order_by("round__plan_id", "pk")
    approved = approved.select_related("round__plan", "goal")
    given = _given(apps)
    plans: dict[int, _Plan] = {}
    rows = []
    for submission in approved.iterator(chunk_size=_AT_ONCE):
        plan = submission.round.plan
        if plan.pk not in plans:
            plans = {plan.pk: _Plan(apps, plan)}
        told = plans[plan.pk].judged(submission)
        if told is not None:
            basis, status, figure = told
            who, when = given.get(submission.pk, (None, None))
            rows.append(
                kept(
                    submission_id=submission.pk,
                    form=FORM,
                    basis=basis,
                    status=status,
                    figure=figure,
                    recorded="upgrade",
                    approved_by_id=who,
                    approved_at=when,
                )
            )
    kept.objects.bulk_create(rows, batch_size=_AT_ONCE)


def forget(apps: Any, _schema_editor: Any) -> None:
    """The table goes with the step before."""
    apps.get_model("plans", "Approval").objects.filter(recorded="upgrade").delete()


def _given(apps: Any) -> dict[int, tuple[int | None, Any]]:
    """Who approved each submission last, and when."""
    changes = apps.get_model("plans", "Change").objects.filter(
        kind="submission", field="state", new="approved"
    )
    told = changes.order_by("pk").values_list("object_id", "who_id", "when")
    return {key: (who, when) for key, who, when in told}


class _Plan:
    """The rows of one plan, by goal or indicator."""

    def __init__(self, apps: Any, plan: Any) -> None:
        def rows(name: str, path: str) -> Any:
            return apps.get_model("plans", name).objects.filter(**{path: plan.pk}).order_by("pk")

        self.span = Span(plan.starts_on, plan.ends_on)
        self.tolerance = _tolerance(plan)
        self.words = {(row.status, row.measure): row.word for row in rows("StatusWord", "plan")}
        self.indicators = _grouped(rows("Indicator", "goal__plan").order_by("order"), "goal_id")
        self.targets = _grouped(rows("Target", "indicator__goal__plan"), "indicator_id")
        self.figures = _grouped(rows("Measurement", "indicator__goal__plan"), "indicator_id")
        way = "measurement__indicator__goal__plan"
        self.left_out = _grouped(rows("Exclusion", way).order_by("order"), "measurement_id")
        self.parts = _grouped(rows("MeasurementPart", way).order_by("order"), "measurement_id")

    def judged(self, submission: Any) -> tuple[str, str, str] | None:
        """The goal's basis, status and figure in the submission's round; None where it was withdrawn."""
        goal, round_ = submission.goal, submission.round
        whole = Period(round_.first_year, round_.last_year)
        period = expected_period(whole, self.span.period, goal.withdrawn_from)
        if period is None:
            return None
        indicators = self.indicators.get(goal.pk, [])
        facts = {row.pk: self._facts(row) for row in indicators}
        parts = [
            (
                row.label,
                assess_indicator(facts[row.pk], period, plan=self.span, as_of=round_.as_of),
            )
            for row in indicators
        ]
        assessment = assess_goal(parts)
        own = None
        if submission.override:
            own = (Status(submission.override), Status(submission.override_replaced))
        status = own[0] if own else assessment.status
        basis = basis_of(
            wording=goal.wording,
            word=self._word(status, {row.measure for row in indicators}),
            own=own,
            when=When(period, self.span, round_.as_of),
            measured=[
                Measured(
                    id=row.pk,
                    label=row.label,
                    unit=row.unit,
                    counted=row.numerator,
                    among=row.denominator,
                    facts=facts[row.pk],
                )
                for row in indicators
            ],
            beside=self._beside(indicators),
        )
        actual = assessment.actual
        return written(basis), status.value, "" if actual is None else str(actual)

    def _word(self, status: Status, measures: set[str]) -> str:
        own = self.words.get((status.value, *measures), "") if len(measures) == 1 else ""
        return own or self.words.get((status.value, ""), "")

    def _facts(self, indicator: Any) -> IndicatorFacts:
        return IndicatorFacts(
            measure=Measure(indicator.measure),
            direction=Direction(indicator.direction),
            accumulation=Accumulation(indicator.accumulation),
            tolerance=self.tolerance if indicator.tolerance_percent is None else _tolerance(indicator),
            targets=[
                TargetValue(row.year, row.value, row.text) for row in self.targets.get(indicator.pk, [])
            ],
            figures=[_figure(row) for row in self.figures.get(indicator.pk, [])],
            carries_over=indicator.carries_over,
            label=indicator.label,
        )

    def _beside(self, indicators: list[Any]) -> dict[Any, Beside]:
        return {
            (row.indicator_id, row.year, row.as_of): Beside(
                tuple(
                    LeftOut(each.count, each.reason, each.due_on) for each in self.left_out.get(row.pk, [])
                ),
                tuple(
                    Within(each.label, each.value, PartOf(each.part_of), each.adds_up)
                    for each in self.parts.get(row.pk, [])
                ),
            )
            for indicator in indicators
            for row in self.figures.get(indicator.pk, [])
        }


def _grouped(rows: Any, name: str) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, name)].append(row)
    return dict(groups)


def _tolerance(row: Any) -> Tolerance:
    inclusive = row.tolerance_boundary == Boundary.INCLUSIVE
    return Tolerance(row.tolerance_percent, Basis(row.tolerance_basis), inclusive)


def _figure(row: Any) -> Figure:
    return Figure(
        year=row.year,
        as_of=row.as_of,
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        percentage=row.percentage,
        judged=Status(row.judged) if row.judged else None,
        unmeasurable=Unmeasurable(row.unmeasurable) if row.unmeasurable else None,
        pending=row.pending,
        provisional=row.provisional,
        under_way=row.under_way,
        qualifier=row.qualifier,
    )


class Migration(migrations.Migration):
    dependencies = [("plans", "0008_approvals")]

    operations = [migrations.RunPython(keep_what_was_approved, forget)]
