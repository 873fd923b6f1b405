"""Do the administration's forms tell what is wrong, at its field, and whom do they let in?

Tests the administration's pages: who gets in, what they save, and which errors they show.
"""

import re
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.contrib import admin
from django.forms import ModelMultipleChoiceField
from django.test import Client
from django.urls import reverse

from plans.enums import Accumulation, Measure, RoundState
from plans.models import (
    ActionPlan,
    BudgetLine,
    Change,
    Indicator,
    Measurement,
    Publication,
    ReportingRound,
    ResultGoal,
    Submission,
    Target,
)
from tests.factories import (
    ActionPlanFactory,
    BudgetLineFactory,
    EffortAreaFactory,
    EffortFactory,
    IndicatorFactory,
    MeasurementFactory,
    PublicationFactory,
    ReportingRoundFactory,
    ResponsibilityFactory,
    ResultGoalFactory,
    SubmissionFactory,
    TargetFactory,
    UserFactory,
)
from vink.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    return UserFactory.create(administrator=True, first_name="Ada", last_name="Min")


@pytest.fixture
def desk(administrator: User) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


def page(row: Any, name: str = "change") -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{name}", args=[row.pk])


def filled_in(desk: Client, address: str) -> dict[str, Any]:
    """What the form at this address would post if it was sent as it is."""
    context = desk.get(address).context
    forms = [context["adminform"].form]
    posted: dict[str, Any] = {}
    for formset in context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.initial_forms]
    for form in forms:
        for field in form:
            value = field.value()
            if isinstance(value, list):
                posted[field.html_name] = [getattr(each, "pk", each) for each in value]
            elif isinstance(value, date):
                posted[field.html_name] = value.isoformat()
            elif value is None and isinstance(field.field, ModelMultipleChoiceField):
                posted[field.html_name] = []
            elif value is not False:
                posted[field.html_name] = "" if value is None else value
    return posted


def errors(response: Any) -> dict[str, list[str]]:
    """What the form tells, by field, rows of the page included."""
    assert response.status_code == 200
    context = response.context
    of_formsets: dict[str, list[str]] = {}
    for formset in context["inline_admin_formsets"]:
        if formset.formset.non_form_errors():
            of_formsets[formset.formset.prefix] = list(formset.formset.non_form_errors())
        for form in formset.formset.forms:
            of_formsets |= {f"{form.prefix}-{field}": list(each) for field, each in form.errors.items()}
    return {field: list(each) for field, each in context["adminform"].form.errors.items()} | of_formsets


def words(response: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(text).split())


# --- Who comes in -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["reader", "contributor", "approver"])
def test_only_the_role_opens_the_administration(role: str) -> None:
    client, plan = Client(), ActionPlanFactory.create()
    client.force_login(UserFactory.create(role=role, is_staff=True, is_superuser=True))

    for address in [reverse("admin:index"), page(plan), page(plan, "copy"), reverse("admin:jsi18n")]:
        response = client.get(address, follow=True)
        assert response.status_code == 403, address
        assert plan.title not in response.content.decode()


def test_the_role_alone_is_enough(desk: Client) -> None:
    response = desk.get(reverse("admin:index"))

    assert response.status_code == 200
    assert "Vink – administration" in words(response)
    assert "Tilbage til Vink" in words(response)


def test_a_stranger_is_asked_to_sign_in() -> None:
    response = Client().get(reverse("admin:plans_actionplan_changelist"), follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("login"))


@pytest.mark.parametrize("model", [Measurement, Submission, Publication, Change])
def test_what_is_written_elsewhere_can_only_be_read(desk: Client, model: Any) -> None:
    rows: dict[Any, Any] = {
        Measurement: MeasurementFactory,
        Submission: SubmissionFactory,
        Publication: PublicationFactory,
    }
    if model is Change:
        change_title(desk, ActionPlanFactory.create(), "En titel")
    row = model.objects.first() or rows[model].create()
    name = f"admin:plans_{model._meta.model_name}"

    assert desk.get(reverse(f"{name}_changelist")).status_code == 200
    assert desk.get(page(row)).status_code == 200
    assert desk.get(reverse(f"{name}_add")).status_code == 403
    assert desk.post(page(row), {}).status_code == 403
    assert desk.post(page(row, "delete"), {"post": "yes"}).status_code == 403


