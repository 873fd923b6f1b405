"""Is an earlier figure, text or judgement put back as it was, by whom and when it may be?

Tests `restore`, which puts back an earlier figure, text or judgement, and the page that asks for it.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from plans.actions import submissions
from plans.actions.history import Conflict
from plans.actions.measurements import retract_figure
from plans.actions.restoring import restore
from plans.enums import RoundState, Status, SubmissionState
from plans.figures.input import ExclusionInput, FigureInput
from plans.figures.lists import exclusions_from, exclusions_text
from plans.models import Change, Measurement, MeasurementPart, ReportingRound, ResultGoal, Submission
from tests.factories import IndicatorFactory, ResponsibilityFactory, UserFactory
from tests.plans.entry_plan import EntryPlan
from tests.plans.submitted import TODAY, count, give, history_of, submission_of, submit, write
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

SEVEN = FigureInput(
    numerator=7,
    denominator=9,
    pending=1,
    cohort_total=11,
    qualifier="ca.",
    provisional=True,
    method_note="Talt i december.",
    exclusions=(
        ExclusionInput(1, "afsluttet for under 6 måneder siden; følges op", date(2020, 7, 1)),
        ExclusionInput(1, "fraflyttet\ntil en anden kommune \\n"),
    ),
)


@pytest.fixture
def ida(there: EntryPlan) -> User:
    """Somebody else who reports karin's areas: what two people do at once is never told as one event."""
    user = UserFactory.create(contributor=True, username="ida")
    for area in there.plan.areas.all():
        ResponsibilityFactory.create(user=user, area=area)
    return user


def first_change(kind: str, row: int, field: str, *, old: str) -> Change:
    return Change.objects.filter(kind=kind, object_id=row, field=field, old=old).latest("pk")


def put_back(
    there: EntryPlan, change: Change, *, version: int | None, by: User | None = None
) -> Measurement | Submission:
    return restore(by=by or there.karin, round=there.round, change=change, version=version, today=TODAY)


# --- figures ----------------------------------------------------------------------------------------------


def test_a_whole_figure_is_put_back_with_what_stood_beside_it(there: EntryPlan, ida: User) -> None:
    eighty = FigureInput(percentage=Decimal(80))
    first = give(there, there.employed, SEVEN)
    second = give(there, there.employed, eighty, version=first.version, by=ida)
    change = first_change("measurement", first.pk, "numerator", old="7")
    third = give(there, there.employed, FigureInput(percentage=Decimal(81)), version=second.version)

    put_back(there, change, version=third.version)

    stored = Measurement.objects.get(pk=first.pk)
    assert FigureInput.of(stored) == replace(
        SEVEN, exclusions=(SEVEN.exclusions[0], replace(SEVEN.exclusions[1]))
    )
    why = "Sat tilbage fra historikken."
    assert history_of("measurement", stored.pk, "percentage")[-1] == ("percentage", "81", "", "karin", why)


def test_a_figure_that_was_taken_back_is_put_back(there: EntryPlan) -> None:
    first = give(there, there.employed, SEVEN)
    Measurement.objects.update(source_ref="Bilag 1, tabel 3", remark="Talt to gange")
    gone = first.pk
    retract_figure(
        by=there.karin, round=there.round, indicator=there.employed, year=2019, version=1, today=TODAY
    )

    put_back(there, first_change("measurement", gone, "numerator", old="7"), version=None)

    stored = Measurement.objects.get(indicator=there.employed, year=2019)
    assert (FigureInput.of(stored), stored.as_of) == (SEVEN, there.round.as_of)
    assert (stored.source_ref, stored.remark) == ("Bilag 1, tabel 3", "Talt to gange")


def test_the_parts_of_a_figure_that_is_taken_back_stay_in_the_history(there: EntryPlan) -> None:
    row = give(there, there.dialogue, count(15))
    MeasurementPart.objects.create(measurement=row, label="heraf i udsatte boligområder", value=12)
    pk = row.pk

    retract_figure(
        by=there.karin, round=there.round, indicator=there.dialogue, year=2019, version=1, today=TODAY
    )

    assert history_of("measurement", pk, "parts") == [
        ("parts", "heraf i udsatte boligområder; 12; figure; false", "", "karin", "")
    ]


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(there: EntryPlan) -> None:
    row = give(there, there.dialogue, count(15))
    give(there, there.dialogue, count(14), version=1)
    change = first_change("measurement", row.pk, "value", old="15")
    give(there, there.dialogue, count(13), version=2)

    with pytest.raises(Conflict):
        put_back(there, change, version=2)

    assert Measurement.objects.get(pk=row.pk).value == 13


