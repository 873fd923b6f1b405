"""Does the front page find every goal that needs somebody and say why, and what others changed meanwhile?

Tests the lists on the front page of goals that need attention, and of changes since a person's last visit.
"""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from plans.actions import history, measurements, submissions
from plans.actions.visits import note_visit
from plans.enums import RoundState, Status
from plans.models import Measurement, Visit
from reporting.front_page.attention import LINES, MATTERS, Matter
from reporting.front_page.news import EVENTS, GOALS
from reporting.front_page.page import FrontPage, FrontPageQuery, front_page
from tests.factories import EffortAreaFactory, ReportingRoundFactory, SubmissionFactory, UserFactory
from tests.plans import submitted
from tests.plans.entry_plan import DIALOGUE, EntryPlan, entry_plan
from tests.plans.reported_plans import counted_goal, shared_goal
from tests.reporting.publishing_plan import WORDING, publishing_plan
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

TODAY = date(2020, 1, 10)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def there() -> EntryPlan:
    return entry_plan()


@pytest.fixture
def approver() -> User:
    return UserFactory.create(approver=True)


def shown_to(
    person: User, *, today: date = TODAY, since: datetime | None = LONG_AGO, **asked: str
) -> FrontPage:
    return front_page(FrontPageQuery.of(asked), by=person, since=since, today=today)


def reasons(page: FrontPage) -> dict[str, list[tuple[Matter, str]]]:
    """Why each goal needs attention, besides its status."""
    return {
        line.row.wording: [(reason.matter, reason.text) for reason in line.reasons] for line in page.attention
    }


# --- What needs attention ----------------------------------------------------------------------------------


def test_what_is_not_met_comes_first_with_its_figures_and_the_commentarys_first_sentence() -> None:
    area = EffortAreaFactory.create(plan__slug="vink")
    round_ = ReportingRoundFactory.create(plan=area.plan)
    counted_goal(area, "næsten", value=9)  # (10 − 9) / 10 = 10 %
    failed = shared_goal(area, "arbejde", numerator=7, denominator=15)  # (70 − 46.67) / 70 = 33 %
    counted_goal(area, "nået", value=10)
    contributor = UserFactory.create(contributor=True)
    SubmissionFactory.create(
        round=round_, goal=failed, commentary="<p>Ca. halvdelen kom i job, bl.a. Jysk. Resten søger.</p>"
    )

    page = shown_to(contributor)

    assert [(line.row.wording, line.row.status, line.figures, line.comment) for line in page.attention] == [
        (
            "Mål arbejde",
            Status.NOT_ACHIEVED,
            ("47 pct. (7 af 15) mod måltal 70 pct.; afvigelsen er 33 pct.",),
            "Ca. halvdelen kom i job, bl.a. Jysk.",
        ),
        ("Mål næsten", Status.PARTLY_ACHIEVED, ("9 mod måltal 10; afvigelsen er 10 pct.",), ""),
    ]
    assert page.attention[0].row.url == "/plans/vink/goals/arbejde/"
    assert [(link.matter, link.count) for link in page.matters] == [
        (Matter.NOT_ACHIEVED, 1),
        (Matter.PARTLY_ACHIEVED, 1),
    ]


def test_what_is_sent_back_and_what_is_reopened_are_told_apart(there: EntryPlan, approver: User) -> None:
    for indicator, by in ((there.dialogue, there.karin), (there.others, there.bo)):
        submitted.give(there, indicator, submitted.count(20), by=by)
        submitted.submit(there, indicator.goal, by=by)
    sent = submitted.submission_of(there, there.dialogue.goal)
    submissions.send_back(
        by=approver, round=there.round, goal=sent.goal, version=sent.version, because="Tæl igen."
    )
    other = submitted.submission_of(there, there.others.goal)
    submissions.approve(by=approver, round=there.round, versions={other.pk: other.version}, today=TODAY)
    other.refresh_from_db()
    submissions.reopen(
        by=approver, round=there.round, goal=other.goal, version=other.version, because="Ny opgørelse."
    )

    page = shown_to(approver)

    assert reasons(page) == {
        "5 exitforløb": [(Matter.REOPENED, "Ny opgørelse.")],
        DIALOGUE: [(Matter.RETURNED, "Tæl igen.")],
    }


