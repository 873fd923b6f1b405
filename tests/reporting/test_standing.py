"""Does a published judgement stand on every page although the plan is changed, and is the difference told?

Tests pages of a goal whose published judgement stands while the plan is changed.
"""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from plans import publication_guard, queries
from plans.actions import submissions
from plans.actions.administration import RowChange, change_row
from plans.actions.judgements_kept import JudgementsRestOnIt, Watch
from plans.actions.rounds import reopen_round
from plans.enums import Direction, Status
from plans.models import (
    Change,
    Indicator,
    Measurement,
    Publication,
    ReportingRound,
    ResultGoal,
    Submission,
    Target,
)
from plans.models.fields import Versioned
from plans.wording import figures
from reporting.goal_page.history import Names, field_change
from reporting.publish.draft import draft_of
from tests.factories import ResponsibilityFactory, UserFactory
from tests.reporting.publishing_plan import TODAY, URL, PublishingPlan, publishing_plan

GOAL = "/plans/vink/goals/dialog/"
BOARD = "/plans/vink/status/2019/?view=dense"

pytestmark = pytest.mark.django_db

WHY = "Udvalget hævede måltallet den 3. marts."


@pytest.fixture
def ready() -> PublishingPlan:
    made = publishing_plan()
    made.publish()
    return made


def raise_the_target(value: int = 100) -> None:
    """As an administrator does who has seen what rests on it."""
    change_the_plan((Target.objects.get(), {"value": Decimal(value)}))


def change_the_plan(*changes: tuple[Versioned, dict[str, object]]) -> None:
    """As an administrator does who has seen what rests on each change."""
    ida = UserFactory.create(administrator=True, username="ida", first_name="Ida", last_name="Holm")

    def change(row: Versioned, values: dict[str, object], seen: str) -> None:
        watch = Watch(ida, WHY, seen)
        with transaction.atomic():
            stored = type(row)._default_manager.get(pk=row.pk)
            change_row(by=ida, row=stored, change=RowChange(row, values, row.version), why=WHY, watch=watch)
            watch.end()

    for row, values in changes:
        with pytest.raises(JudgementsRestOnIt) as asked:
            change(row, values, "")
        change(row, values, asked.value.seen)


def open_again(ready: PublishingPlan) -> None:
    """As an administrator opens the round, and an approver the goal, which had been handed in by karin."""
    admin = UserFactory.create(administrator=True, username="admin")
    round_ = ReportingRound.objects.get()
    reopen_round(by=admin, round=round_, version=round_.version)
    row = Submission.objects.get()
    submissions.reopen(
        by=ready.approver, round=round_, goal=row.goal, version=row.version, because="Nyt måltal."
    )


def approve_again(ready: PublishingPlan) -> None:
    """As whoever reports it hands it in, and an approver approves it."""
    row = Submission.objects.get()
    karin = UserFactory.create(contributor=True, username="karin")
    ResponsibilityFactory.create(user=karin, area=row.goal.area)
    row = submissions.submit(by=karin, round=row.round, goal=row.goal, version=row.version, today=TODAY)
    submissions.approve(by=ready.approver, round=row.round, versions={row.pk: row.version}, today=TODAY)


def words(client: Client, address: str) -> str:
    text = client.get(address).content.decode().partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


@pytest.mark.slow
def test_the_publication_and_the_status_stand_and_its_page_tells_the_difference(
    client: Client, ready: PublishingPlan
) -> None:
    stored = {
        name: queries.stored_file(ready.report.publications.get(), name) for name in queries.PUBLISHED_FILES
    }
    raise_the_target()
    client.force_login(ready.approver)

    page_text = words(client, f"{URL}1/")

    assert "Planen er ændret, siden versionen blev fastlåst" in page_text
    assert "Status for 2019 står her og på de andre sider, som den blev godkendt og fastlåst." in page_text
    assert "Status Nået – på det nye grundlag: Ikke nået" in page_text
    assert "Måltal 2019 10 → 100" in page_text
    assert f"Begrundelse: {WHY} (Ida Holm, " in page_text
    assert [goal.status for goal in ready.status.goals] == [Status.ACHIEVED]
    now = {
        name: queries.stored_file(ready.report.publications.get(), name) for name in queries.PUBLISHED_FILES
    }
    assert now == stored
    # what a new version would say is what was approved; the plan has gone on, and so there is none
    assert [(found.code, found.message) for found in draft_of(ready.status).in_the_way] == [
        (
            "basis_changed",
            (
                "Grundlaget er ændret, siden målet blev godkendt: Måltal 2019: 10 → 100."
                " Målet blev godkendt som »nået« og er nu »ikke nået«."
            ),
        )
    ]


