"""What can a person say of a goal on its own page, and what does the page show them beside it?

Tests a goal's own entry page: its forms for figures, text and judgement, saving, submitting, and what stands
beside the fields.
"""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plans.enums import PartOf, RoundState, Status, SubmissionState, Unmeasurable
from plans.models import Change, Indicator, Measurement, Submission
from tests.desk.entry_page import get, read
from tests.desk.goal.entry_form import (
    address,
    exclusion,
    figure_id,
    fill_in,
    form_on,
    named,
    part,
    post,
    posted_by,
    stored,
    submission_of,
)
from tests.factories import (
    EffortAreaFactory,
    ExclusionFactory,
    IndicatorFactory,
    MeasurementFactory,
    ReportingRoundFactory,
    ResultGoalFactory,
    SubmissionFactory,
    TargetFactory,
    UserFactory,
)
from tests.plans.entry_plan import ADVICE, DIALOGUE, EMPLOYED, EntryPlan

pytestmark = pytest.mark.django_db


# --- everything can be said -----------------------------------------------------------------------


def test_everything_of_a_share_is_kept(karin: Client, there: EntryPlan) -> None:
    """3 of 4; 2 ended less than six months ago, 1 has moved (Bilag 1 for 2019, table 3): 4 + 2 + 1 = 7."""
    status, page = fill_in(
        karin,
        there,
        there.employed,
        {
            **exclusion(0, "2", "Afsluttet for under 6 måneder siden", "2020-07-15"),
            **exclusion(1, "1", "Fraflyttet"),
            **part(0, "2", "kvinder"),
        },
        figure="3 af 4",
        pending="1",
        cohort_total="7",
        ongoing="5",
        qualifier="ca.",
        provisional="on",
        method_note="Registeropslag",
    )

    now = stored(there.employed)
    assert status == 302
    assert (now.numerator, now.denominator, now.pending, now.cohort_total, now.ongoing) == (3, 4, 1, 7, 5)
    assert (now.qualifier, now.provisional, now.method_note) == ("ca.", True, "Registeropslag")
    assert [(each.count, each.reason, each.due_on) for each in now.exclusions.all()] == [
        (2, "Afsluttet for under 6 måneder siden", date(2020, 7, 15)),
        (1, "Fraflyttet", None),
    ]
    assert [(each.value, each.label, each.part_of) for each in now.parts.all()] == [
        (2, "kvinder", PartOf.FIGURE)
    ]
    assert page.with_class("alert")[0].text.endswith(f"Gemt: {EMPLOYED}")
    assert page.with_class("status")[0].text == "Indfriet"
    assert "Hvis alle de afventende kommer i mål: 4 af 4 = 100 pct., indfriet." in page.text
    assert "4 talt med + 3 frafald = 7 i alt" in page.text


def test_a_judgement_is_kept_with_its_basis(karin: Client, there: EntryPlan) -> None:
    status, page = fill_in(karin, there, there.advice, judged="partly_achieved", basis="Tre af fire fik svar")

    now = stored(there.advice)
    assert (status, now.judged, now.basis) == (302, Status.PARTLY_ACHIEVED, "Tre af fire fik svar")
    assert page.with_class("status")[0].text == "Delvist nået"


@pytest.mark.slow
def test_what_cannot_be_measured_is_said_with_its_reason(karin: Client, there: EntryPlan) -> None:
    fill_in(karin, there, there.dialogue, figure="15")

    status, page = fill_in(
        karin, there, there.dialogue, figure="", unmeasurable="not_held", reason="Aflyst på grund af vejret"
    )

    now = stored(there.dialogue)
    assert (status, now.value, now.unmeasurable) == (302, None, Unmeasurable.NOT_HELD)
    assert page.with_class("status")[0].text == "Kan ikke opgøres"