def change_title(desk: Client, plan: ActionPlan, title: str) -> Any:
    return desk.post(page(plan), {**filled_in(desk, page(plan)), "title": title})


def test_every_list_is_found_by_searching(desk: Client) -> None:
    for model in admin.site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")

        assert desk.get(address, {"q": "æblegrød"}).status_code == 200


# --- Saving a page ------------------------------------------------------------------------------------------


def test_a_page_saved_as_it_is_changes_nothing(desk: Client) -> None:
    goal = ResultGoalFactory.create(footnote="En linje\nog en til")
    goal.further_areas.set([EffortAreaFactory.create(plan=goal.plan)])
    IndicatorFactory.create(goal=goal)

    response = desk.post(page(goal), filled_in(desk, page(goal)))

    assert response.status_code == 302
    assert not Change.objects.exists()
    assert ResultGoal.objects.get().version == 1


def test_a_saved_change_has_its_history(desk: Client, administrator: User) -> None:
    plan = ActionPlanFactory.create(title="Før")

    assert change_title(desk, plan, "Efter").status_code == 302

    assert Change.objects.get().who == administrator
    history = words(desk.get(page(plan, "history"), follow=True))
    assert "handleplan" in history
    assert "Før Efter" in history


def test_line_ends_of_a_browser_are_no_change(desk: Client) -> None:
    plan = ActionPlanFactory.create(aims="En linje\nog en til")

    desk.post(page(plan), {**filled_in(desk, page(plan)), "aims": "En linje\r\nog en til"})

    assert not Change.objects.exists()


def test_somebody_elses_change_is_told_and_kept_until_one_saves_again(desk: Client) -> None:
    plan = ActionPlanFactory.create(title="Før")
    seen = filled_in(desk, page(plan))
    other = Client()
    other.force_login(UserFactory.create(administrator=True, first_name="Bo", last_name="Lund"))
    change_title(other, plan, "Den andens")

    response = desk.post(page(plan), {**seen, "title": "Min"})

    (message,) = errors(response)["__all__"]
    assert message == (
        "Bo Lund har gemt ændringer, efter at du åbnede siden. Nu er gemt: Titel »Den andens«."
        " Gem igen, hvis det, du har skrevet, skal gælde i stedet; ellers genindlæs siden."
    )
    assert ActionPlan.objects.get().title == "Den andens"
    again = {**seen, "title": "Min", "version": response.context["adminform"].form["version"].value()}
    assert desk.post(page(plan), again).status_code == 302
    assert ActionPlan.objects.get().title == "Min"


def test_a_row_of_the_page_that_somebody_changed_is_told_with_the_name(desk: Client) -> None:
    """Nothing of the indicator itself differs; what the other tab saved is its target."""
    target = TargetFactory.create(year=2019, value=Decimal(10))
    address = page(target.indicator)
    seen = filled_in(desk, address)
    other = Client()
    other.force_login(UserFactory.create(administrator=True, first_name="Bo", last_name="Lund"))
    assert other.post(address, {**filled_in(other, address), "targets-0-value": "50"}).status_code == 302

    found = errors(desk.post(address, {**seen, "targets-0-value": "100"}))

    (of_page,) = found["__all__"]
    assert of_page == (
        "Bo Lund har gemt ændringer på siden, efter at du åbnede den."
        " Gem igen, hvis det, du har skrevet, skal gælde; ellers genindlæs siden."
    )
    assert found["targets-0-__all__"][0].startswith("Bo Lund har gemt ændringer, efter at du åbnede siden.")
    assert "Nu er gemt: Måltal »50«" in found["targets-0-__all__"][0]


def test_somebody_elses_target_is_told_in_its_row(desk: Client) -> None:
    target = TargetFactory.create(year=2019, value=Decimal(10))
    seen = filled_in(desk, page(target.indicator))
    Target.objects.update(value=Decimal(11), version=2)

    found = errors(desk.post(page(target.indicator), {**seen, "targets-0-value": "12,5"}))

    assert "Nu er gemt: Måltal »11«" in found["targets-0-__all__"][0]
    assert Target.objects.get().value == 11