def test_a_goal_that_was_opened_again_is_named_with_what_is_published_and_what_is_now(
    client: Client, ready: PublishingPlan
) -> None:
    """15 of 10 is published as achieved; of 100 it is not, and other pages say so."""
    raise_the_target()
    open_again(ready)
    client.force_login(ready.approver)

    page_text = words(client, f"{URL}1/")

    assert "som den blev godkendt" not in page_text  # the status page says something else by now
    assert "Mål, der er ændret, siden versionen blev fastlåst" in page_text
    assert "Fastlåst som Nået Status nu Ikke nået (sendt tilbage)" in page_text
    assert "Måltal 2019 10 → 100" in page_text


def test_a_goal_that_was_approved_again_otherwise_is_named_too(client: Client, ready: PublishingPlan) -> None:
    raise_the_target()
    open_again(ready)
    approve_again(ready)
    client.force_login(ready.approver)

    page_text = words(client, f"{URL}1/")

    assert "Fastlåst som Nået Status nu Ikke nået (godkendt)" in page_text
    assert "Måltal 2019 10 → 100" in page_text


@pytest.mark.slow
def test_a_goal_that_is_opened_again_and_the_same_is_named_as_open(
    client: Client, ready: PublishingPlan
) -> None:
    open_again(ready)
    client.force_login(ready.approver)
    assert "Fastlåst som Nået Status nu Nået (sendt tilbage)" in words(client, f"{URL}1/")

    approve_again(ready)

    assert "Mål, der er ændret, siden versionen blev fastlåst" not in words(client, f"{URL}1/")


def test_a_version_of_an_earlier_program_opens_without_comparison(
    client: Client, ready: PublishingPlan
) -> None:
    open_again(ready)
    with publication_guard.GUARD.lifted(connection):
        Publication.objects.update(status_report=b"{}")
    client.force_login(ready.approver)

    assert client.get(f"{URL}1/").status_code == 200


def test_without_a_change_nothing_is_told(client: Client, ready: PublishingPlan) -> None:
    client.force_login(ready.approver)

    page_text = words(client, f"{URL}1/")

    assert "Planen er ændret, siden versionen blev fastlåst" not in page_text
    assert "Mål, der er ændret, siden versionen blev fastlåst" not in page_text


def test_the_status_page_shows_what_was_approved(client: Client, ready: PublishingPlan) -> None:
    raise_the_target()
    client.force_login(ready.approver)

    page = client.get("/plans/vink/status/2019/").content.decode()

    table = page.partition('<table class="table data-table"')[2].partition("</table>")[0]
    assert "Nået" in table
    assert "Ikke nået" not in table


@pytest.mark.slow
def test_the_goals_page_tells_how_it_was_measured_and_what_is_changed_since(
    client: Client, ready: PublishingPlan
) -> None:
    """Published with "at least" and less than 15 pct.; the plan says "at most" and less than 60 since."""
    change_the_plan(
        (Indicator.objects.get(), {"direction": Direction.AT_MOST}),
        (ready.plan, {"tolerance_percent": Decimal(60)}),
        (Target.objects.get(), {"value": Decimal(11)}),
    )
    client.force_login(ready.approver)
    today = figures.day(timezone.localdate())

    page_text = words(client, GOAL)

    assert (
        "Hvornår er det nået? Når tallet er mindst måltallet. Delvist nået, når tallet afviger"
        f" mindre end 15 pct. fra måltallet. Ændret {today}: Når tallet er højst måltallet."
        " Delvist nået, når tallet afviger mindre end 60 pct. fra måltallet."
    ) in page_text
    assert f"Måltal 2019 10 Ændret {today}: højst 11" in page_text
    assert "Sådan måles målet Som målet blev godkendt for 2019." in page_text
    assert (
        f"Målet står, som det blev godkendt, selv om planen er ændret siden {today}: Retning: mindst"
        " måltallet → højst måltallet; Tolerance: under 15 pct. → under 60 pct.; Måltal 2019: 10 → højst 11."
    ) in page_text