def test_text_and_figure_are_kept_together(karin: Client, there: EntryPlan) -> None:
    """Without scripts the text is plain lines; a line that begins with a bullet is one."""
    status, page = fill_in(
        karin,
        there,
        there.dialogue,
        figure="15",
        sub_heading="Dialogaktiviteter",
        commentary="VINK afholdt 15:\n• 10 for forældre\n• 5 for folkeskoler",
        footnote="Inkl. <b>to</b> i december",
    )

    now = submission_of(there, there.dialogue)
    assert (status, stored(there.dialogue).value) == (302, 15)
    assert (now.sub_heading, now.footnote, now.state) == (
        "Dialogaktiviteter",
        "Inkl. <b>to</b> i december",
        SubmissionState.DRAFT,
    )
    assert now.commentary == (
        "<p>VINK afholdt 15:</p>\n<ul>\n<li>10 for forældre</li>\n<li>5 for folkeskoler</li>\n</ul>"
    )
    assert form_on(page).fields()["commentary"].startswith("VINK afholdt 15:\n• 10 for forældre")


def test_a_goal_of_two_indicators_has_a_figure_of_each(karin: Client, there: EntryPlan) -> None:
    """Two meetings are met, one of two hearings is not: 50 % off."""
    goal = ResultGoalFactory.create(area=there.dialogue.goal.area)
    meetings, hearings = (
        IndicatorFactory.create(goal=goal, label=label, unit=label) for label in ("møder", "høringer")
    )
    for indicator in (meetings, hearings):
        TargetFactory.create(indicator=indicator, value=Decimal(2))

    form = form_on(get(karin, address(there, meetings)))
    typed = named(meetings, {"figure": "2"}) | named(hearings, {"figure": "1"})
    status, page = post(karin, address(there, meetings), posted_by(form) | typed)

    assert status == 302
    assert "Tallet for 2019 (høringer)" in page.text
    assert (stored(meetings).value, stored(hearings).value) == (2, 1)
    parts = page.with_class("goal-judgement__part")
    assert [node.text for node in parts] == ["møder : Indfriet", "høringer : Ikke nået"]


def test_a_round_of_several_years_asks_for_each(karin: Client, there: EntryPlan) -> None:
    ReportingRoundFactory.create(plan=there.plan, first_year=2018, last_year=2019, as_of=date(2020, 1, 20))
    TargetFactory.create(indicator=there.dialogue, year=2018, value=Decimal(8))
    several = address(there, there.dialogue).replace("/2019/", "/2018-2019/")

    form = form_on(get(karin, several))
    posted = posted_by(form) | named(there.dialogue, {"figure": "9"}, "2018")
    status = karin.post(several, posted | named(there.dialogue, {"figure": "11"})).status_code

    assert status == 302
    at = Measurement.objects.filter(indicator=there.dialogue, as_of=date(2020, 1, 20))
    assert dict(at.values_list("year", "value")) == {2018: 9, 2019: 11}
    text = get(karin, several).with_class("suggestion__text")[0].text
    assert text == "2018: 9 aktiviteter (måltal 8). 2019: 11 aktiviteter (måltal 10)."


def test_one_figure_of_several_may_wait(karin: Client, there: EntryPlan) -> None:
    """What nobody has filled in is left alone, a text too."""
    IndicatorFactory.create(goal=there.dialogue.goal, label="andet")

    status, _ = fill_in(karin, there, there.dialogue, figure="15")

    assert (status, Measurement.objects.filter(as_of=there.round.as_of).count()) == (302, 1)
    assert not Submission.objects.exists()


# --- what the page shows -----------------------------------------------------------------------------


def test_the_form_shows_what_is_stored(karin: Client, there: EntryPlan) -> None:
    measurement = MeasurementFactory.create(
        indicator=there.employed,
        as_of=there.round.as_of,
        numerator=7,
        denominator=15,
        pending=2,
        cohort_total=0,
        method_note="Linje et\nLinje to",
    )
    ExclusionFactory.create(measurement=measurement, count=1200, due_on=date(2020, 7, 15))

    fields = form_on(get(karin, address(there, there.employed))).fields()

    own = {name.removeprefix(f"{figure_id(there.employed)}-"): text for name, text in fields.items()}
    assert {name: own[name] for name in ("figure", "pending", "cohort_total", "ongoing")} == {
        "figure": "7 af 15",
        "pending": "2",
        "cohort_total": "0",
        "ongoing": "",
    }
    assert (fields[f"{figure_id(there.employed)}-version"], own["method_note"]) == ("1", "Linje et\nLinje to")
    assert [own[f"exclusions-0-{name}"] for name in ("count", "reason", "due_on")] == [
        "1200",
        "fraflyttet",
        "2020-07-15",
    ]
    assert own["exclusions-TOTAL_FORMS"] == "3"  # one stored, two to spare


