"""Does a published judgement stand on every page although the plan is changed, and is the difference told?"""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection, transaction
from django.test import Client

from plans import publication_guard, queries
from plans.actions import submissions
from plans.actions.administration import RowChange, change_row
from plans.actions.judgements_kept import JudgementsRestOnIt, Watch
from plans.actions.rounds import reopen_round
from plans.enums import Status
from plans.models import Publication, ReportingRound, Submission, Target
from reporting.publish.draft import draft_of
from tests.factories import ResponsibilityFactory, UserFactory
from tests.reporting.publishing_plan import TODAY, URL, PublishingPlan, publishing_plan

pytestmark = pytest.mark.django_db

WHY = "Udvalget hævede måltallet den 3. marts."


@pytest.fixture
def ready() -> PublishingPlan:
    made = publishing_plan()
    made.publish()
    return made


def raise_the_target(value: int = 100) -> None:
    """As an administrator does who has seen what rests on it."""
    ida = UserFactory.create(administrator=True, username="ida", first_name="Ida", last_name="Holm")

    def change(seen: str) -> None:
        target = Target.objects.get()
        watch = Watch(ida, WHY, seen)
        with transaction.atomic():
            new = RowChange(target, {"value": Decimal(value)}, target.version)
            change_row(by=ida, row=target, change=new, why=WHY, watch=watch)
            watch.end()

    with pytest.raises(JudgementsRestOnIt) as asked:
        change("")
    change(asked.value.seen)


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


def test_the_publication_and_the_status_stand_and_its_page_tells_the_difference(
    client: Client, ready: PublishingPlan
) -> None:
    stored = {
        name: queries.stored_file(ready.report.publications.get(), name) for name in queries.PUBLISHED_FILES
    }
    raise_the_target()
    client.force_login(ready.approver)

    told = words(client, f"{URL}1/")

    assert "Planen er ændret siden udgivelsen" in told
    assert "Status Nået – på det nye grundlag: Ikke nået" in told
    assert "Måltal 2019 10 → 100" in told
    assert f"Begrundelse: {WHY} (Ida Holm, " in told
    assert [goal.status for goal in ready.status.goals] == [Status.ACHIEVED]
    now = {
        name: queries.stored_file(ready.report.publications.get(), name) for name in queries.PUBLISHED_FILES
    }
    assert now == stored
    # what a new version would say is what was approved; the plan has gone on, and so there is none
    assert [(found.code, found.said) for found in draft_of(ready.status).in_the_way] == [
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

    told = words(client, f"{URL}1/")

    assert "på alle sider" not in told  # the status page says something else by now
    assert "Mål, der er ændret siden udgivelsen" in told
    assert "Udgivet som Nået Status nu Ikke nået (sendt tilbage)" in told
    assert "Måltal 2019 10 → 100" in told


def test_a_goal_that_was_approved_again_otherwise_is_named_too(client: Client, ready: PublishingPlan) -> None:
    raise_the_target()
    open_again(ready)
    approve_again(ready)
    client.force_login(ready.approver)

    told = words(client, f"{URL}1/")

    assert "Udgivet som Nået Status nu Ikke nået (godkendt)" in told
    assert "Måltal 2019 10 → 100" in told


def test_a_goal_that_is_opened_again_and_the_same_is_named_as_open(
    client: Client, ready: PublishingPlan
) -> None:
    open_again(ready)
    client.force_login(ready.approver)
    assert "Udgivet som Nået Status nu Nået (sendt tilbage)" in words(client, f"{URL}1/")

    approve_again(ready)

    assert "Mål, der er ændret siden udgivelsen" not in words(client, f"{URL}1/")


def test_a_version_of_an_earlier_program_opens_without_comparison(
    client: Client, ready: PublishingPlan
) -> None:
    open_again(ready)
    with publication_guard.lifted(connection):
        Publication.objects.update(status_report=b"{}")
    client.force_login(ready.approver)

    assert client.get(f"{URL}1/").status_code == 200


def test_without_a_change_nothing_is_told(client: Client, ready: PublishingPlan) -> None:
    client.force_login(ready.approver)

    told = words(client, f"{URL}1/")

    assert "Planen er ændret siden udgivelsen" not in told
    assert "Mål, der er ændret siden udgivelsen" not in told


def test_the_status_page_shows_what_was_approved(client: Client, ready: PublishingPlan) -> None:
    raise_the_target()
    client.force_login(ready.approver)

    told = words(client, "/plans/vink/status/2019/")

    assert "Nået" in told
    assert "Ikke nået" not in told