def test_a_goal_with_two_indicators_is_added_on_one_page(desk: Client) -> None:
    area = EffortAreaFactory.create()
    address = f"{reverse('admin:plans_resultgoal_add')}?plan={area.plan_id}"
    posted = {
        **filled_in(desk, address),
        "key": "moeder",
        "wording": "2 møder og 1 høring",
        "area": area.pk,
        "indicators-TOTAL_FORMS": 2,
    }
    for number, label in enumerate(["Møder", "Høringer"]):
        posted |= {
            f"indicators-{number}-order": number + 1,
            f"indicators-{number}-label": label,
            f"indicators-{number}-measure": Measure.COUNT,
            f"indicators-{number}-direction": "at_least",
            f"indicators-{number}-accumulation": Accumulation.SUM,
        }

    response = desk.post(address, posted)
    assert response.status_code == 302, errors(response)

    goal = ResultGoal.objects.get()
    assert (goal.plan, goal.order) == (area.plan, 1)
    assert list(goal.indicators.values_list("label", flat=True)) == ["Møder", "Høringer"]
    assert Change.objects.filter(kind="indicator", field="label").count() == 2


@pytest.mark.parametrize(
    ("typed", "kept"), [("12,5", Decimal("12.5")), ("1.234,5", Decimal("1234.5")), ("0", Decimal(0))]
)
def test_numbers_are_read_the_danish_way(desk: Client, typed: str, kept: Decimal) -> None:
    target = TargetFactory.create()

    desk.post(page(target.indicator), {**filled_in(desk, page(target.indicator)), "targets-0-value": typed})

    assert Target.objects.get().value == kept


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("12.5", "Måltal har et punktum. Skriv komma foran decimaler, fx 12,5."),
        ("mange", "Måltal kan ikke læses. Skriv det med cifre, fx 15 eller 1.234,5."),
        ("1,23456", "Måltal har for mange decimaler: højst 4, og intet afrundes for dig. Skriv fx 14,25."),
    ],
)
def test_a_number_that_is_none_is_explained_and_left_as_typed(
    desk: Client, typed: str, expected: str
) -> None:
    target = TargetFactory.create()
    posted = {**filled_in(desk, page(target.indicator)), "targets-0-value": typed}

    response = desk.post(page(target.indicator), posted)

    assert errors(response)["targets-0-value"] == [expected]
    assert f'value="{typed}"' in response.content.decode()


def test_an_amount_may_be_below_nothing_and_a_dash(desk: Client) -> None:
    line = BudgetLineFactory.create(amount=Decimal("-0.4"))
    posted = filled_in(desk, page(line.table))
    assert desk.get(page(line.table)).content.decode().count('value="-0,4"') == 1

    desk.post(page(line.table), {**posted, "lines-0-amount": "−1,5"})
    assert BudgetLine.objects.get().amount == Decimal("-1.5")
    desk.post(page(line.table), {**filled_in(desk, page(line.table)), "lines-0-amount": ""})
    assert BudgetLine.objects.get().amount is None


def test_what_is_missing_is_named(desk: Client) -> None:
    response = desk.post(
        reverse("admin:plans_actionplan_add"), {"words-TOTAL_FORMS": 0, "words-INITIAL_FORMS": 0}
    )

    assert errors(response)["title"] == ["Titel mangler."]
    assert errors(response)["starts_on"] == ["Begynder mangler."]


def test_a_choice_of_another_plan_is_not_offered(desk: Client) -> None:
    goal = ResultGoalFactory.create()
    EffortAreaFactory.create(title="Et helt andet område")

    assert "Et helt andet område" not in desk.get(page(goal)).content.decode()


def test_rows_that_do_not_agree_are_told_above_them(desk: Client) -> None:
    target = TargetFactory.create(year=2018)
    posted = filled_in(desk, page(target.indicator)) | {
        "targets-TOTAL_FORMS": 2,
        "targets-1-year": "",
        "targets-1-value": "20",
    }

    assert errors(desk.post(page(target.indicator), posted)) == {
        "targets": ["Skriv måltal for årene eller ét for hele planen (uden år), ikke begge dele."]
    }