@pytest.mark.slow
def test_saving_without_a_change_changes_nothing(karin: Client, there: EntryPlan) -> None:
    """A formatted text, which is posted as plain lines, keeps its formatting."""
    measurement = MeasurementFactory.create(
        indicator=there.employed,
        as_of=there.round.as_of,
        numerator=7,
        denominator=15,
        pending=2,
        cohort_total=16,
        method_note="Linje et\nLinje to",
    )
    ExclusionFactory.create(measurement=measurement, due_on=date(2020, 7, 15))
    text = "<p><strong>Fed</strong></p>\n<ul>\n<li>punkt</li>\n</ul>"
    SubmissionFactory.create(round=there.round, goal=there.employed.goal, commentary=text)

    status, _ = fill_in(karin, there, there.employed)

    assert (status, stored(there.employed).version, Change.objects.count()) == (302, 1, 0)
    assert submission_of(there, there.employed).commentary == text


def test_what_a_measure_has_no_use_for_is_kept_unseen(karin: Client, there: EntryPlan) -> None:
    """A count has no cohort to ask for, but one that came with a file is not lost by saving the form."""
    measurement = MeasurementFactory.create(indicator=there.dialogue, as_of=there.round.as_of)
    ExclusionFactory.create(measurement=measurement, reason="talt andetsteds")

    fill_in(karin, there, there.dialogue, figure="16", ongoing="100")

    now = stored(there.dialogue)
    assert (now.value, now.ongoing) == (16, 100)
    assert [each.reason for each in now.exclusions.all()] == ["talt andetsteds"]


@pytest.mark.slow
def test_an_emptied_row_goes(karin: Client, there: EntryPlan) -> None:
    measurement = MeasurementFactory.create(
        indicator=there.employed, as_of=there.round.as_of, numerator=7, denominator=15
    )
    ExclusionFactory.create(measurement=measurement, reason="første")
    ExclusionFactory.create(measurement=measurement, reason="anden")
    fill_in(karin, there, there.employed, part(0, "3", "kvinder"))

    fill_in(karin, there, there.employed, {**exclusion(0, ""), **part(0, "")})

    now = stored(there.employed)
    assert [each.reason for each in now.exclusions.all()] == ["anden"]
    assert not now.parts.exists()


def test_what_helps_stands_beside_the_fields(karin: Client, there: EntryPlan) -> None:
    MeasurementFactory.create(
        indicator=there.employed,
        year=2018,
        as_of=date(2019, 1, 15),
        numerator=6,
        denominator=10,
        pending=1,
        method_note="Registeropslag",
    )
    Indicator.objects.filter(pk=there.employed.pk).update(numerator="i uddannelse eller beskæftigelse")

    page = get(karin, address(there, there.employed))

    assert [fact.text for fact in page.with_class("facts__fact")] == [
        "Måltal 70 pct.",
        "Senest, 2018 6 af 10 (60 pct.). 1 afventer svar. Registeropslag",
        "Tælles med i uddannelse eller beskæftigelse",
    ]


def test_last_years_judgement_and_text_stand_beside_the_empty_text(karin: Client, there: EntryPlan) -> None:
    """12 of 10 in 2018, as its own round told it."""
    TargetFactory.create(indicator=there.dialogue, year=2018, value=Decimal(10))
    before = ReportingRoundFactory.create(
        plan=there.plan, first_year=2018, last_year=2018, as_of=date(2019, 1, 15)
    )
    SubmissionFactory.create(
        round=before,
        goal=there.dialogue.goal,
        sub_heading="Dialog",
        commentary="<p>VINK afholdt <em>12</em>.</p>",
    )

    last = get(karin, address(there, there.dialogue)).with_class("last-time")[0]

    assert "Sidste gang (2018)" in last.text
    assert last.with_class("last-time__figure")[0].text == "12 aktiviteter. Måltal: 10"
    assert "Indfriet" in last.text
    assert "Dialog" in last.text
    assert last.one("em").text == "12"


