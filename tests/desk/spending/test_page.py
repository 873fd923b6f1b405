"""Does the page of spending ask for the right lines, keep what was typed, add up, and let one choose?

Tests the page on which the amounts spent of a round's budget lines are reported, corrected and taken back.
"""

from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plans.actions.spending import retract_spent
from plans.enums import AmountKind, RoundState
from plans.models import BudgetLine, Change, ReportingRound
from plans.wording.figures import day_and_time
from tests.desk.entry_page import HTMX, Node, get, read
from tests.desk.goal.entry_form import errors, post
from tests.factories import BudgetLineFactory, UserFactory
from tests.plans.entry_plan import EntryPlan
from tests.plans.spending_plan import SpendingPlan, spending_plan


@pytest.fixture
def money(there: EntryPlan) -> SpendingPlan:
    return spending_plan(there)


def field(line: BudgetLine, name: str = "amount") -> str:
    return f"line-{line.pk}-{name}"


def form_on(page: Node) -> dict[str, str]:
    return page.one("form", id="spending").fields()


def questions(page: Node) -> list[str]:
    return [node.text for node in page.with_class("question__text")]


def answers(page: Node) -> dict[str, tuple[str, str]]:
    """What each answer of a page says, and what it posts."""
    return {
        node.text.split(":")[0].strip(): (node.attributes["name"], node.attributes["value"])
        for node in page.with_class("question__answer")
    }


def spent(line: BudgetLine) -> BudgetLine:
    return BudgetLine.objects.get(
        kind=AmountKind.SPENT, table=line.table, area=line.area, first_year=line.first_year
    )


def test_a_contributor_is_asked_for_their_lines_of_the_years(karin: Client, money: SpendingPlan) -> None:
    page = get(karin, money.address)

    asked = {name for name in form_on(page) if name.endswith("-amount")}
    assert asked == {field(money.shared), field(money.karins)}
    assert "Området er givet til andre" in page.one("tr", id=f"line-{money.bos.pk}").text
    assert "0 af 2 budgetposter har et forbrug" in page.text
    table = page.one("table", **{"aria-labelledby": f"table-{money.table.pk}"})
    assert "1,85" in table.text  # 1.5 + 0.35


def test_amounts_are_saved_told_and_taken_back(karin: Client, money: SpendingPlan) -> None:
    typed = form_on(get(karin, money.address)) | {
        field(money.shared): "4,15",
        field(money.karins): "–",
        field(money.karins, "note"): "Afregnes i 2020",
    }

    status, page = post(karin, money.address, typed)

    assert status == 302
    assert "2 beløb er gemt." in page.text
    assert "0,05 over budgettet (101 pct. brugt)" in page.text  # 4.15 of 4.1: 101.2 %
    assert (spent(money.shared).amount, spent(money.karins).amount) == (Decimal("4.15"), None)
    assert spent(money.karins).footnote == "Afregnes i 2020"
    assert form_on(page)[field(money.karins)] == "–"
    history = page.with_class("spending-history")[0].text
    assert "Karin Holm" in history
    assert "note: »Afregnes i 2020«" in history

    back = page.with_class("spending-undo")[0].fields()
    status, page = post(karin, money.address, back)

    assert "Fortrudt: 2 beløb mangler igen." in page.text
    assert not BudgetLine.objects.filter(kind=AmountKind.SPENT).exists()
    assert "4,15 blev taget tilbage" in page.with_class("spending-history")[0].text


def test_wrong_amounts_are_told_by_field_and_everything_typed_stays(
    karin: Client, money: SpendingPlan
) -> None:
    typed = form_on(get(karin, money.address)) | {
        field(money.shared): "4.1",
        field(money.karins): "1,2",
        field(money.karins, "note"): "Løn",
    }

    status, page = post(karin, money.address, typed)

    assert status == 422
    assert errors(page) == [
        "Forbrugt af Indsatsen, Budget 2016, 2019 har et punktum. Skriv komma foran decimaler, fx 4,1."
    ]
    held = form_on(page)
    assert (held[field(money.shared)], held[field(money.karins)]) == ("4.1", "1,2")
    assert held[field(money.karins, "note")] == "Løn"
    assert not BudgetLine.objects.filter(kind=AmountKind.SPENT).exists()
    status, _page = post(karin, money.address, held | {field(money.shared): "4,1"})
    assert status == 302
    assert spent(money.karins).amount == Decimal("1.2")