def test_a_yearly_target_becomes_one_for_the_whole_plan(desk: Client) -> None:
    indicator = IndicatorFactory.create()
    for year in (2018, 2019):
        TargetFactory.create(indicator=indicator, year=year)
    posted = filled_in(desk, page(indicator)) | {"targets-0-year": "", "targets-1-DELETE": "on"}

    assert desk.post(page(indicator), posted).status_code == 302

    assert list(indicator.targets.values_list("year", flat=True)) == [None]


def test_two_rows_change_places_on_the_page(desk: Client) -> None:
    area = EffortAreaFactory.create()
    first, second = (EffortFactory.create(area=area, order=order) for order in (1, 2))
    posted = filled_in(desk, page(area)) | {"efforts-0-order": 2, "efforts-1-order": 1}

    assert desk.post(page(area), posted).status_code == 302

    assert [effort.pk for effort in area.efforts.order_by("order")] == [second.pk, first.pk]


# --- Deleting -----------------------------------------------------------------------------------------------


def test_an_indicator_with_figures_stays_and_says_why(desk: Client) -> None:
    indicator = IndicatorFactory.create(label="Dialoger")
    MeasurementFactory.create(indicator=indicator)
    message = "Indikator »Dialoger« kan ikke slettes, for der hører målinger til."

    posted = filled_in(desk, page(indicator.goal)) | {"indicators-0-DELETE": "on"}
    assert errors(desk.post(page(indicator.goal), posted)) == {"indicators": [message]}
    assert message in words(desk.get(page(indicator, "delete")))
    desk.post(page(indicator, "delete"), {"post": "yes"})
    assert Indicator.objects.exists()


def test_an_indicator_without_figures_is_deleted_with_its_targets(desk: Client) -> None:
    indicator = TargetFactory.create().indicator

    assert desk.post(page(indicator, "delete"), {"post": "yes"}).status_code == 302

    assert not Indicator.objects.exists()
    assert Change.objects.filter(kind="target", field="value", old="10", new="").exists()


def test_plans_areas_goals_and_people_have_no_delete(desk: Client) -> None:
    goal = ResultGoalFactory.create()

    for row in (goal, goal.area, goal.plan, UserFactory.create()):
        assert desk.post(page(row, "delete"), {"post": "yes"}).status_code == 403


# --- Rounds, successors, withdrawn goals --------------------------------------------------------------------


def test_a_round_is_opened_for_the_next_year(desk: Client) -> None:
    plan = ActionPlanFactory.create()
    ReportingRoundFactory.create(plan=plan, first_year=2018)
    EffortAreaFactory.create(plan=plan, number=3, title="Indgribende")
    address = f"{reverse('admin:plans_reportinground_add')}?plan={plan.pk}"
    posted = filled_in(desk, address)
    assert (posted["first_year"], posted["as_of"]) == (2019, "2019-12-31")

    page_text = words(desk.post(address, posted, follow=True))

    assert "Runden for 2019 er åben." in page_text
    assert "Ingen har ansvar for: 3. Indgribende." in page_text
    assert plan.rounds.get(first_year=2019).state == RoundState.OPEN


def test_a_round_outside_the_plan_is_refused_at_its_field(desk: Client) -> None:
    plan = ActionPlanFactory.create()
    address = f"{reverse('admin:plans_reportinground_add')}?plan={plan.pk}"
    posted = {**filled_in(desk, address), "first_year": 2020, "last_year": 2020}

    assert errors(desk.post(address, posted)) == {"first_year": ["Året skal ligge i planens år, 2018–2019."]}
    assert not ReportingRound.objects.exists()


def test_a_round_is_closed_on_its_page(desk: Client) -> None:
    round_ = ReportingRoundFactory.create()
    assert "kan ingen ændre tallene i den" in words(desk.get(page(round_, "state")))

    page_text = words(desk.post(page(round_, "state"), {"version": 1}, follow=True))
    assert "Runden er lukket." in page_text
    page_text = words(desk.post(page(round_, "state"), {"version": 1}))
    assert "En anden har gemt det samme samtidig" in page_text
    desk.post(page(round_, "state"), {"version": 2})
    assert ReportingRound.objects.get().state == RoundState.OPEN


