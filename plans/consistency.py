"""Does what crosses the tables agree? What the database itself cannot refuse, told for every plan.

A stored plan must pass the same checks as a plan file. Besides that, rows must belong to the plan that uses
them, and a judgement that overrides the rule must still replace what the rule says.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F, Model, QuerySet
from django.utils.translation import gettext
from pydantic import ValidationError

from plans.enums import SubmissionState
from plans.models import (
    ActionPlan,
    BudgetLine,
    Decision,
    KeyFigure,
    ReportingRound,
    ReportRow,
    ResultGoal,
    Submission,
)
from plans.planfile.plan_checks import plan_problems
from plans.planfile.problems import Location, written
from plans.planfile.reading import problems_in
from plans.planfile.schema import PlanFile
from plans.planfile.stored import stored_values_of
from plans.planfile.stored_rows import Values
from plans.richtext import is_clean
from plans.status_report import status_report
from plans.wording.statuses import USUAL_WORDS

# Read together, small plans take half the time; twenty large ones are some forty thousand rows in memory.
PLANS_AT_A_TIME = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not agree: the object, and what is expected of it."""

    subject: str
    expected: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.expected}"


def findings() -> Iterator[Finding]:
    """Yields everything that does not agree, plan by plan and then across plans."""
    for of_plan in findings_by_plan(plans_to_check()):
        yield from of_plan
    yield from findings_across_plans()


def plans_to_check(slug: str = "", since: str = "") -> list[ActionPlan]:
    """Returns the plans by their addresses; only the one at `slug`, or those from `since` on."""
    plans = ActionPlan.objects.order_by("slug")
    return list(plans.filter(slug=slug) if slug else plans.filter(slug__gte=since))


def findings_by_plan(plans: Sequence[ActionPlan]) -> Iterator[list[Finding]]:
    """Yields for each plan what does not agree within it: as a file is refused for it, and unclean texts."""
    for begin in range(0, len(plans), PLANS_AT_A_TIME):
        some = plans[begin : begin + PLANS_AT_A_TIME]
        for plan, values in zip(some, stored_values_of(some), strict=True):
            yield [*_problems(plan, values), *_texts(plan, values)]


def _problems(plan: ActionPlan, values: Values) -> Iterator[Finding]:
    """Yields what a plan file with these values is refused for."""
    try:
        problems = list(plan_problems(PlanFile.model_validate(values)))
    except ValidationError:
        problems = problems_in(values)
    for problem in problems:
        yield Finding(f"{plan.slug}: {_named(problem.location, values)}", problem.expected)


def findings_across_plans() -> Iterator[Finding]:
    """Yields what does not agree between plans, and between a plan's judgements and what the rule says."""
    yield from _foreign_rows()
    yield from _successions()
    yield from _overrides()
    yield from _approvals()
    yield from _decisions()
    yield from _alike_names()


def _alike_names() -> Iterator[Finding]:
    """Accounts whose names differ in case alone, as older versions let them in. Each signs in as before."""
    alike: dict[str, list[str]] = {}
    for name in get_user_model().objects.order_by("pk").values_list("username", flat=True):
        alike.setdefault(name.casefold(), []).append(name)
    for names in alike.values():
        if len(names) > 1:
            message = gettext(
                "Brugernavnene er ens bortset fra store og små bogstaver. Giv alle på nær én et andet."
            )
            yield Finding(", ".join(names), message)


# What people know an entry by.
_NAMES = ("key", "number", "goal", "years", "label", "title", "text", "year", "place")


def _named(location: Location, values: Any) -> str:
    """The place, with what the entries on the way are called."""
    text, node = "", values
    for part in location:
        node = _child(node, part)
        text += written((part,)) if not text or isinstance(part, int) else f".{part}"
        name = next((node[key] for key in _NAMES if node.get(key)), "") if isinstance(node, dict) else ""
        if isinstance(part, int) and name:
            text += f" ({str(name)[:60]})"
    return text


def _child(node: Any, part: str | int) -> Any:
    if isinstance(node, dict):
        return node.get(part)
    return node[part] if isinstance(node, list) and isinstance(part, int) and part < len(node) else None


