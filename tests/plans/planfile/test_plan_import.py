"""Does a plan file become a plan whole, with its history, or not at all?

Tests `import_plan`: the rows and history that it makes, and the plans that it refuses.
"""

from datetime import date
from decimal import Decimal

import pytest

from plans.actions import plan_import
from plans.actions.plan_import import import_plan
from plans.domain.values import Tolerance
from plans.enums import Basis
from plans.models import ActionPlan, Change, Decision, Measurement
from plans.planfile.problems import InvalidPlanFileError, written
from plans.planfile.reading import read_plan_file
from plans.planfile.schema import PlanFile
from tests.factories import UserFactory
from tests.plans.planfile.files import rows_of_plans, small
from tests.plans.planfile.new_municipality import new_plan

pytestmark = pytest.mark.django_db


def refused(file: PlanFile) -> list[tuple[str, str]]:
    rows = rows_of_plans()
    with pytest.raises(InvalidPlanFileError) as caught:
        import_plan(plan_file=file)
    assert rows_of_plans() == rows
    return [(written(problem.location), problem.expected) for problem in caught.value.problems]


@pytest.mark.slow
def test_every_part_of_a_plan_becomes_rows() -> None:
    import_plan(plan_file=read_plan_file(new_plan()))

    changes = rows_of_plans().pop("Change")
    assert changes > 1000
    assert {name: count for name, count in rows_of_plans().items() if name != "Change"} == {
        "ActionPlan": 1,
        "StatusWord": 6,
        "EffortArea": 3,
        "ResultGoal": 40,
        "GoalWording": 40,
        "Indicator": 80,
        "Target": 40 * 2 + 13 * 2 + 13 + 14,  # a count of two years each; 13 counts, 13 judgements, 14 shares
        "Measurement": 80 * 2,
        "Exclusion": 14 * 2,
        "MeasurementPart": 14 * 3,
        "ReportingRound": 2,
        "Submission": 80,
        "Approval": 80,
        "Report": 2,
        "ReportTable": 2,
        "ReportRow": 80,
        "KeyFigure": 1,
        "KeyFigurePart": 2,
        "BudgetTable": 1,
        "BudgetLine": 2,
        "Decision": 1,
        "DecisionVote": 2,
        "DecisionRemark": 1,
    }


@pytest.mark.slow
def test_the_plan_has_its_own_years_rule_and_words() -> None:
    plan = import_plan(plan_file=read_plan_file(new_plan()))

    assert list(plan.period.years) == [2026, 2027, 2028, 2029]
    assert plan.tolerance == Tolerance(Decimal(20), Basis.POINTS, inclusive=True)
    assert {(word.status, word.measure): word.word for word in plan.words.all()} == {
        ("achieved", ""): "i hus",
        ("partly_achieved", ""): "næsten i hus",
        ("not_achieved", ""): "ikke i hus",
        ("not_measurable", "share"): "har ingen procent",
        ("in_progress", "count"): "tælles endnu",
        ("achieved", "judgement"): "vurderet i hus",
    }


def test_each_row_has_its_history() -> None:
    person = UserFactory.create(administrator=True)

    plan = import_plan(plan_file=read_plan_file(small()), by=person, why="vedtaget")

    figure = Measurement.objects.get(indicator__goal__key="beskaeftigelse")
    history = Change.objects.filter(kind="measurement", object_id=figure.pk)
    assert {change.field: change.new for change in history} == {
        "indicator": str(figure.indicator_id),
        "year": "2020",
        "as_of": "2021-01-15",
        "numerator": "7",
        "denominator": "15",
        "pending": "0",
        "under_way": "false",
        "derived": "false",
        "provisional": "false",
    }
    assert {(change.plan, change.who, change.why) for change in history} == {(plan, person, "vedtaget")}
    goal = plan.goals.get(key="moeder")
    shared = Change.objects.get(kind="resultgoal", object_id=goal.pk, field="further_areas")
    assert shared.new == "2"
    assert Change.objects.filter(kind="actionplan", object_id=plan.pk, plan=plan, field="title").exists()