def test_there_is_nothing_before_the_first_figure(there: EntryPlan) -> None:
    row = give(there, there.dialogue, count(15))

    with pytest.raises(ValidationError, match="intet tal fra denne runde"):
        put_back(there, first_change("measurement", row.pk, "value", old=""), version=1)


def test_another_rounds_figure_is_not_put_back_into_this_one(there: EntryPlan) -> None:
    row = give(there, there.dialogue, count(15))
    give(there, there.dialogue, count(14), version=1)
    ReportingRound.objects.update(as_of=date(2020, 2, 1))
    there.round.refresh_from_db()

    with pytest.raises(ValidationError, match="intet tal fra denne runde"):
        put_back(there, first_change("measurement", row.pk, "value", old="15"), version=2)


def test_what_is_locked_is_not_put_back(there: EntryPlan) -> None:
    row = give(there, there.dialogue, count(15))
    give(there, there.dialogue, count(14), version=1)
    change = first_change("measurement", row.pk, "value", old="15")
    handed_in = submit(there, there.dialogue.goal)
    approver = UserFactory.create(approver=True)
    submissions.approve(by=approver, round=there.round, versions={handed_in.pk: 1}, today=TODAY)

    with pytest.raises(ValidationError, match="Målet er godkendt"):
        put_back(there, change, version=2)
    with pytest.raises(PermissionDenied):
        put_back(there, change, version=2, by=there.bo)


@pytest.mark.parametrize(
    "exclusions",
    [
        (),
        (ExclusionInput(2, "a; b; 2020-01-01", None), ExclusionInput(1, "x\n3; y; ", date(2020, 7, 1))),
        (ExclusionInput(1, "\\n \\\\ \\", None),),
    ],
)
def test_a_list_of_exclusions_is_read_as_it_was_written(exclusions: tuple[ExclusionInput, ...]) -> None:
    assert exclusions_from(exclusions_text(exclusions)) == exclusions


# --- texts and judgements ---------------------------------------------------------------------------------


def test_one_text_is_put_back_and_the_others_stay(there: EntryPlan, ida: User) -> None:
    goal = there.dialogue.goal
    row = write(there, goal, "<p>Den første</p>")
    row = write(there, goal, "<p>Den anden</p>", version=row.version, by=ida)
    change = first_change("submission", row.pk, "commentary", old="<p>Den første</p>")
    row = submissions.save_text(
        by=there.karin,
        round=there.round,
        goal=goal,
        sub_heading="Dialog",
        commentary=row.commentary,
        footnote="",
        version=row.version,
        today=TODAY,
    )

    put_back(there, change, version=row.version)

    stored = submission_of(there, goal)
    assert (stored.commentary, stored.sub_heading) == ("<p>Den første</p>", "Dialog")


def test_an_own_judgement_is_put_back_with_its_reason(there: EntryPlan, ida: User) -> None:
    goal = there.dialogue.goal
    common: dict[str, Any] = {"round": there.round, "goal": goal, "today": TODAY}
    row = submissions.set_override(
        **common,
        by=there.karin,
        status=Status.PARTLY_ACHIEVED,
        reason="Telefonmøder",
        computed=Status.ACHIEVED,
        version=None,
    )
    row = submissions.set_override(
        **common, by=ida, status=None, reason="", computed=Status.ACHIEVED, version=row.version
    )

    put_back(
        there, first_change("submission", row.pk, "override_reason", old="Telefonmøder"), version=row.version
    )

    stored = submission_of(there, goal)
    assert (stored.override, stored.override_reason, stored.override_replaced) == (
        Status.PARTLY_ACHIEVED,
        "Telefonmøder",
        Status.ACHIEVED,
    )


def test_a_state_is_not_put_back(there: EntryPlan) -> None:
    give(there, there.dialogue, count(15))
    row = submit(there, there.dialogue.goal)
    change = Change.objects.get(kind="submission", object_id=row.pk, field="state")

    with pytest.raises(ValidationError, match="ingen tekst"):
        put_back(there, change, version=row.version)


# --- the pages --------------------------------------------------------------------------------------------