def test_after_the_deadline_what_is_not_handed_in_is_late(there: EntryPlan, approver: User) -> None:
    there.round.deadline = TODAY
    there.round.save(update_fields=["deadline"])
    submitted.give(there, there.dialogue, submitted.count(20))
    submitted.submit(there, there.dialogue.goal)

    on_the_day, after = shown_to(approver), shown_to(approver, today=TODAY + timedelta(days=1))

    assert on_the_day.attention == ()
    assert set(reasons(after)) == {goal.wording for goal in there.plan.goals.all()} - {DIALOGUE}
    assert {reason for each in reasons(after).values() for reason in each} == {
        (Matter.OVERDUE, "Ikke sendt ind til fristen 10. januar 2020")
    }


def test_a_judgement_that_stands_on_another_figure_is_to_be_confirmed(
    there: EntryPlan, approver: User
) -> None:
    figure = submitted.give(there, there.dialogue, submitted.count(5))  # (10 − 5) / 10 = 50 %
    submission = submissions.set_override(
        by=there.karin,
        round=there.round,
        goal=there.dialogue.goal,
        status=Status.ACHIEVED,
        reason="Møderne blev holdt.",
        computed=Status.NOT_ACHIEVED,
        version=None,
        today=TODAY,
    )
    assert submission.override == Status.ACHIEVED
    submitted.give(there, there.dialogue, submitted.count(9), version=figure.version)  # 10 %

    assert reasons(shown_to(approver)) == {DIALOGUE: [(Matter.CONFIRM, "Beregningen siger nu: delvist nået")]}


def test_what_changed_since_the_last_annex_says_from_what_to_what() -> None:
    there = publishing_plan()
    there.publish()
    assert shown_to(there.approver, today=date(2020, 2, 2)).attention == ()
    there.round.state = RoundState.OPEN
    there.round.save(update_fields=["state"])

    figure = Measurement.objects.get(pk=there.figure.pk)
    history.change(figure, {"value": Decimal(17)}, version=figure.version, by=there.approver, plan=there.plan)
    page = shown_to(there.approver, today=date(2020, 2, 2))

    assert reasons(page) == {WORDING: [(Matter.CHANGED, "Opnået: 15 → 17")]}

    # back to what was published, nothing differs
    figure.refresh_from_db()
    history.change(figure, {"value": Decimal(15)}, version=figure.version, by=there.approver, plan=there.plan)
    assert shown_to(there.approver, today=date(2020, 2, 2)).attention == ()


@pytest.mark.slow
def test_the_list_is_short_until_all_is_asked_for(client: Client) -> None:
    area = EffortAreaFactory.create(plan__slug="vink")
    ReportingRoundFactory.create(plan=area.plan)
    for number in range(LINES + 2):
        counted_goal(area, f"g-{number}", value=1)
    counted_goal(area, "naesten", value=9)
    client.force_login(UserFactory.create())

    page = client.get("/")
    every, some = client.get("/?needs=all"), client.get("/?needs=partly_achieved")

    assert len(page.context["page"].attention) == LINES
    assertContains(page, "Vis alle (3 mere)")
    assertContains(page, 'href="/?needs=all#attention"')
    assert len(every.context["page"].attention) == LINES + 3
    assertNotContains(every, "Vis alle (")
    assert [line.row.key for line in some.context["page"].attention] == ["naesten"]
    assertContains(some, 'href="/#attention" aria-current="true"')  # once more shows all matters again
    assert client.get("/?needs=<script>").context["page"].attention == page.context["page"].attention


def test_every_matter_has_a_name() -> None:
    assert set(MATTERS) == set(Matter)


def test_nothing_needs_attention(client: Client) -> None:
    ReportingRoundFactory.create()
    client.force_login(UserFactory.create())

    assertContains(client.get("/"), "Intet mål kræver opmærksomhed lige nu.")


# --- What changed since the last visit ---------------------------------------------------------------------