def test_without_a_round_before_last_years_figure_is_judged(karin: Client, there: EntryPlan) -> None:
    TargetFactory.create(indicator=there.dialogue, year=2018, value=Decimal(20))

    last = get(karin, address(there, there.dialogue)).with_class("last-time")[0]

    assert "Ikke nået" in last.text  # 12 of 20: 40 % off
    assert get(karin, address(there, there.advice)).with_class("last-time") == []


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (SubmissionState.DRAFT, "Ikke sendt ind"),
        (SubmissionState.SUBMITTED, "Sendt ind"),
        (SubmissionState.APPROVED, "Godkendt"),
        (SubmissionState.RETURNED, "Sendt tilbage"),
    ],
)
def test_the_state_is_told_and_what_can_be_done_in_it(
    karin: Client, there: EntryPlan, state: SubmissionState, word: str
) -> None:
    SubmissionFactory.create(
        round=there.round, goal=there.dialogue.goal, state=state, returned_because="Skriv hvor mange"
    )

    page = get(karin, address(there, there.dialogue))

    assert page.with_class("submission")[0].text == word
    offered = [button.attributes.get("value", "") for button in form_on(page).all("button", name="then")]
    expected = {
        SubmissionState.SUBMITTED: ["next", "withdraw"],
        SubmissionState.APPROVED: [],
    }
    assert offered == expected.get(state, ["next", "submit"])
    is_returned = state is SubmissionState.RETURNED
    assert ("Skriv hvor mange" in page.text) is is_returned


# --- what comes then ------------------------------------------------------------------------------------


@pytest.mark.slow
def test_save_and_submit_withdraw_and_submit_again(karin: Client, there: EntryPlan) -> None:
    status, page = fill_in(karin, there, there.dialogue, figure="15", commentary="Ja", then="submit")
    assert (status, submission_of(there, there.dialogue).state) == (302, SubmissionState.SUBMITTED)
    assert page.with_class("alert")[0].text.endswith(f"Sendt ind og venter på godkendelse: {DIALOGUE}")
    assert page.one("h1").text == "Mine opgaver"
    assert len(page.with_class("alert")) == 1

    fill_in(karin, there, there.dialogue, then="withdraw")
    assert submission_of(there, there.dialogue).state == SubmissionState.DRAFT

    fill_in(karin, there, there.dialogue, then="submit")
    fill_in(karin, there, there.dialogue, figure="16", commentary="Nej", then="withdraw")
    assert (submission_of(there, there.dialogue).state, stored(there.dialogue).value) == (
        SubmissionState.DRAFT,
        16,
    )


def test_sending_in_without_the_explanation_is_possible_and_named(karin: Client, there: EntryPlan) -> None:
    status, page = fill_in(karin, there, there.dialogue, figure="9", then="submit")  # of 10: partly achieved

    assert (status, submission_of(there, there.dialogue).state) == (302, SubmissionState.SUBMITTED)
    assert page.with_class("alert")[1].text.endswith("1 mål mangler forklaring; det stopper fastlåsningen")


@pytest.mark.slow
def test_a_change_takes_a_submitted_goal_back_to_draft(karin: Client, there: EntryPlan) -> None:
    fill_in(karin, there, there.dialogue, figure="15", commentary="Ja", then="submit")

    fill_in(karin, there, there.dialogue, figure="16", commentary="Ja, 16")

    now = submission_of(there, there.dialogue)
    assert (now.state, now.commentary) == (SubmissionState.DRAFT, "<p>Ja, 16</p>")


@pytest.mark.slow
def test_an_emptied_figure_is_missing_again(karin: Client, there: EntryPlan) -> None:
    fill_in(karin, there, there.employed, figure="0 af 0")

    status, page = fill_in(karin, there, there.employed, figure="")

    assert (status, page.with_class("status")[0].text) == (302, "Ikke afrapporteret")
    assert not Measurement.objects.filter(indicator=there.employed, year=2019).exists()
    assert list(Change.objects.filter(field="denominator").values_list("old", "new")) == [
        ("", "0"),
        ("0", ""),
    ]


