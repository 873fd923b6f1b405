"""How far has a round come, and what comes next? A line of steps says it, from entry to decision.

Tests the stages of a round: what each says, where it leads, and which comes next.
"""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plans.actions import meetings, publications
from plans.domain.values import Period
from plans.enums import RoundState
from plans.figures.input import FigureInput
from plans.models import Decision
from plans.status_report import status_report
from plans.web.round_steps import Step, round_steps
from tests.factories import UserFactory
from tests.plans.entry_plan import EntryPlan, entry_plan
from tests.plans.submitted import TODAY, count, give, submit
from tests.reporting.publishing_plan import PublishingPlan, publishing_plan
from vink.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def there() -> EntryPlan:
    return entry_plan()


@pytest.fixture
def ready() -> PublishingPlan:
    return publishing_plan()


def steps(there: EntryPlan, person: User) -> dict[str, Step]:
    report = status_report(there.plan, Period(2019, 2019), today=TODAY)
    return {step.label: step for step in round_steps(report, person)}


def current(found: dict[str, Step]) -> list[str]:
    return [label for label, step in found.items() if step.current]


def test_what_is_given_and_sent_in_is_counted(there: EntryPlan) -> None:
    give(there, there.dialogue, count(15))
    submit(there, there.dialogue.goal)

    found = steps(there, there.karin)

    assert list(found) == [
        "Indberettet",
        "Sendt ind",
        "Godkendt",
        "Bilag",
        "Kontrol",
        "Fastlåst version",
        "Journaliseret",
        "På dagsordenen",
        "Behandlet",
    ]
    assert (found["Indberettet"].text, found["Indberettet"].done) == ("1 af 4 tal", False)
    assert found["Sendt ind"].text == "1 af 4 mål"
    assert found["Godkendt"].text == "0 af 4 mål"
    assert found["Bilag"].text == "ikke sat op"
    assert current(found) == ["Indberettet"]


def test_each_leads_where_the_person_does_it(there: EntryPlan) -> None:
    approver = UserFactory.create(approver=True)

    assert steps(there, there.karin)["Godkendt"].url == "/plans/vink/entry/2019/"
    assert steps(there, approver)["Godkendt"].url == "/plans/vink/approval/2019/"
    assert steps(there, there.karin)["Bilag"].url == "/plans/vink/annex/2019/"
    assert steps(there, approver)["Bilag"].url == "/plans/vink/annex/2019/edit/"
    assert steps(there, UserFactory.create()) == {}


def test_sent_in_leads_to_sending_in_when_that_comes_next(there: EntryPlan) -> None:
    submission, entry = "/plans/vink/entry/2019/submit/", "/plans/vink/entry/2019/"
    elsewhere = UserFactory.create(contributor=True)
    assert steps(there, there.karin)["Sendt ind"].url == entry  # no figure is there

    give(there, there.dialogue, count(15))
    assert steps(there, there.karin)["Sendt ind"].url == submission
    assert steps(there, elsewhere)["Sendt ind"].url == entry  # no area is theirs
    assert steps(there, UserFactory.create(approver=True))["Sendt ind"].url == entry

    submit(there, there.dialogue.goal)
    assert steps(there, there.karin)["Sendt ind"].url == entry
    give(there, there.employed, FigureInput(numerator=7, denominator=15))
    assert steps(there, there.karin)["Sendt ind"].url == submission
    there.round.state = RoundState.CLOSED
    there.round.save()
    assert steps(there, there.karin)["Sendt ind"].url == entry


def test_after_publication_come_the_archive_and_the_committee(
    ready: PublishingPlan, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def found(in_the_way: int | None = None) -> dict[str, Step]:
        return {each.label: each for each in round_steps(ready.status, ready.approver, in_the_way=in_the_way)}

    assert current(found()) == ["Kontrol"]
    assert (found(2)["Kontrol"].text, found(0)["Kontrol"].text) == ("2 skal løses", "i orden")
    assert current(found(0)) == ["Fastlåst version"]
    version = ready.publish()
    assert found()["Fastlåst version"].text == "version 1"
    assert current(found()) == ["Journaliseret"]
    publications.file(by=ready.approver, publication=version, document_number="2020-17", version=None)
    item = Decision(committee="Udvalget", decided_on=date(2020, 2, 3), title="Afrapportering")
    assert current(found()) == ["På dagsordenen"]
    item = meetings.add_decision(by=ready.approver, publication=version, decision=item)
    assert found()["På dagsordenen"].text == "3. februar 2020"
    assert current(found()) == ["Behandlet"]
    meetings.write_outcome(
        by=ready.approver, publication=version, decision=item, outcome="Godkendt", version=item.version
    )
    assert current(found()) == []
    status = ready.status
    with django_assert_max_num_queries(2):
        round_steps(status, ready.approver)


@pytest.mark.parametrize(
    "page",
    [
        "entry/2019/",
        "approval/2019/",
        "annex/2019/",
        "annex/2019/edit/",
        "annex/2019/checks/",
        "annex/2019/publications/",
    ],
)
def test_every_page_of_a_round_shows_the_steps(ready: PublishingPlan, client: Client, page: str) -> None:
    client.force_login(ready.approver)

    text = client.get(f"/plans/vink/{page}").content.decode()

    assert text.count('aria-label="Rundens trin"') == 1
    assert text.count('aria-current="step"') == 1
