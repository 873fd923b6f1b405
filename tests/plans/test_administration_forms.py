"""Does every form of the administration answer in sentences, whatever is left out or too large?

Tests the errors of the administration's forms, and the Danish of its history.
"""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField
from django.test import Client
from django.urls import reverse
from zeal import zeal_ignore

from plans.actions import administration, history
from plans.models import Change, Indicator, ReportingRound, Responsibility
from tests import catalogue
from tests.factories import (
    ActionPlanFactory,
    DecisionFactory,
    EffortAreaFactory,
    IndicatorFactory,
    KeyFigureFactory,
    MeasurementFactory,
    ReportingRoundFactory,
    ResultGoalFactory,
    TargetFactory,
    UserFactory,
)
from tests.plans.test_administration_pages import errors, filled_in, page, words
from vink.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(UserFactory.create(administrator=True, first_name="Ada", last_name="Min"))
    return client


def address_of_new(model: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")


def added_here() -> list[Any]:
    """The tables that get rows in the administration."""
    request: Any = type("Request", (), {"user": User(role="administrator", is_active=True)})()
    return [model for model, pages in admin.site._registry.items() if pages.has_add_permission(request)]


ADDED_HERE = pytest.mark.parametrize("model", added_here(), ids=lambda model: model._meta.model_name)


def chosen_only(desk: Client, address: str) -> dict[str, Any]:
    """The form at this address, with what is chosen among stored rows, and a row begun in each list."""
    context = desk.get(address).context
    posted: dict[str, Any] = {}
    for field in context["adminform"].form:
        if isinstance(field.field, ModelChoiceField) and field.field.queryset:
            posted[field.html_name] = field.field.queryset[0].pk
    for rows in context["inline_admin_formsets"]:
        formset = rows.formset
        posted |= {f"{formset.prefix}-TOTAL_FORMS": 1, f"{formset.prefix}-INITIAL_FORMS": 0}
        for name in formset.empty_form.fields:
            # A word is no number, no year, no choice; but it begins the row.
            posted[f"{formset.prefix}-0-{name}"] = "" if name in {"id", "version", formset.fk.name} else "x"
    return posted


@ADDED_HERE
def test_an_empty_form_is_answered_in_sentences(desk: Client, model: Any) -> None:
    address = address_of_new(model)
    rows = desk.get(address).context["inline_admin_formsets"]
    posted = {f"{each.formset.prefix}-{count}_FORMS": 0 for each in rows for count in ("TOTAL", "INITIAL")}

    response = desk.post(address, posted)

    assert response.status_code == 200
    assert errors(response)
    assert not model.objects.exclude(pk__in=User.objects.values("pk") if model is User else []).exists()


@ADDED_HERE
def test_a_form_filled_in_by_half_is_answered_in_sentences(desk: Client, model: Any) -> None:
    UserFactory.create(role="contributor")
    goal = ResultGoalFactory.create()
    IndicatorFactory.create(goal=goal)
    ReportingRoundFactory.create(plan=goal.plan)
    before = model.objects.count()

    address = address_of_new(model)
    response = desk.post(address, chosen_only(desk, address))

    assert response.status_code == 200
    assert errors(response)
    assert model.objects.count() == before


def test_an_area_given_without_a_day_stays_chosen_and_is_told_with_its_plan(desk: Client) -> None:
    area = EffortAreaFactory.create(plan__title="Planen", number=1, title="Civilsamfund")
    karin = UserFactory.create(role="contributor")

    response = desk.post(address_of_new(Responsibility), {"user": karin.pk, "area": area.pk, "starts_on": ""})

    assert errors(response) == {"starts_on": ["Fra mangler."]}
    assert "1. Civilsamfund (Planen)" in words(response)


# --- Rows that change places --------------------------------------------------------------------------------


def test_two_targets_change_years_on_the_page(desk: Client) -> None:
    indicator = IndicatorFactory.create()
    first, second = (TargetFactory.create(indicator=indicator, year=year) for year in (2018, 2019))
    posted = filled_in(desk, page(indicator)) | {"targets-0-year": 2019, "targets-1-year": 2018}

    assert desk.post(page(indicator), posted).status_code == 302

    assert [target.pk for target in indicator.targets.order_by("year")] == [second.pk, first.pk]
    changes = Change.objects.filter(kind="target", field="year").order_by("pk")
    assert [(change.old, change.new) for change in changes] == [("2018", "2019"), ("2019", "2018")]


def test_what_only_the_action_refuses_is_told_with_what_was_typed(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = TargetFactory.create(year=2018, indicator__label="Før")
    page_of_it = page(target.indicator)
    posted = filled_in(desk, page_of_it) | {"label": "Efter", "targets-0-value": "12,5"}

    def refuse(*_args: object, **_named: object) -> None:
        raise ValidationError("Det går ikke an.")

    monkeypatch.setattr(administration, "save_page", refuse)
    with zeal_ignore():  # the page is read again for its answer
        response = desk.post(page_of_it, posted)

    assert errors(response) == {"__all__": ["Det går ikke an."]}
    assert 'value="12,5"' in response.content.decode()
    assert 'value="Efter"' in response.content.decode()
    assert Indicator.objects.get().label == "Før"


def test_what_somebody_saves_in_the_same_moment_is_told_with_what_was_typed(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = TargetFactory.create(year=2018)
    page_of_it = page(target.indicator)
    posted = filled_in(desk, page_of_it) | {"targets-0-value": "12,5"}

    def refuse(*_args: object, **_named: object) -> None:
        raise history.Conflict(target.indicator)

    monkeypatch.setattr(administration, "save_page", refuse)
    response = desk.post(page_of_it, posted)

    message = (
        "Der er gemt noget andet samtidig, så dit er ikke gemt."
        " Gem igen, hvis det, du har skrevet, skal gælde."
    )
    assert errors(response) == {"__all__": [message]}
    assert 'value="12,5"' in response.content.decode()


def test_a_new_row_of_which_the_place_alone_is_filled_in_was_not_begun(desk: Client) -> None:
    indicator = IndicatorFactory.create(order=1)
    posted = filled_in(desk, page(indicator.goal)) | {
        "indicators-TOTAL_FORMS": 2,
        "indicators-1-order": 2,
        "indicators-1-direction": "at_least",  # as the form shows it
    }

    response = desk.post(page(indicator.goal), posted)
    assert response.status_code == 302, errors(response)

    assert Indicator.objects.get() == indicator


# --- Numbers that no column holds ---------------------------------------------------------------------------

YEAR, NUMBER = "Skriv et årstal fra 1900 til 2200.", "Skriv et helt tal fra 0 til 9999."
DAY = "Vælg en dag i årene fra 1900 til 2200."


@pytest.mark.parametrize("typed", [-1, 1899, 2201, 32768, 10**30])
def test_a_year_that_no_plan_has_is_refused_at_its_field(desk: Client, typed: int) -> None:
    target = TargetFactory.create(year=2018)
    posted = filled_in(desk, page(target.indicator)) | {"targets-0-year": typed}
    area = target.indicator.goal.area

    assert errors(desk.post(page(target.indicator), posted)) == {"targets-0-year": [YEAR]}
    assert errors(desk.post(page(area), filled_in(desk, page(area)) | {"started_year": typed})) == {
        "started_year": [YEAR]
    }


@pytest.mark.parametrize(("typed", "kept"), [(1900, 1900), (2200, 2200), ("", None)])
def test_the_outermost_years_are_kept(desk: Client, typed: object, kept: int | None) -> None:
    area = EffortAreaFactory.create()

    assert desk.post(page(area), filled_in(desk, page(area)) | {"started_year": typed}).status_code == 302

    area.refresh_from_db()
    assert area.started_year == kept


@pytest.mark.slow
@pytest.mark.parametrize("typed", [-1, 10_000, 32768, 10**30])
def test_an_order_that_no_list_has_is_refused_at_its_field(desk: Client, typed: int) -> None:
    indicator = IndicatorFactory.create(order=1)
    goal, area = indicator.goal, indicator.goal.area

    assert errors(desk.post(page(goal), filled_in(desk, page(goal)) | {"order": typed})) == {
        "order": [NUMBER]
    }
    assert errors(desk.post(page(goal), filled_in(desk, page(goal)) | {"indicators-0-order": typed})) == {
        "indicators-0-order": [NUMBER]
    }
    assert errors(desk.post(page(area), filled_in(desk, page(area)) | {"number": typed})) == {
        "number": [NUMBER]
    }


def test_days_that_no_plan_has_are_refused_at_their_fields(desk: Client) -> None:
    plan = ActionPlanFactory.create()
    posted = {"title": "Ny", "slug": "ny", "starts_on": "01.01.2020", "ends_on": "31.12.9999"}

    found = errors(desk.post(page(plan), filled_in(desk, page(plan)) | {"ends_on": "9999-12-31"}))
    assert found == {"ends_on": [DAY]}
    assert desk.post(page(plan, "copy"), posted).context["form"].errors == {"ends_on": [DAY]}


# --- Words instead of what the database keeps ---------------------------------------------------------------


def test_a_rows_title_is_in_words() -> None:
    figure = KeyFigureFactory.build(label="Unge", value=Decimal("300.0000"))
    measurement = MeasurementFactory.create(indicator__label="Dialoger", year=2019, as_of=date(2020, 1, 15))
    decision = DecisionFactory.build(
        committee="Borgerrepræsentationen", decided_on=date(2010, 12, 6), title="Planen"
    )

    assert str(figure) == "Unge: 300"
    assert str(KeyFigureFactory.build(label="Pr. elev", value=Decimal("1234.5000"))) == "Pr. elev: 1234,5"
    assert str(TargetFactory.create(value=Decimal("10.0000"))) == "10"
    assert str(measurement) == "Dialoger, 2019 (15. januar 2020)"
    assert str(decision) == "Borgerrepræsentationen, 6. december 2010: Planen"
    assert str(Change(kind="measurement", object_id=96, field="provisional")) == "måling 96: foreløbigt"
    assert str(Change(kind="forgotten", object_id=1, field="gone")) == "forgotten 1: gone"


@pytest.mark.parametrize(
    ("kind", "field", "stored", "expected"),
    [
        ("target", "value", "1234.5", "1.234,5"),
        ("measurement", "provisional", "true", "ja"),
        ("measurement", "provisional", "false", "nej"),
        ("measurement", "as_of", "2020-01-15", "15. januar 2020"),
        ("measurement", "as_of", "engang", "engang"),
        ("target", "value", "mange", "mange"),
        ("indicator", "measure", "count", "antal"),
    ],
)
def test_the_history_is_in_words(desk: Client, kind: str, field: str, stored: str, expected: str) -> None:
    change = Change.objects.create(kind=kind, object_id=1, field=field, old="", new=stored)

    listed = words(desk.get(reverse("admin:plans_change_changelist")))
    alone = desk.get(page(change))

    assert f" {expected} " in listed
    assert f" {expected} " in words(alone)


def test_a_figure_that_is_only_read_is_written_the_danish_way(desk: Client) -> None:
    measurement = MeasurementFactory.create(value=Decimal("1234.5000"))

    page_text = words(desk.get(page(measurement)))

    assert "1.234,5" in page_text
    assert "1234,5000" not in page_text


@pytest.mark.parametrize("button", ["_save", "_continue", "_addanother"])
def test_what_was_saved_is_told_in_vinks_danish(desk: Client, button: str) -> None:
    area = EffortAreaFactory.create(number=1, title="Civilsamfund")
    posted = filled_in(desk, page(area)) | {button: "1"}

    page_text = words(desk.post(page(area), posted, follow=True))

    assert re.search(r"» ?1. Civilsamfund ?« blev ændret\.", page_text)
    assert not re.search(r"[“”]|den/det|en/et", page_text)


def test_django_has_the_sentences_that_vink_words_itself() -> None:
    with catalogue.DANISH.open("rb") as file:
        own = {message.id for message in read_po(file, locale="da") if message.id}
    path = Path(admin.__file__).parent / "locale/da/LC_MESSAGES/django.po"
    with path.open("rb") as file:
        djangos = {message.id for message in read_po(file, locale="da")}

    assert own - djangos == set()
    assert catalogue.danish() == catalogue.DANISH.with_suffix(".mo").read_bytes()


@pytest.mark.parametrize("typed", ["79,5", "79,5 pct.", "79,5 %"])
def test_a_percentage_with_decimals_is_taken_with_and_without_its_sign(desk: Client, typed: str) -> None:
    target = TargetFactory.create(indicator__share=True, value=Decimal(70))
    plan, indicator = target.indicator.goal.plan, target.indicator
    own = {"tolerance_percent": typed, "tolerance_basis": "relative", "tolerance_boundary": "strict"}

    assert (
        desk.post(page(plan), filled_in(desk, page(plan)) | {"tolerance_percent": typed}).status_code == 302
    )
    posted = filled_in(desk, page(indicator)) | {"targets-0-value": typed} | own
    assert desk.post(page(indicator), posted).status_code == 302
    plan.refresh_from_db()
    indicator.refresh_from_db()
    target.refresh_from_db()
    assert (plan.tolerance_percent, indicator.tolerance_percent, target.value) == (Decimal("79.5"),) * 3


def test_a_number_of_things_has_no_sign_of_percent(desk: Client) -> None:
    target = TargetFactory.create(value=Decimal(10))
    posted = filled_in(desk, page(target.indicator)) | {"targets-0-value": "12 pct."}

    assert errors(desk.post(page(target.indicator), posted)) == {
        "targets-0-value": ["Målet opgøres ikke i procent. Skriv tallet alene, fx 15."]
    }


def test_a_deadline_in_the_past_is_saved_and_asked_about_once(desk: Client) -> None:
    round_ = ReportingRoundFactory.create()
    asked = "Fristen, 1. februar 2020, er allerede gået. Er det rigtigt?"

    def given(deadline: str) -> str:
        posted = filled_in(desk, page(round_)) | {"deadline": deadline}
        return words(desk.post(page(round_), posted, follow=True))

    assert asked in given("01.02.2020")
    round_.refresh_from_db()
    assert round_.deadline == date(2020, 2, 1)
    assert asked not in given("01.02.2020")  # saved again as it is
    assert "er allerede gået" not in given("01.02.2999")
    assert asked not in given("01.02.2020")  # the same once more
    assert "Fristen, 2. februar 2020, er allerede gået." in given("02.02.2020")


def test_a_round_that_is_opened_with_a_deadline_in_the_past_is_asked_about(desk: Client) -> None:
    plan = ActionPlanFactory.create()
    address = address_of_new(ReportingRound)
    posted = filled_in(desk, address) | {
        "plan": plan.pk,
        "first_year": 2019,
        "last_year": 2019,
        "as_of": "15.01.2020",
        "deadline": "01.02.2020",
    }

    assert "Fristen, 1. februar 2020, er allerede gået." in words(desk.post(address, posted, follow=True))
    assert plan.rounds.get().deadline == date(2020, 2, 1)


def test_the_history_names_an_answer_in_words(desk: Client) -> None:
    indicator = IndicatorFactory.create()
    Change.objects.create(kind="answer", object_id=indicator.pk, field="figure", new="2019: 18700")
    list_of_changes = words(desk.get(reverse("admin:plans_change_changelist")))

    assert f"svar på et spørgsmål {indicator.pk}" in list_of_changes
    assert "2019: 18700" in list_of_changes
