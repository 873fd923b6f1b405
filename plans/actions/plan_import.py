"""How does a plan file become a plan? All of it or nothing, each row with its history."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from pydantic import ValidationError

from plans.actions import history
from plans.actions.approvals import keep_imported
from plans.actions.plan_import_goals import import_areas, import_goals
from plans.actions.plan_import_reports import import_decisions, import_money, import_rounds
from plans.actions.plan_import_rows import NewRows, row_of
from plans.models import ActionPlan, ResultGoal, StatusWord
from plans.permissions import Person
from plans.planfile.differences import differences
from plans.planfile.plan_checks import plan_problems
from plans.planfile.problems import InvalidPlanFileError, Location, Problem, written
from plans.planfile.schema import PlanFile
from plans.planfile.stored import WORDS, stored_plan_file
from plans.queries import plan_by_slug

_MOST_DIFFERENCES_LISTED = 10


@transaction.atomic
def import_plan(
    *, plan_file: PlanFile, by: Person | None = None, why: str = "", is_checked: bool = False
) -> ActionPlan:
    """The plan that `plan_file` says, made unless it is there already just as the file says it.

    `is_checked` says that it comes from `read_plan_file`, which has looked for problems within it already.

    Raises InvalidPlanFileError, and writes nothing, when the plan is there with other content, when its parts
    do not agree, or when it follows a plan or a goal that is not there.
    """
    stored = plan_by_slug(plan_file.plan.slug)
    if stored is not None:
        _check_unchanged(stored, plan_file)
        return stored
    problems = [] if is_checked else list(plan_problems(plan_file))
    predecessor, earlier_goals = _predecessor(plan_file, problems)
    if problems:
        raise InvalidPlanFileError(problems)
    try:
        with transaction.atomic():
            plan = _head(plan_file, predecessor)
            history.add(plan, by=by, plan=plan, why=why)
    except IntegrityError:
        # somebody else imported it at the same moment
        raise InvalidPlanFileError([_exists_already(plan_file, [()])]) from None
    rows = NewRows(plan, by, why)
    rows.add(_words(plan, plan_file))
    areas = import_areas(rows, plan_file.areas)
    goals = import_goals(rows, plan_file.goals, areas, earlier_goals)
    rounds = import_rounds(rows, plan_file.rounds, goals)
    import_money(rows, plan_file, areas, goals)
    import_decisions(rows, plan_file.decisions)
    keep_imported(rounds)
    return plan


def _check_unchanged(stored: ActionPlan, file: PlanFile) -> None:
    try:
        locations = differences(stored_plan_file(stored), file)
    except ValidationError:
        locations = [()]
    if locations:
        raise InvalidPlanFileError([_exists_already(file, locations)])


def _exists_already(file: PlanFile, locations: list[Location]) -> Problem:
    written_locations = [
        written(location) or gettext("hele planen") for location in locations[:_MOST_DIFFERENCES_LISTED]
    ]
    if len(locations) > len(written_locations):
        written_locations.append("…")
    return Problem(
        ("plan", "slug"),
        gettext(
            "Handleplanen %(slug)s findes allerede, med andet indhold. En plan, der er indlæst, rettes på"
            " skærmen. Forskellen er i: %(places)s."
        )
        % {"slug": file.plan.slug, "places": ", ".join(written_locations)},
    )


def _predecessor(file: PlanFile, problems: list[Problem]) -> tuple[ActionPlan | None, dict[str, ResultGoal]]:
    """The plan that this one follows, and its goals by key; what is missing is added to the problems."""
    slug = file.plan.predecessor
    if slug is None:
        return None, {}
    plan = plan_by_slug(slug)
    if plan is None:
        expected = gettext("Der er ingen handleplan med adressen %(slug)s; indlæs den først.") % {
            "slug": slug
        }
        problems.append(Problem(("plan", "predecessor"), expected))
        return None, {}
    goals = {goal.key: goal for goal in plan.goals.all()}
    problems += [
        Problem(
            ("goals", position, "predecessor"),
            gettext("Handleplanen %(slug)s har intet mål med nøglen %(key)s.")
            % {"slug": slug, "key": goal.predecessor},
        )
        for position, goal in enumerate(file.goals)
        if goal.predecessor and goal.predecessor not in goals
    ]
    return plan, goals


def _head(file: PlanFile, predecessor: ActionPlan | None) -> ActionPlan:
    head = file.plan
    return row_of(
        ActionPlan,
        head,
        predecessor=predecessor,
        tolerance_percent=head.tolerance.percent,
        tolerance_basis=head.tolerance.basis,
        tolerance_boundary=head.tolerance.boundary,
    )


def _words(plan: ActionPlan, file: PlanFile) -> list[StatusWord]:
    return [
        StatusWord(plan=plan, status=status, measure=measure, word=word)
        for key, measure in WORDS.items()
        for status, word in getattr(file.plan, key).items()
    ]