def test_a_visit_ends_with_half_an_hour_away() -> None:
    person = UserFactory.create()
    start = datetime(2020, 1, 10, 8, tzinfo=UTC)

    def at(minutes: float) -> datetime | None:
        return note_visit(by=person, now=start + timedelta(minutes=minutes))

    assert at(0) is None  # the first time
    assert at(20) is None
    assert at(45) is None  # 25 minutes after the page before: the same visit still
    assert at(76) == start + timedelta(minutes=45)
    assert at(76.5) == start + timedelta(minutes=45)
    assert at(90) == start + timedelta(minutes=45)
    assert at(24 * 60) == start + timedelta(minutes=90)
    assert Visit.objects.get().latest_at == start + timedelta(days=1)


def test_two_pages_opened_at_once_are_one_visit() -> None:
    person = UserFactory.create()
    start = datetime(2020, 1, 10, 8, tzinfo=UTC)
    note_visit(by=person, now=start)
    row = Visit.objects.get()
    later = start + timedelta(hours=9)
    # the other page comes in between reading and writing: the row is no longer as it was read
    note_visit(by=person, now=later)

    assert not Visit.objects.filter(pk=row.pk, latest_at=row.latest_at).exists()
    assert note_visit(by=person, now=later + timedelta(milliseconds=5)) == start


def test_the_first_visit_says_so_and_the_next_that_nothing_is_new(client: Client, there: EntryPlan) -> None:
    person = UserFactory.create()
    client.force_login(person)

    first = client.get("/")
    Visit.objects.filter(user=person).update(latest_at=timezone.now() - timedelta(hours=2))
    second = client.get("/")

    assert there.plan.title.removesuffix(" 2018-2019") in first.content.decode()
    assertContains(first, "Det er dit første besøg her.")
    assertContains(second, "Intet nyt siden ")


def test_it_tells_who_changed_which_goal_from_what_to_what(there: EntryPlan, approver: User) -> None:
    figure = submitted.give(there, there.dialogue, submitted.count(12))
    submitted.write(there, there.dialogue.goal, "<p>Tolv aktiviteter.</p>")
    between = timezone.now()
    submitted.give(there, there.dialogue, submitted.count(15), version=figure.version)
    submitted.submit(there, there.dialogue.goal)

    (goal,) = shown_to(approver, since=between).news.goals

    assert (goal.wording, goal.url) == (DIALOGUE, f"/plans/vink/goals/{there.dialogue.goal.key}/#history")
    assert [
        (event.subject, event.who, [(field.label, field.old, field.new) for field in event.fields])
        for event in goal.events
    ] == [
        ("Indberetning, 2019", "Karin Holm", [("Tilstand", "ikke sendt ind", "sendt ind")]),
        ("Måling, 2019", "Karin Holm", [("Tal", "12", "15")]),
    ]
    # one's own changes are no news
    assert shown_to(there.karin, since=between).news.goals == ()


def test_a_figure_that_was_taken_back_is_still_told_under_its_goal(there: EntryPlan, approver: User) -> None:
    figure = submitted.give(there, there.dialogue, submitted.count(12))
    between = timezone.now()
    measurements.retract_figure(
        by=there.karin,
        round=there.round,
        indicator=there.dialogue,
        year=2019,
        version=figure.version,
        today=TODAY,
    )

    (goal,) = shown_to(approver, since=between).news.goals

    (event,) = goal.events
    assert (goal.wording, event.subject) == (DIALOGUE, "Måling, 2019, taget tilbage")
    assert ("Tal", "12", "") in [(field.label, field.old, field.new) for field in event.fields]


def test_much_news_is_cut_and_says_so(approver: User) -> None:
    area = EffortAreaFactory.create(plan__slug="vink")
    ReportingRoundFactory.create(plan=area.plan)
    for number in range(GOALS + 1):
        goal = counted_goal(area, f"g-{number}")
        (figure,) = Measurement.objects.filter(indicator__goal=goal)
        for value in range(EVENTS + 1):
            figure.indicator.goal.plan.changes.create(
                kind="measurement", object_id=figure.pk, field="value", old=str(value), new=str(value + 1)
            )

    page, every = shown_to(approver), shown_to(approver, news="all")

    assert (len(page.news.goals), page.more_news) == (GOALS, 1)
    assert [(len(goal.events), goal.earlier) for goal in page.news.goals] == [(EVENTS, 1)] * GOALS
    assert (len(every.news.goals), every.more_news) == (GOALS + 1, 0)
    # told before anything is cut: 6 goals × 4 changes
    assert page.answers[3].number == "24"