@pytest.mark.parametrize(
    "wrong", ["tolv", "1e400", "--3", "1,00001", "1" * 16, "٣", "1\u202e2", "<b>1</b>", "\x001", "1.2.3"]
)
def test_what_is_no_amount_is_refused_and_kept(karin: Client, money: SpendingPlan, wrong: str) -> None:
    typed = form_on(get(karin, money.address)) | {field(money.karins): wrong}

    status, page = post(karin, money.address, typed)

    assert status == 422
    (error,) = errors(page)
    assert error.startswith("Forbrugt af Målrettet forebyggende indsats, 2019")
    assert form_on(page)[field(money.karins)] == wrong


def test_a_note_alone_is_called_a_note(karin: Client, money: SpendingPlan) -> None:
    post(karin, money.address, form_on(get(karin, money.address)) | {field(money.karins): "1,4"})

    typed = form_on(get(karin, money.address)) | {field(money.karins, "note"): "Heraf 0,2 til lokaler"}
    _status, page = post(karin, money.address, typed)
    assert [node.text for node in page.with_class("alert-text")] == ["1 note er gemt."]


def test_a_saved_amount_is_not_simply_emptied_and_a_note_needs_its_amount(
    karin: Client, money: SpendingPlan
) -> None:
    money.spend(money.karins, "1.2", by=money.entry.karin)
    typed = form_on(get(karin, money.address)) | {
        field(money.karins): "",
        field(money.shared, "note"): "Husleje",
    }

    status, page = post(karin, money.address, typed)

    assert status == 422
    alone, emptied = errors(page)
    assert "er gemt (1,2) og kan ikke slettes" in emptied
    assert "mangler: der er kun en note" in alone


@pytest.mark.slow
def test_two_at_once_see_both_and_choose(karin: Client, money: SpendingPlan) -> None:
    typed = form_on(get(karin, money.address)) | {field(money.shared): "3,9", field(money.karins): "1,2"}
    money.spend(money.shared, "4", by=money.entry.bo)

    status, page = post(karin, money.address, typed)

    assert status == 409
    choice = page.with_class("conflict")[0].text
    assert "Gem mit tal, 3,9" in choice
    assert "Behold det gemte, 4" in choice
    assert "Bo Lund" in choice
    assert form_on(page)[field(money.karins)] == "1,2"
    both = form_on(page)

    status, _page = post(karin, money.address, both | {field(money.shared, "choice"): "theirs"})
    assert (status, spent(money.shared).amount, spent(money.karins).amount) == (
        302,
        Decimal(4),
        Decimal("1.2"),
    )

    again = both | {field(money.shared, "choice"): "mine"}
    status, _page = post(karin, money.address, again)
    assert (status, spent(money.shared).amount, spent(money.shared).version) == (302, Decimal("3.9"), 2)


def test_an_amount_that_somebody_has_taken_back_is_not_written_over_unseen(
    karin: Client, money: SpendingPlan
) -> None:
    row = money.spend(money.shared, "4", by=money.entry.bo)
    typed = form_on(get(karin, money.address)) | {field(money.shared): "3,9"}
    retract_spent(
        by=money.entry.bo,
        round=money.entry.round,
        line=money.shared,
        version=row.version,
        today=money.entry.round.as_of,
    )

    status, page = post(karin, money.address, typed)

    choice = page.with_class("conflict")[0].text
    assert status == 409
    assert "en anden har fjernet tallet, mens du skrev dit" in choice
    assert "Bo Lund, " in choice
    assert not BudgetLine.objects.filter(kind=AmountKind.SPENT).exists()

    status, _page = post(karin, money.address, form_on(page) | {field(money.shared, "choice"): "mine"})
    assert (status, spent(money.shared).amount) == (302, Decimal("3.9"))