def visitor(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


@pytest.fixture
def corrected(there: EntryPlan, ida: User) -> Change:
    """Karin has given 15 and then ida 14."""
    row = give(there, there.dialogue, count(15))
    give(there, there.dialogue, count(14), version=1, by=ida)
    return first_change("measurement", row.pk, "value", old="15")


def addresses(goal: ResultGoal, change: Change) -> tuple[str, str]:
    page = f"/plans/{goal.plan.slug}/goals/{goal.key}/"
    return page, f"{page}restore/{change.pk}/"


@pytest.mark.slow
def test_the_history_offers_the_way_back_to_whoever_reports_the_goal(
    there: EntryPlan, corrected: Change
) -> None:
    page, way = addresses(there.dialogue.goal, corrected)

    assert f'<a href="{way}">Sæt »15« tilbage</a>' in text(visitor(there.karin), page)
    for other in [there.bo, UserFactory.create(), UserFactory.create(approver=True)]:
        assert "/restore/" not in text(visitor(other), page)
    ReportingRound.objects.update(state=RoundState.CLOSED)
    assert "/restore/" not in text(visitor(there.karin), page)


def test_putting_back_says_first_that_a_goal_that_was_sent_in_is_a_draft_again(
    there: EntryPlan, corrected: Change
) -> None:
    _page, way = addresses(there.dialogue.goal, corrected)
    sentence = "Sætter du det tilbage, skal du sende målet ind igen."

    assert sentence not in text(visitor(there.karin), way)
    submit(there, there.dialogue.goal)
    assert sentence in text(visitor(there.karin), way)


def test_putting_back_is_confirmed_and_done(there: EntryPlan, corrected: Change) -> None:
    karin = visitor(there.karin)
    page, way = addresses(there.dialogue.goal, corrected)

    page_text = text(karin, way)
    answer = karin.post(way, {"version": "2"})

    assert "Sæt tilbage: Måling, 2019" in page_text
    assert page_text.index(">14<") < page_text.index(">15<")
    assert 'name="version" value="2"' in page_text
    assert answer.headers["Location"] == f"{page}#history"
    assert Measurement.objects.get(indicator=there.dialogue, year=2019).value == 15
    after = text(karin, page)
    assert "Sat tilbage fra historikken." in after
    assert "Sæt »14« tilbage" in after


def test_a_conflict_shows_what_is_there_now(there: EntryPlan, corrected: Change) -> None:
    give(there, there.dialogue, count(13), version=2)
    _page, way = addresses(there.dialogue.goal, corrected)

    response = visitor(there.karin).post(way, {"version": "2"})
    page_text = response.content.decode()

    assert response.status_code == 409
    assert "Der er gemt noget andet" in page_text
    assert ">13<" in page_text
    assert 'name="version" value="3"' in page_text
    assert Measurement.objects.get(indicator=there.dialogue, year=2019).value == 13


def test_a_retracted_figure_is_told_and_offered(there: EntryPlan) -> None:
    give(there, there.employed, SEVEN)
    retract_figure(
        by=there.karin, round=there.round, indicator=there.employed, year=2019, version=1, today=TODAY
    )
    page, _way = addresses(there.employed.goal, Change(pk=0))

    page_text = text(visitor(there.karin), page)

    assert "Måling, 2019, taget tilbage" in page_text
    assert "Sæt »7 af 9 (78 pct.)« tilbage" in page_text
    assert "1 afsluttet for under 6 måneder siden; følges op, indgår fra 1. juli 2020" in page_text


def test_a_locked_goal_says_so_and_takes_nothing(there: EntryPlan, corrected: Change) -> None:
    _page, way = addresses(there.dialogue.goal, corrected)
    Submission.objects.create(round=there.round, goal=there.dialogue.goal, state=SubmissionState.APPROVED)
    karin = visitor(there.karin)

    assert "Runden er lukket, eller målet er godkendt." in text(karin, way)
    assert karin.post(way, {"version": "2"}).status_code == 422
    assert Measurement.objects.get(indicator=there.dialogue, year=2019).value == 14


def test_another_goals_change_is_not_found(there: EntryPlan, corrected: Change) -> None:
    karin, goal = visitor(there.karin), there.advice.goal
    IndicatorFactory.create(goal=goal, order=99)

    text(karin, f"/plans/{goal.plan.slug}/goals/{goal.key}/restore/{corrected.pk}/", 404)
    text(karin, f"/plans/{goal.plan.slug}/goals/{goal.key}/restore/{corrected.pk + 999}/", 404)