@pytest.mark.slow
def test_what_rests_on_the_plan_as_it_is_now_says_so_beside_what_was_approved(
    client: Client, ready: PublishingPlan
) -> None:
    """2019 stands as published; 2018–2019 is judged as the plan says now."""
    client.force_login(ready.approver)
    assert "fter planen" not in words(client, GOAL)
    assert "efter planen nu" not in words(client, BOARD)

    raise_the_target()

    page_text = words(client, GOAL)
    assert "Som det blev godkendt." in page_text.partition("Tal og status")[2]
    assert "Efter planen, som den er nu." in page_text.partition("Tal og status")[2]
    assert "efter planen nu" in words(client, BOARD)
    file = client.get("/plans/vink/board/tavle.csv").content.decode()
    assert ";Nået;15;" in file
    assert "(efter planen nu)" in file


def test_a_change_that_nothing_is_judged_by_is_not_told_of_other_periods(
    client: Client, ready: PublishingPlan
) -> None:
    change_the_plan((ResultGoal.objects.get(), {"wording": "10 dialoger"}))
    client.force_login(ready.approver)

    assert "Efter planen, som den er nu." not in words(client, GOAL)
    assert "efter planen nu" not in words(client, BOARD)


def test_a_share_is_written_alike_by_what_was_approved_and_by_the_plan_as_it_is(client: Client) -> None:
    """11 of 200 are 5.5 pct. of at most 5.2: by the tolerance of 15 a reader must see the half percent."""
    ready = publishing_plan()
    Indicator.objects.update(measure="share", direction="at_most", accumulation="pooled")
    Target.objects.update(value=Decimal("5.2"))
    Measurement.objects.update(value=None, numerator=11, denominator=200)
    ready.publish()
    change_the_plan((ready.plan, {"tolerance_percent": Decimal(60)}))
    client.force_login(ready.approver)

    goal, board = words(client, GOAL), words(client, BOARD)

    for page in (goal, board):
        assert "5,5 pct." in page
        assert re.search(r"(?<![,\d])6 pct[.] \(11 af 200\)", page) is None
        assert "(efter planen nu) 6 pct." not in page
    assert "11 af 200 (5,5 pct.)" in goal
    assert "11 af 200 (6 pct.)" not in goal
    assert board.count("5,5 pct.") >= 2  # in 2019's column and in the whole plan's


def test_the_history_tells_in_words_that_a_judgement_stands_and_that_it_does_no_longer(
    client: Client, ready: PublishingPlan
) -> None:
    raise_the_target()
    open_again(ready)
    client.force_login(ready.approver)
    today = figures.day(timezone.localdate())

    page_text = words(client, GOAL).partition("Ændringer")[2]

    stands = "Står, som det blev godkendt, selv om planen er ændret"
    assert f"{stands} fra nej → til ja, fra {today}" in page_text
    assert f"{stands} fra ja, fra {today} → til nej" in page_text


def test_the_history_tells_the_day_on_which_it_was_here() -> None:
    """23.30 on 30 November in UTC is 00.30 on 1 December in Denmark."""
    change = Change(field="stands_since", old="", new="2026-11-30 23:30:00.125000+00:00")

    standing = field_change(Submission, change, Names({}, {}))

    assert (standing.old, standing.new) == ("nej", "ja, fra 1. december 2026")