def test_the_day_of_a_round_with_figures_stays(desk: Client) -> None:
    round_ = ReportingRoundFactory.create(as_of=date(2020, 1, 15))
    MeasurementFactory.create(indicator__goal__area__plan=round_.plan, as_of=date(2020, 1, 15))
    posted = {**filled_in(desk, page(round_)), "as_of": "2020-02-01"}

    assert errors(desk.post(page(round_), posted)) == {
        "as_of": [
            "Der er indberettet tal pr. 15. januar 2020. Behold dagen, eller åbn en ny runde for den nye dag."
        ]
    }


def test_a_plan_is_copied_as_suggested(desk: Client) -> None:
    plan = ActionPlanFactory.create(title="VINK 2018-19", slug="vink-2018-19")
    TargetFactory.create(indicator__goal__area__plan=plan, year=2018)
    form = desk.get(page(plan, "copy")).context["form"]
    suggested = {field.name: field.value() for field in form}
    assert suggested == {
        "title": "VINK 2020-21",
        "slug": "vink-2020-21",
        "starts_on": date(2020, 1, 1),
        "ends_on": date(2021, 12, 31),
    }

    page_text = words(desk.post(page(plan, "copy"), suggested, follow=True))

    assert "VINK 2020-21 er oprettet: 1 områder og 1 mål." in page_text
    assert ActionPlan.objects.get(slug="vink-2020-21").predecessor == plan


def test_a_copy_that_cannot_be_says_why_at_its_field(desk: Client) -> None:
    plan = ActionPlanFactory.create(slug="vink-2018-19")
    posted = {"title": "Ny", "slug": "vink-2018-19", "starts_on": "01.01.2020", "ends_on": "31.12.2021"}

    response = desk.post(page(plan, "copy"), posted)

    assert response.context["form"].errors == {
        "slug": ["Adresse vink-2018-19 findes her allerede. Vælg en anden."]
    }
    assert ActionPlan.objects.count() == 1


def test_a_goal_is_withdrawn_and_taken_back(desk: Client) -> None:
    goal = ResultGoalFactory.create()

    response = desk.post(page(goal, "withdraw"), {"from_year": 2019, "why": "", "version": 1})
    assert list(response.context["form"].errors) == ["why"]
    posted = {"from_year": 2019, "why": "Udvalget besluttede det", "version": 1}
    page_text = words(desk.post(page(goal, "withdraw"), posted, follow=True))
    assert "Målet udgår fra og med 2019." in page_text
    assert Change.objects.get().why == "Udvalget besluttede det"

    page_text = words(desk.post(page(goal, "withdraw"), {"why": "Fortrudt", "version": 2}, follow=True))
    assert "Målet er med igen i alle planens år." in page_text
    assert ResultGoal.objects.get().withdrawn_from is None


# --- Choosing from long lists -------------------------------------------------------------------------------


def test_areas_of_several_plans_are_told_apart(desk: Client) -> None:
    for title in ("Første plan", "Anden plan"):
        EffortAreaFactory.create(plan__title=title, number=1, title="Civilsamfund")

    found = desk.get(
        reverse("admin:autocomplete"),
        {
            "term": "civil",
            "app_label": "plans",
            "model_name": "responsibility",
            "field_name": "area",
        },
    ).json()

    assert {each["text"] for each in found["results"]} == {
        "1. Civilsamfund (Første plan)",
        "1. Civilsamfund (Anden plan)",
    }


def test_a_key_figures_indicator_is_chosen_with_its_plan(desk: Client) -> None:
    IndicatorFactory.create(label="Dialoger", goal__area__plan__title="Planen")

    found = desk.get(
        reverse("admin:autocomplete"),
        {
            "term": "dia",
            "app_label": "plans",
            "model_name": "keyfigure",
            "field_name": "indicator",
        },
    ).json()

    assert [each["text"] for each in found["results"]] == ["Dialoger (Planen)"]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_asks_the_database_as_often_however_long_it_is(
    desk: Client, rows: int, django_assert_num_queries: Any
) -> None:
    for _number in range(rows):
        ResponsibilityFactory.create()
    address = reverse("admin:plans_responsibility_changelist")
    desk.get(address)

    with django_assert_num_queries(8):  # one keeps who saw whose areas they are
        desk.get(address)