@pytest.mark.slow
def test_a_figure_is_not_emptied_while_more_is_said_of_it(karin: Client, there: EntryPlan) -> None:
    fill_in(karin, there, there.employed, exclusion(0, "2", "Fraflyttet"), figure="7 af 15")

    status, page = fill_in(karin, there, there.employed, figure="")

    assert (status, stored(there.employed).numerator) == (422, 7)
    assert "Tallet for 2019 mangler." in page.with_class("error-summary")[0].text


@pytest.mark.slow
def test_an_emptied_figure_meets_the_one_that_somebody_gave_meanwhile(
    karin: Client, there: EntryPlan
) -> None:
    fill_in(karin, there, there.employed, figure="7 af 15")
    bo = Client()
    bo.force_login(there.bo)
    form = posted_by(form_on(get(karin, address(there, there.employed))))
    fill_in(bo, there, there.employed, figure="8 af 15")

    status, page = post(karin, address(there, there.employed), form | named(there.employed, {"figure": ""}))

    assert (status, stored(there.employed).numerator) == (409, 8)
    conflict = page.with_class("conflict")[0]
    assert "intet tal" in conflict.text
    mine = posted_by(form_on(page)) | {f"{figure_id(there.employed)}-choice": "mine"}
    assert post(karin, address(there, there.employed), mine)[0] == 302
    assert not Measurement.objects.filter(indicator=there.employed, year=2019).exists()


def test_what_is_missing_is_not_submitted_and_not_saved(karin: Client, there: EntryPlan) -> None:
    status, page = fill_in(karin, there, there.dialogue, commentary="Teksten", then="submit")

    assert status == 422
    assert "Tallet for 2019 mangler." in page.with_class("error-summary")[0].text
    assert form_on(page).fields()["commentary"] == "Teksten"
    assert not Submission.objects.exists()


@pytest.mark.slow
def test_save_and_next_goes_through_ones_goals(karin: Client, there: EntryPlan) -> None:
    own = [there.dialogue, there.employed, there.advice]
    form = form_on(get(karin, address(there, own[0])))

    for indicator, follower in zip(own, [*own[1:], None], strict=True):
        posted = posted_by(form_on(get(karin, address(there, indicator)))) | {"then": "next"}
        response = karin.post(address(there, indicator), posted)
        assert response.headers["Location"] == (address(there, follower) if follower else "/tasks/")

    assert [node.attributes["value"] for node in form.all("button", name="then")] == ["next", "submit"]


# --- a judgement of one's own ---------------------------------------------------------------------------


def test_a_judgement_of_ones_own_stands_beside_the_computed_one(karin: Client, there: EntryPlan) -> None:
    """9 of 10 is 10 % off: partly achieved."""
    status, page = fill_in(
        karin,
        there,
        there.dialogue,
        figure="9",
        override="achieved",
        override_reason="Den tiende blev aflyst af skolen",
    )

    now = submission_of(there, there.dialogue)
    assert (status, now.override, now.override_replaced) == (302, "achieved", "partly_achieved")
    judgement = page.with_class("goal-judgement")[0]
    assert [badge.text for badge in judgement.with_class("status")] == ["Delvist nået", "Indfriet"]
    assert judgement.with_class("goal-judgement__confirm") == []


@pytest.mark.slow
def test_it_asks_to_be_confirmed_once_the_computed_one_has_changed(karin: Client, there: EntryPlan) -> None:
    fill_in(karin, there, there.dialogue, figure="9", override="achieved", override_reason="Aflyst")

    _, page = fill_in(karin, there, there.dialogue, figure="5")

    asked = page.with_class("goal-judgement__confirm")[0]
    assert "da den beregnede var »delvist nået«. Nu er den »ikke nået«" in asked.text
    assert asked.one("button", name="then", value="confirm").text == "Gem og bekræft"

    _, page = fill_in(karin, there, there.dialogue, then="confirm")
    assert page.with_class("goal-judgement__confirm") == []
    assert submission_of(there, there.dialogue).override_replaced == "not_achieved"


@pytest.mark.slow
def test_a_judgement_of_ones_own_is_taken_away_again(karin: Client, there: EntryPlan) -> None:
    fill_in(karin, there, there.dialogue, figure="9", override="achieved", override_reason="Aflyst")

    fill_in(karin, there, there.dialogue, override="", override_reason="")

    assert submission_of(there, there.dialogue).override == ""


