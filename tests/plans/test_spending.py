"""Is what was spent recorded by whom it may, beside its budget, with its history, and nobody overwritten?

Tests the actions that save and take back what was spent of a budget line.
"""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from plans import queries
from plans.actions.goal_entry import NotSaved
from plans.actions.history import Conflict
from plans.actions.plan_import import import_plan
from plans.actions.spending import GivenSpending, SpentInput, retract_spent, save_spending
from plans.domain.questions import question_of_spending
from plans.domain.spending import Tally, together
from plans.domain.values import Period
from plans.enums import AmountKind, RoundState
from plans.models import ActionPlan, BudgetLine, Change
from plans.planfile.reading import read_plan_file
from plans.planfile.writing import export_plan
from plans.wording.money import balance
from plans.wording.questions import question_text
from tests.factories import BudgetLineFactory
from tests.plans.entry_plan import EntryPlan
from tests.plans.spending_plan import SpendingPlan, somebody, spending_plan

Y2019 = Period(2019, 2019)


@pytest.fixture
def money(there: EntryPlan) -> SpendingPlan:
    return spending_plan(there)


def post_of(money: SpendingPlan, line: BudgetLine) -> queries.SpendingPost:
    posts = queries.spending_posts(queries.spending_lines([money.entry.plan.pk]), Y2019)
    return next(post for post in posts if post.line == line)


def test_a_tally_is_exact_and_knows_more_than_all_of_it() -> None:
    # 2.3 of 3 is 76.67 percent, and 0.7 is left; a dash is worth nothing
    pilot = Tally(Decimal(3), Decimal("2.3"))
    assert pilot.remaining == Decimal("0.7")
    assert pilot.share is not None
    assert round(pilot.share, 2) == Decimal("76.67")
    assert not pilot.is_over
    over = Tally(Decimal("0.5"), Decimal("0.6"))
    assert (over.remaining, over.is_over, over.is_unlikely) == (Decimal("-0.1"), True, False)
    assert Tally(Decimal("0.5"), Decimal(450_000)).is_unlikely
    assert Tally(Decimal(0), Decimal(1)).share is None
    assert Tally(None, Decimal(1)).remaining is None
    assert together([pilot, over, Tally(Decimal(1), None)]) == Tally(Decimal("4.5"), Decimal("2.9"))
    assert together([]) == Tally(None, None)


def test_an_amount_becomes_a_line_beside_its_budget(money: SpendingPlan) -> None:
    karin = money.entry.karin

    spent = money.spend(money.karins, "1.2", by=karin)

    assert (spent.kind, spent.amount, spent.order) == (
        AmountKind.SPENT,
        Decimal("1.2"),
        max(money.table.lines.values_list("order", flat=True)),
    )
    assert (spent.table, spent.area, spent.first_year, spent.last_year) == (
        money.table,
        money.karins.area,
        2019,
        2019,
    )
    post = post_of(money, money.karins)
    assert (post.stored, post.is_missing, post.tally.remaining) == (spent, False, Decimal("0.3"))
    assert post_of(money, money.bos).is_missing
    assert money.spend(money.karins, "1.2", by=karin).version == 1  # the same again is nothing new


def test_a_refund_is_an_amount_below_nothing_that_leaves_more(money: SpendingPlan) -> None:
    refund = money.spend(money.karins, "-0.2", by=money.entry.karin)

    tally = post_of(money, money.karins).tally
    assert (refund.amount, tally.remaining, tally.is_refund) == (Decimal("-0.2"), Decimal("1.7"), True)
    assert (tally.share, tally.is_over) == (None, False)
    assert balance(tally) == "1,7 tilbage"
    asked = question_of_spending(tally)
    assert asked is not None
    assert question_text(asked, unit="mio. kr.") == "Beløbet er under 0. Er der kommet penge retur?"
    assert question_of_spending(Tally(Decimal(3), Decimal("2.3"))) is None


def test_a_correction_keeps_the_row_and_its_history(money: SpendingPlan) -> None:
    karin = money.entry.karin
    spent = money.spend(money.karins, "1.2", by=karin)

    corrected = money.spend(money.karins, None, by=karin, version=1)

    assert (corrected.pk, corrected.amount, corrected.version) == (spent.pk, None, 2)
    assert not post_of(money, money.karins).is_missing  # a dash is an answer
    later, first = queries.spending_history(money.entry.plan.pk)
    assert (first.is_first, first.amount, first.who) == (True, (None, Decimal("1.2")), "Karin Holm")
    assert (later.is_first, later.amount) == (False, (Decimal("1.2"), None))


def test_a_line_of_an_area_is_its_peoples_and_one_of_no_area_is_everybodys(money: SpendingPlan) -> None:
    money.spend(money.shared, "4", by=money.entry.bo)
    with pytest.raises(PermissionDenied):
        money.spend(money.karins, "1", by=money.entry.bo)
    for role in ("approver", "administrator"):
        with pytest.raises(PermissionDenied):
            money.spend(money.shared, "1", by=somebody(role))
    assert BudgetLine.objects.filter(kind=AmountKind.SPENT).count() == 1


