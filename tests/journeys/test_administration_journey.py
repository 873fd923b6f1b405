"""Can an administrator set up a new plan in the browser alone, so that somebody enters its figures?

A journey in the browser: a plan is copied, changed, given to a contributor, and its round opened, until the
first figures are entered.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

import pytest
from django.core import mail
from playwright.sync_api import Locator, Page, expect

from plans.actions.plan_import import import_plan
from plans.models import ActionPlan, Change, Indicator, Measurement, ResultGoal
from tests.factories import PASSWORD, UserFactory
from tests.journeys.conftest import AxeCheck, SignIn
from tests.journeys.layout import fits
from tests.plans import vink_files
from vink.accounts.models import User

DESK, TELEPHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


@pytest.fixture
def administrator(transactional_db: None) -> User:
    """The three real plans, and somebody who may set things up."""
    for slug in vink_files.SLUGS:
        import_plan(plan_file=vink_files.read(slug))
    return UserFactory.create(administrator=True, first_name="Ada", last_name="Min")


def done(page: Page, sentence: str) -> None:
    expect(page.locator(".messagelist")).to_contain_text(sentence)


def choose(page: Page, field: str, search: str, option: str) -> None:
    """Find a row in a long list and choose it."""
    page.locator(f".field-{field} .select2-selection").click()
    page.locator(".select2-search__field").fill(search)
    page.get_by_role("option", name=option).click()


def save(page: Page) -> None:
    page.get_by_role("button", name="Gem", exact=True).click()


def row(page: Page, prefix: str, number: int) -> Locator:
    return page.locator(f"#{prefix}-{number}")


def covers_the_title(page: Page) -> bool:
    """Whether a link to what is done to the row lies over the row's title."""
    return bool(
        page.evaluate(
            """() => {
              const title = document.querySelector("#content > h2")?.getBoundingClientRect();
              const links = [...document.querySelectorAll(".object-tools a")];
              const boxes = links.map((link) => link.getBoundingClientRect());
              return title && boxes.some((box) => box.top < title.bottom && box.bottom > title.top);
            }"""
        )
    )


def make_the_next_plan(page: Page) -> ActionPlan:
    page.get_by_role("link", name="Handleplaner", exact=True).last.click()
    page.get_by_role("link", name="VINK’s handleplan 2018-19").click()
    page.get_by_role("link", name="Kopiér til en ny plan").click()
    expect(page.get_by_label("Adresse")).to_have_value("vink-2020-21")
    expect(page.get_by_label("Begynder")).to_have_value("01.01.2020")
    page.get_by_label("Titel").fill("VINK 2020-21")
    page.get_by_role("button", name="Opret den nye plan").click()
    done(page, "VINK 2020-21 er oprettet: 3 områder og")
    return ActionPlan.objects.get(slug="vink-2020-21")


def change_a_target(page: Page) -> None:
    """10 dialogues become 12,5 in 2020."""
    page.get_by_role("link", name="Resultatmål").last.click()
    page.get_by_role("link", name="10 målrettede dialogaktiviteter").click()
    page.get_by_role("link", name="Måltal for indikatorerne").click()
    page.locator("#result_list tbody th a").click()
    target = row(page, "targets", 0)
    expect(target.get_by_label("År")).to_have_value("2020")
    target.get_by_label("Måltal").fill("12.5")
    save(page)
    expect(target).to_contain_text("Skriv komma foran decimaler, fx 12,5.")
    target.get_by_label("Måltal").fill("12,5")
    save(page)
    done(page, "blev ændret")


def add_a_goal_with_two_indicators(page: Page, plan: ActionPlan) -> ResultGoal:
    page.goto(f"/admin/plans/resultgoal/add/?plan={plan.pk}")
    page.get_by_label("Nøgle").fill("moeder-og-hoeringer")
    page.locator("#id_wording").fill("4 møder og 2 høringer i 2020")
    page.get_by_label("Indsatsområde:", exact=True).select_option(label=str(plan.areas.get(number=1)))
    for number, label in enumerate(["Møder", "Høringer"]):
        page.get_by_role("button", name="Tilføj endnu en Indikator").click()
        indicator = row(page, "indicators", number)
        expect(indicator.get_by_label("Rækkefølge")).to_have_value(str(number + 1))
        indicator.get_by_label("Navn").fill(label)
        indicator.get_by_label("Opgøres som").select_option(label="antal")
        indicator.get_by_label("Sådan opgøres flere år").select_option(label="årenes tal lægges sammen")
    save(page)
    done(page, "blev tilføjet")
    goal = ResultGoal.objects.get(plan=plan, key="moeder-og-hoeringer")
    for indicator_row, value in zip(goal.indicators.order_by("order"), ["4", "2"], strict=True):
        page.goto(f"/admin/plans/indicator/{indicator_row.pk}/change/")
        page.get_by_role("button", name="Tilføj endnu en Måltal").click()
        row(page, "targets", 0).get_by_label("År").fill("2020")
        row(page, "targets", 0).get_by_label("Måltal").fill(value)
        save(page)
        done(page, "blev ændret")
    return goal