# --- who may ----------------------------------------------------------------------------------------------


def test_others_read_everything_and_cannot_change_it(client: Client, there: EntryPlan) -> None:
    client.force_login(UserFactory.create())
    MeasurementFactory.create(indicator=there.employed, as_of=there.round.as_of, numerator=7, denominator=15)

    page = get(client, address(there, there.employed))
    refused = client.post(address(there, there.employed), named(there.employed, {"figure": "9 af 15"}))

    assert "Du kan se tallene, men ikke rette dem." in page.with_class("alert")[0].text
    assert form_on(page).all("button", name="then") == []
    assert page.with_class("suggestion") == page.with_class("draft-notice") == []
    typing = [
        node
        for node in [
            *form_on(page).all("input"),
            *form_on(page).all("select"),
            *form_on(page).all("textarea"),
        ]
        if node.attributes.get("type") != "hidden"
    ]
    assert typing
    assert all("disabled" in node.attributes for node in typing)
    assert (refused.status_code, stored(there.employed).numerator) == (403, 7)


@pytest.mark.parametrize("lock", ["closed", "approved"])
def test_what_was_typed_before_a_lock_is_told_and_kept_on_the_page(
    karin: Client, there: EntryPlan, lock: str
) -> None:
    form = form_on(get(karin, address(there, there.employed)))
    if lock == "closed":
        there.round.state = RoundState.CLOSED
        there.round.save()
    else:
        SubmissionFactory.create(round=there.round, goal=there.employed.goal, state=SubmissionState.APPROVED)

    typed = named(there.employed, {"figure": "9 af 15", "commentary": "Ni"})
    response = karin.post(address(there, there.employed), posted_by(form) | typed)

    page = read(response.content.decode())
    assert (response.status_code, Measurement.objects.filter(indicator=there.employed).count()) == (422, 0)
    waiting = page.one("div", id="draft-waiting").text
    assert "Tallet for 2019 9 af 15" in waiting
    assert "Afrapportering Ni" in waiting
    (refusal,) = page.with_class("alert-error")
    assert "mens du skrev" in refusal.text
    assert form_on(page).all("button", name="then") == []


@pytest.mark.parametrize(
    "elsewhere",
    ["/plans/vink/entry/2018/goals/{}/", "/plans/vink/entry/2019/goals/x/", "/plans/x/entry/2019/goals/{}/"],
)
def test_there_is_no_page_for_what_no_round_asks(karin: Client, there: EntryPlan, elsewhere: str) -> None:
    assert karin.get(elsewhere.format(there.dialogue.goal.key)).status_code == 404


@pytest.mark.parametrize("several", [1, 3])
def test_the_queries_do_not_grow(
    karin: Client, there: EntryPlan, several: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Neither with the plan's goals nor with the goal's own figures and what stands behind them."""
    for number in range(several):
        other = IndicatorFactory.create(goal__area=EffortAreaFactory.create(plan=there.plan))
        own = IndicatorFactory.create(goal=there.employed.goal, share=True, label=f"del {number}")
        for indicator in (other, own):
            TargetFactory.create(indicator=indicator)
        measurement = MeasurementFactory.create(
            indicator=own, as_of=there.round.as_of, value=None, numerator=7, denominator=15
        )
        ExclusionFactory.create(measurement=measurement)
        MeasurementFactory.create(
            indicator=own, as_of=date(2019, 1, 15), year=2018, value=None, numerator=7, denominator=15
        )

    with django_assert_num_queries(33):
        page = get(karin, address(there, there.employed))

    assert ADVICE not in page.text


def test_a_telephone_shows_its_digits_where_a_count_is_asked(karin: Client, there: EntryPlan) -> None:
    """A share's field has all keys, for "7 af 15" needs letters."""
    count = karin.get(address(there, there.dialogue)).content.decode()
    share = karin.get(address(there, there.employed)).content.decode()

    assert re.search(r'<input[^>]*name="[^"]*figure"[^>]*inputmode="decimal"', count)
    assert not re.search(r'<input[^>]*name="[^"]*figure"[^>]*inputmode=', share)