def test_a_second_person_overwrites_nothing(money: SpendingPlan) -> None:
    money.spend(money.shared, "4", by=money.entry.karin)
    with pytest.raises(Conflict) as caught:
        money.spend(money.shared, "3.9", by=money.entry.bo)
    assert isinstance(caught.value.current, BudgetLine)
    assert caught.value.current.amount == Decimal(4)
    money.spend(money.shared, "4", by=money.entry.bo)  # they say the same: nothing is in the way


def test_a_closed_round_other_years_and_sums_are_refused(money: SpendingPlan) -> None:
    karin = money.entry.karin
    other_year = money.table.lines.get(first_year=2018)
    total = money.frame.lines.get(stated_total=True)
    for line in (other_year, total):
        with pytest.raises(ValidationError):
            money.spend(line, "1", by=karin)
    with pytest.raises(ValidationError, match="4 decimaler"):
        money.spend(money.karins, "1.00001", by=karin)
    money.entry.round.state = RoundState.CLOSED
    money.entry.round.save()
    with pytest.raises(ValidationError, match="lukket"):
        money.spend(money.karins, "1", by=karin)
    assert not BudgetLine.objects.filter(kind=AmountKind.SPENT).exists()


def test_all_is_saved_or_nothing(money: SpendingPlan) -> None:
    money.spend(money.shared, "4", by=money.entry.bo)
    given = [
        GivenSpending(row_id="mine", line=money.karins, spent=SpentInput(Decimal(1)), version=None),
        GivenSpending(row_id="shared", line=money.shared, spent=SpentInput(Decimal(3)), version=None),
    ]
    with pytest.raises(NotSaved) as caught:
        save_spending(
            by=money.entry.karin, round=money.entry.round, entries=given, today=money.entry.round.as_of
        )
    assert (list(caught.value.conflicts), list(caught.value.refusals)) == (["shared"], [])
    assert post_of(money, money.karins).is_missing


def take_back(money: SpendingPlan, version: int | None) -> None:
    retract_spent(
        by=money.entry.karin,
        round=money.entry.round,
        line=money.karins,
        version=version,
        today=money.entry.round.as_of,
    )


def test_a_first_amount_is_taken_back_and_the_history_keeps_it(money: SpendingPlan) -> None:
    take_back(money, None)  # there is none: nothing happens
    money.spend(money.karins, "1.2", by=money.entry.karin)
    with pytest.raises(Conflict):
        take_back(money, 7)

    take_back(money, 1)

    assert post_of(money, money.karins).is_missing
    gone, first = queries.spending_history(money.entry.plan.pk)
    assert (gone.is_gone, gone.amount) == (True, (Decimal("1.2"), None))
    assert first.post_key == gone.post_key


def test_a_corrected_amount_and_one_of_a_document_stay(money: SpendingPlan) -> None:
    money.spend(money.karins, "1.2", by=money.entry.karin)
    money.spend(money.karins, "1.3", by=money.entry.karin, version=1)
    with pytest.raises(ValidationError, match="tages tilbage"):
        take_back(money, 2)
    of_file = {"table": money.table, "area": money.karins.area, "category": "", "kind": AmountKind.SPENT}
    BudgetLine.objects.filter(kind=AmountKind.SPENT).delete()
    BudgetLineFactory.create(**of_file, first_year=2019, last_year=2019, amount=Decimal(1))
    with pytest.raises(ValidationError, match="tages tilbage"):
        take_back(money, 1)


def test_what_stands_in_several_lines_is_not_guessed_at(money: SpendingPlan) -> None:
    of_file = {"table": money.table, "area": money.karins.area, "category": "", "kind": AmountKind.SPENT}
    for amount in (1, 2):
        BudgetLineFactory.create(**of_file, first_year=2019, last_year=2019, amount=Decimal(amount))
    with pytest.raises(ValidationError, match="flere poster"):
        money.spend(money.karins, "1", by=money.entry.karin)
    assert post_of(money, money.karins).tally.spent == Decimal(3)


def test_a_note_has_its_limits(money: SpendingPlan) -> None:
    for note in ("\x00", "x" * 20_001):
        given = GivenSpending(row_id="a", line=money.karins, spent=SpentInput(Decimal(1), note), version=None)
        with pytest.raises(NotSaved) as caught:
            save_spending(
                by=money.entry.karin, round=money.entry.round, entries=[given], today=money.entry.round.as_of
            )
        assert "note" in caught.value.refusals["a"].message_dict


def test_a_plan_file_carries_what_was_spent_and_gives_it_back(money: SpendingPlan) -> None:
    money.spend(money.karins, "1.2", by=money.entry.karin)
    money.spend(money.shared, None, by=money.entry.karin)
    first = export_plan(ActionPlan.objects.get(pk=money.entry.plan.pk))
    assert first.count("kind: spent") == 2

    renamed = first.replace("slug: vink", "slug: andet", 1)
    again = import_plan(plan_file=read_plan_file(renamed.encode()))

    assert export_plan(ActionPlan.objects.get(pk=again.pk)) == renamed
    assert not Change.objects.filter(plan=again, who__isnull=False).exists()