def _foreign_rows() -> Iterator[Finding]:
    """Rows that are used in another plan than their own."""
    own_area = gettext("Indsatsområdet skal høre til målets egen handleplan.")
    shared = ResultGoal.further_areas.through.objects.exclude(effortarea__plan=F("resultgoal__plan"))
    shared_goals = ResultGoal.objects.filter(pk__in=shared.values("resultgoal"))
    checks: tuple[tuple[QuerySet[Any], str], ...] = (
        (ResultGoal.objects.exclude(area__plan=F("plan")), own_area),
        (shared_goals, own_area),
        (
            ResultGoal.objects.filter(heading__isnull=False).exclude(heading__area=F("area")),
            gettext("Overskriften skal høre til målets ledende indsatsområde."),
        ),
        (
            KeyFigure.objects.filter(area__isnull=False).exclude(area__plan=F("plan")),
            gettext("Indsatsområdet skal høre til nøgletallets egen handleplan."),
        ),
        (
            KeyFigure.objects.filter(indicator__isnull=False).exclude(indicator__goal__plan=F("plan")),
            gettext("Indikatoren skal høre til nøgletallets egen handleplan."),
        ),
        (
            BudgetLine.objects.filter(area__isnull=False).exclude(area__plan=F("table__plan")),
            gettext("Indsatsområdet skal høre til budgettabellens egen handleplan."),
        ),
        (
            Submission.objects.exclude(goal__plan=F("round__plan")),
            gettext("Målet skal høre til rundens egen handleplan."),
        ),
        (
            ReportRow.objects.exclude(goal__plan=F("table__report__round__plan")),
            gettext("Målet skal høre til afrapporteringens egen handleplan."),
        ),
    )
    for rows, expected in checks:
        yield from (Finding(_object(row), expected) for row in rows)


def _object(row: Model) -> str:
    return f"{row._meta.verbose_name} {row.pk} ({str(row)[:80]})"


def _successions() -> Iterator[Finding]:
    """Goals that follow one of another plan than the predecessor, and plans that follow themselves."""
    goals = ResultGoal.objects.filter(predecessor__isnull=False)
    for goal in goals.exclude(predecessor__plan=F("plan__predecessor")):
        yield Finding(
            _object(goal), gettext("Målet skal videreføre et mål i den plan, som handleplanen viderefører.")
        )
    plans = {plan.pk: plan for plan in ActionPlan.objects.all()}
    for plan in plans.values():
        if _in_a_ring(plan, plans):
            yield Finding(
                _object(plan),
                gettext("En handleplan kan ikke videreføre sig selv, heller ikke gennem andre planer."),
            )


def _in_a_ring(plan: ActionPlan, plans: Mapping[int, ActionPlan]) -> bool:
    seen: set[int] = set()
    before = plan.predecessor_id
    while before is not None and before not in seen:
        if before == plan.pk:
            return True
        seen.add(before)
        before = plans[before].predecessor_id
    return False


def _texts(plan: ActionPlan, values: Values) -> Iterator[Finding]:
    """Yields the commentaries with more formatting than is kept."""
    for round_ in values["rounds"]:
        for submission in round_["submissions"]:
            if not is_clean(submission["commentary"]):
                yield Finding(
                    f"{plan.slug} {round_['years']}: {submission['goal']}",
                    gettext("Teksten indeholder mere end den tilladte formatering."),
                )


def _overrides() -> Iterator[Finding]:
    """Judgements that replace another status than the one the rule gives now."""
    overridden = Submission.objects.exclude(override="")
    rounds = ReportingRound.objects.filter(pk__in=overridden.values("round")).select_related("plan")
    for round_ in rounds:
        try:
            report = status_report(round_.plan, round_.period, today=round_.as_of, as_of=round_.as_of)
        except ValueError:
            continue  # the round's years are not the plan's, which is a finding of its own
        for goal in report.goals:
            if goal.override and goal.override.to_be_confirmed:
                yield Finding(
                    f"{round_.plan.slug} {round_.period}: {goal.key}",
                    gettext(
                        "Den egne vurdering erstatter »%(old)s«, men beregnes nu til »%(new)s«; bekræft den."
                    )
                    % {
                        "old": USUAL_WORDS[goal.override.replaced],
                        "new": USUAL_WORDS[goal.computed_status],
                    },
                )


def _approvals() -> Iterator[Finding]:
    """Approved goals of which nobody knows any more what was approved."""
    approved = Submission.objects.filter(state=SubmissionState.APPROVED, approvals__isnull=True)
    for submission in approved.select_related("goal", "round__plan"):
        yield Finding(_object(submission), gettext("Det skal være registreret, hvad der blev godkendt."))


def _decisions() -> Iterable[Finding]:
    orphans = Decision.objects.filter(plans__isnull=True, publication__isnull=True)
    expected = gettext("En beslutning skal gælde en handleplan eller en fastlåst version.")
    return (Finding(_object(decision), expected) for decision in orphans)