def let_karin_in_and_give_her_the_area(page: Page, plan: ActionPlan) -> None:
    page.goto("/admin/accounts/user/add/")
    page.get_by_label("Brugernavn").fill("karin")
    page.get_by_label("Fornavn").fill("Karin")
    page.get_by_label("Efternavn").fill("Holm")
    page.get_by_label("Rolle").select_option(label="indberetter")
    page.get_by_label("E-mail-adresse").fill("karin@kommune.example")
    save(page)
    done(page, "Invitationen er sendt til Karin Holm på karin@kommune.example.")
    page.goto("/admin/plans/responsibility/add/")
    choose(page, "user", "karin", "Karin Holm (indberetter)")
    choose(page, "area", "civilsamfundet", f"{plan.areas.get(number=1)} (VINK 2020-21)")
    page.get_by_label("Fra").fill("01.01.2020")
    save(page)
    done(page, "blev tilføjet")


def open_the_round(page: Page, plan: ActionPlan) -> None:
    page.goto(f"/admin/plans/actionplan/{plan.pk}/change/")
    page.get_by_role("link", name="Åbn en runde").click()
    expect(page.get_by_label("Første år")).to_have_value("2020")
    expect(page.get_by_label("Opgjort pr.")).to_have_value("31.12.2020")
    save(page)
    done(page, "Runden for 2020 er åben.")
    done(page, "Ingen har ansvar for: 2.")


def enter_as_karin(page: Page, figures: Mapping[Indicator, str], axe: AxeCheck) -> None:
    page.context.clear_cookies()
    [link] = re.findall(r"http://\S+", str(mail.outbox[0].body))
    page.goto(urlsplit(link).path)
    axe(page)
    page.get_by_label("Ny adgangskode", exact=True).fill(PASSWORD)
    page.get_by_label("Ny adgangskode igen").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/password/new/done/")
    page.goto("/plans/vink-2020-21/entry/2020/")
    page.get_by_label("Brugernavn").fill("karin")
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log på").click()
    for indicator, figure in figures.items():
        page.locator(f"#figure-{indicator.pk}-2020-figure").fill(figure)
        page.keyboard.press("Enter")
        expect(page.locator(f"#figure-{indicator.pk}-2020")).to_contain_text("Gemt kl. ")


def test_a_new_plan_from_the_old_to_its_first_figures(
    page: Page, administrator: User, signed_in: SignIn, axe: AxeCheck
) -> None:
    # given the plan of 2018–19
    signed_in(page, administrator).goto("/")
    page.get_by_role("link", name="Administration").click()

    # when the administrator sets up the next plan
    plan = make_the_next_plan(page)
    change_a_target(page)
    goal = add_a_goal_with_two_indicators(page, plan)
    let_karin_in_and_give_her_the_area(page, plan)
    open_the_round(page, plan)

    # and Karin enters what her area has reached
    dialogues = ResultGoal.objects.get(plan=plan, key="dialogaktiviteter").indicators.get()
    meetings, hearings = goal.indicators.order_by("order")
    enter_as_karin(page, {dialogues: "12", meetings: "4", hearings: "2"}, axe)

    # then 12 of 12,5 is partly reached, (12,5−12)/12,5 = 4 % off, and 4 of 4 and 2 of 2 are reached
    expect(page.locator(f"#judgement-{dialogues.goal_id} .status").first).to_have_text("Delvist nået")
    axe(page)
    page.goto("/plans/vink-2020-21/status/2020/")
    rows = page.get_by_role("row")
    expect(rows.filter(has_text="10 målrettede dialogaktiviteter")).to_contain_text("Delvist nået")
    expect(rows.filter(has_text="4 møder og 2 høringer i 2020")).to_contain_text("Nået")
    page.goto("/plans/vink-2020-21/annex/2020/")
    expect(rows.filter(has_text="4 møder og 2 høringer i 2020")).to_contain_text("Målet er nået.")

    # and the history tells who did it
    assert Measurement.objects.filter(indicator__goal__plan=plan).count() == 3
    assert Change.objects.filter(plan=plan, who=administrator, why__startswith="Kopieret fra").exists()
    assert Change.objects.filter(kind="target", old="10", new="12.5", who=administrator).exists()


@pytest.mark.parametrize("size", [DESK, TELEPHONE], ids=["desk", "telephone"])
def test_the_pages_fit_and_are_accessible(
    page: Page, administrator: User, signed_in: SignIn, axe: AxeCheck, size: dict[str, int]
) -> None:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    signed_in(page, administrator)
    plan = ActionPlan.objects.get(slug="vink-2018-19")
    goal = plan.goals.get(key="dialogaktiviteter")
    for address in [
        "/admin/",
        "/admin/plans/actionplan/",
        f"/admin/plans/actionplan/{plan.pk}/change/",
        f"/admin/plans/actionplan/{plan.pk}/copy/",
        f"/admin/plans/resultgoal/{goal.pk}/change/",
        f"/admin/plans/resultgoal/{goal.pk}/withdraw/",
        f"/admin/plans/indicator/{goal.indicators.get().pk}/change/",
        f"/admin/plans/reportinground/add/?plan={plan.pk}",
        f"/admin/plans/reportinground/{plan.rounds.order_by('pk')[0].pk}/state/",
        "/admin/plans/responsibility/add/",
        f"/admin/plans/budgettable/{plan.budget_tables.order_by('order')[0].pk}/change/",
        "/admin/plans/measurement/",
        "/admin/plans/change/",
        "/admin/accounts/user/",
        "/admin/accounts/user/add/",
    ]:
        page.goto(address)
        assert fits(page), address
        assert not covers_the_title(page), address
        axe(page)