def test_what_another_changed_and_i_did_not_stays_theirs(karin: Client, money: SpendingPlan) -> None:
    money.spend(money.shared, "3", by=money.entry.bo)
    typed = form_on(get(karin, money.address)) | {field(money.karins): "1,2"}
    money.spend(money.shared, "4", by=money.entry.bo, version=1)

    status, _page = post(karin, money.address, typed)

    assert (status, spent(money.shared).amount) == (302, Decimal(4))


def test_undoing_after_somebody_elses_change_changes_nothing(karin: Client, money: SpendingPlan) -> None:
    typed = form_on(get(karin, money.address)) | {field(money.shared): "3"}
    _status, page = post(karin, money.address, typed)
    back = page.with_class("spending-undo")[0].fields()
    money.spend(money.shared, "4", by=money.entry.bo, version=1)

    _status, page = post(karin, money.address, back)

    assert "intet er fortrudt" in page.text
    assert spent(money.shared).amount == Decimal(4)


def test_the_sums_follow_while_one_types(karin: Client, money: SpendingPlan) -> None:
    typed = form_on(get(karin, money.address)) | {field(money.shared): "2,05", field(money.karins): "450000"}

    response = karin.post(f"{money.address}preview/", typed)

    page = read(response.content.decode())
    text_by_id = {node.attributes["id"]: node.text for node in page.all("span") if "id" in node.attributes}
    assert text_by_id[f"line-{money.shared.pk}-balance"] == "2,05 tilbage (50 pct. brugt)"
    assert text_by_id[f"table-{money.frame.pk}-sum-spent"] == "2,05"
    assert questions(page) == ["Beløbet er mange gange budgettet. Er det skrevet i mio. kr.?"]
    assert not BudgetLine.objects.filter(kind=AmountKind.SPENT).exists()


def test_a_refund_is_asked_about_while_one_types_and_is_saved(karin: Client, money: SpendingPlan) -> None:
    typed = form_on(get(karin, money.address)) | {field(money.karins): "-0,25"}

    page = read(karin.post(f"{money.address}preview/", typed).content.decode())
    assert questions(page) == ["Beløbet er under 0. Er der kommet penge retur?"]
    assert post(karin, money.address, typed)[0] == 302
    assert spent(money.karins).amount == Decimal("-0.25")
    assert form_on(get(karin, money.address))[field(money.karins)] == "-0,25"


@pytest.mark.slow
def test_a_refund_that_somebody_lets_stand_is_asked_about_no_more(karin: Client, money: SpendingPlan) -> None:
    typed = form_on(get(karin, money.address)) | {field(money.karins): "-0,25"}
    _status, page = post(karin, money.address, typed)
    answer = answers(page)["Ja, det er rigtigt"]
    assert answer == ("answer", f"line-{money.karins.pk}=-0.25")

    response = karin.post(money.address, form_on(page) | dict([answer]), headers=HTMX)
    answered = read(response.content.decode())
    assert (response.status_code, questions(answered)) == (200, [])
    page = get(karin, money.address)
    assert questions(page) == []
    confirmed = [[node.text for node in each.with_class("confirmed")] for each in (answered, page)]
    when = day_and_time(Change.objects.get(kind="answer").when)
    assert confirmed == [[f"Bekræftet af Karin Holm, {when}"]] * 2
    assert "bekræftede, at -0,25 er rigtigt" in page.text.replace("−", "-")
    kept = Change.objects.get(kind="answer")
    assert (kept.object_id, kept.field, kept.new, kept.who_id) == (
        money.karins.pk,
        "spent",
        "-0.25",
        money.entry.karin.pk,
    )
    # another refund is asked about
    other = form_on(get(karin, money.address)) | {field(money.karins): "-0,3"}
    assert questions(post(karin, money.address, other)[1]) == [
        "Beløbet er under 0. Er der kommet penge retur?"
    ]


@pytest.mark.slow
def test_kroner_are_taken_as_millions_with_one_press(karin: Client, money: SpendingPlan) -> None:
    typed = form_on(get(karin, money.address)) | {field(money.karins): "1450000"}  # the budget is 1.5
    _status, page = post(karin, money.address, typed)
    offer = answers(page)["Ret til 1,45"]
    _status, page = post(karin, money.address, form_on(page) | dict([offer]))

    assert (spent(money.karins).amount, questions(page)) == (Decimal("1.45"), [])