def test_an_address_that_is_taken_is_refused_and_the_difference_told() -> None:
    import_plan(plan_file=read_plan_file(small()))

    other = read_plan_file(small(("numerator: 7", "numerator: 8"), ("title: Familier", "title: Forældre")))

    expected = (
        "Handleplanen trivsel-2020-21 findes allerede, med andet indhold. En plan, der er indlæst, rettes på "
        "skærmen. Forskellen er i: areas[1].title, goals[1].indicators[0].measurements[0].numerator."
    )
    assert refused(other) == [("plan.slug", expected)]


@pytest.mark.slow
def test_many_differences_are_not_all_told() -> None:
    import_plan(plan_file=read_plan_file(new_plan()))

    message = refused(read_plan_file(new_plan().replace(b"Kort", b"Langt")))[0][1]

    assert message.count("wording") == 10
    assert message.endswith("….")


def test_a_plan_that_somebody_else_imports_at_the_same_moment_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import_plan(plan_file=read_plan_file(small()))

    def not_yet(slug: str) -> None:
        """What this import saw before the other was done."""

    monkeypatch.setattr(plan_import, "plan_by_slug", not_yet)

    assert [location for location, _ in refused(read_plan_file(small()))] == ["plan.slug"]


def test_a_predecessor_must_be_there() -> None:
    follower = small(("slug: trivsel-2020-21", "slug: trivsel-2020-21\n  predecessor: trivsel-2018-19"))

    assert refused(read_plan_file(follower)) == [
        ("plan.predecessor", "Der er ingen handleplan med adressen trivsel-2018-19; indlæs den først.")
    ]


def test_a_goal_follows_a_goal_of_the_predecessor() -> None:
    first = import_plan(plan_file=read_plan_file(small()))
    follower = small(
        ("slug: trivsel-2020-21", "slug: trivsel-2022-23\n  predecessor: trivsel-2020-21"),
        ("key: moeder", "key: moeder\n    predecessor: moeder"),
    )

    plan = import_plan(plan_file=read_plan_file(follower))

    assert plan.predecessor == first
    assert plan.goals.get(key="moeder").predecessor == first.goals.get(key="moeder")
    missing = follower.replace(b"predecessor: moeder", b"predecessor: fester").replace(b"2022-23", b"2024-25")
    assert refused(read_plan_file(missing)) == [
        ("goals[0].predecessor", "Handleplanen trivsel-2020-21 har intet mål med nøglen fester.")
    ]


DECISION = (
    "decisions: [{committee: Udvalget, decided_on: 2020-01-06, title: Trivsel, outcome: Godkendt}]\ngoals:\n"
)


def test_a_decision_that_two_plans_bring_alike_is_one() -> None:
    first = import_plan(plan_file=read_plan_file(small(("goals:\n", DECISION))))
    second = import_plan(
        plan_file=read_plan_file(small(("goals:\n", DECISION), ("slug: trivsel", "slug: mere")))
    )
    other = small(("goals:\n", DECISION.replace("Godkendt", "Udsat")), ("slug: trivsel", "slug: mest"))
    third = import_plan(plan_file=read_plan_file(other))

    assert Decision.objects.count() == 2
    assert set(Decision.objects.get(outcome="Godkendt").plans.all()) == {first, second}
    assert set(Decision.objects.get(outcome="Udsat").plans.all()) == {third}


def test_parts_that_do_not_agree_are_refused_from_a_program_too() -> None:
    file = read_plan_file(small())
    head = file.plan.model_copy(update={"ends_on": date(2019, 12, 31)})

    assert refused(file.model_copy(update={"plan": head})) == [
        ("plan.ends_on", "Planen kan ikke slutte, før den begynder.")
    ]
    assert not ActionPlan.objects.exists()


def test_commentary_is_cleaned_on_its_way_in() -> None:
    unclean = small(("<p>Alle møder er holdt.</p>", "<p class='x'>Alle <b>møder</b><script>x()</script></p>"))

    plan = import_plan(plan_file=read_plan_file(unclean))

    assert plan.rounds.get().submissions.get().commentary == "<p>Alle <strong>møder</strong></p>"