def test_who_cannot_enter_an_amount_is_not_asked(client: Client, karin: Client, money: SpendingPlan) -> None:
    typed = form_on(get(karin, money.address)) | {field(money.karins): "-0,25"}
    post(karin, money.address, typed)
    client.force_login(UserFactory.create(username="reader"))

    assert questions(get(client, money.address)) == []


def test_a_closed_round_keeps_what_was_typed_to_be_copied(karin: Client, money: SpendingPlan) -> None:
    typed = form_on(get(karin, money.address)) | {field(money.karins): "1,2"}
    ReportingRound.objects.update(state=RoundState.CLOSED)

    status, page = post(karin, money.address, typed)

    assert status == 422
    assert "Runden er lukket" in page.text
    assert form_on(page)[field(money.karins)] == "1,2"
    assert not page.all("form", id="spending")[0].all("button")
    assert not get(karin, money.address).all("form", id="spending")


def test_others_lines_cannot_be_posted(karin: Client, money: SpendingPlan) -> None:
    assert karin.post(money.address, {field(money.bos): "1"}).status_code == 403
    assert not BudgetLine.objects.filter(kind=AmountKind.SPENT).exists()


def test_an_area_of_several_tables_has_its_own_sum(karin: Client, money: SpendingPlan) -> None:
    BudgetLineFactory.create(
        table=money.frame,
        area=money.karins.area,
        category="Tillæg",
        first_year=2019,
        last_year=2019,
        amount=Decimal("0.25"),
    )
    page = get(karin, money.address)
    sums = page.one("table", **{"aria-labelledby": "area-sums"})
    assert "1,75 mio. kr." in sums.text  # 1.5 + 0.25


def test_without_a_round_or_a_budget_the_page_says_what_is_missing(karin: Client, there: EntryPlan) -> None:
    assert "Planen har ingen budgetposter for 2019" in get(karin, f"{there.address}spending/").text
    no_round = f"/plans/{there.plan.slug}/entry/2018/spending/"
    assert "Der er ingen indberetning for 2018" in get(karin, no_round).text
    assert karin.post(no_round).status_code == 404


def test_tasks_and_the_page_of_figures_lead_there(karin: Client, money: SpendingPlan) -> None:
    link = get(karin, "/tasks/").one("a", href=money.address)
    assert link.text == "Forbrug mangler for 2 budgetposter"
    assert get(karin, money.entry.address).all("a", href=money.address)

    for line in (money.shared, money.karins):
        money.spend(line, None, by=money.entry.karin)

    assert not get(karin, "/tasks/").all("a", href=money.address)


def test_a_reader_reads_and_sends_nothing(client: Client, money: SpendingPlan) -> None:
    client.force_login(UserFactory.create())
    page = get(client, money.address)
    assert "ikke oplyst" in page.text
    assert not page.all("form", id="spending")


@pytest.mark.parametrize("lines", [1, 3])
def test_more_lines_take_no_more_queries(
    django_assert_num_queries: DjangoAssertNumQueries, karin: Client, money: SpendingPlan, lines: int
) -> None:
    more = [
        BudgetLineFactory.create(
            table=money.table,
            area=money.karins.area,
            category=f"Post {number}",
            first_year=2019,
            last_year=2019,
            amount=Decimal(1),
        )
        for number in range(lines)
    ]
    for line in more:
        money.spend(line, "0.5", by=money.entry.karin)
    get(karin, money.address)
    with django_assert_num_queries(18):
        get(karin, money.address)


def test_a_line_over_several_years_is_asked_for_in_each(karin: Client, money: SpendingPlan) -> None:
    line = BudgetLineFactory.create(table=money.table, category="Hotline", amount=None)  # 2018-2019, a dash
    page = get(karin, money.address)
    assert "2018–2019" in page.one("tr", id=f"line-{line.pk}").text
    assert "0 af 2 budgetposter" in page.text  # nothing was set aside: nothing need be told
