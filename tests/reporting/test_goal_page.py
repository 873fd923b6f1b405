"""Does a goal's page tell all there is, as the status reports have it, and stay cheap?

Tests a goal's page: figures by period, lineage, trend picture, history, and its queries.
"""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.enums import Status, SubmissionState
from plans.models import Change, GoalWording, MeasurementPart, ResultGoal
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    ExclusionFactory,
    IndicatorFactory,
    MeasurementFactory,
    PublicationFactory,
    ReportFactory,
    ReportingRoundFactory,
    ReportRowFactory,
    ReportTableFactory,
    ResultGoalFactory,
    SubmissionFactory,
    TargetFactory,
    UserFactory,
)
from tests.reporting import vink_plans
from vink.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory.create())
    return client


def page(client: Client, slug: str, key: str, query: str = "") -> str:
    response = client.get(f"/plans/{slug}/goals/{key}/{query}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.slow
def test_employment_is_followed_through_both_plans_and_the_break_is_said(reader: Client) -> None:
    vink_plans.load(*vink_plans.SLUGS)

    text = page(reader, vink_plans.LATER, "uddannelse-beskaeftigelse")

    assert "Fra 79 pct. i 2016–2017 til 47 pct. i 2019; måltallet er 70 pct." in text
    assert "Definitionen er ændret undervejs." in text
    assert (
        "Nævneren var »Borgere, der har været i mentorforløb eller forløb i den resocialiserende indsats« "
        "og er nu »Borgere i 1-1 forløb«." in text
    )
    assert "79 pct. (11 af 14)" in text
    assert "47 pct. (7 af 15)" in text
    assert "Indfriet" in text  # the earlier plan's word
    assert "Ikke nået" in text  # the later plan's
    assert 'href="/plans/vink-2016-17/goals/uddannelse-beskaeftigelse/"' in text
    assert "Én mere i mål: 8 af 15 = 53 pct., ikke nået." in text


@pytest.mark.slow
def test_the_earlier_plan_knows_what_came_after(reader: Client) -> None:
    vink_plans.load(*vink_plans.SLUGS)

    text = page(reader, vink_plans.EARLIER, "uddannelse-beskaeftigelse")

    assert "Senere mål · VINK’s handleplan 2018-19" in text
    assert 'href="/plans/vink-2018-19/goals/uddannelse-beskaeftigelse/"' in text


@pytest.mark.slow
def test_a_figure_on_the_way_stands_with_its_date(reader: Client) -> None:
    vink_plans.load(vink_plans.PILOT, vink_plans.EARLIER)

    text = page(reader, vink_plans.EARLIER, "frontmedarbejdere")

    assert "<strong>2016–2017, hele planen: ca. 2.100</strong>" in text
    assert "<strong>2016–2017, hele planen: 1.883</strong>" in text
    assert "opgjort 31. august 2017" in text
    assert "tidligere tal" in text


@pytest.mark.slow
def test_those_left_out_stand_with_reason_and_date(reader: Client) -> None:
    vink_plans.load(vink_plans.PILOT, vink_plans.EARLIER)

    text = page(reader, vink_plans.EARLIER, "ikke-radikaliseringstruet")

    assert (
        "2: Afsluttet i sidste halvår 2017 og indgår derfor ikke i målet (indgår fra 30. juni 2018)" in text
    )
    assert "I alt 11 i gruppen: 9 talt med og 2 frafald." in text


@pytest.mark.slow
def test_both_parts_of_a_goal_have_their_figures(reader: Client) -> None:
    vink_plans.load(vink_plans.PILOT, vink_plans.EARLIER)

    text = page(reader, vink_plans.EARLIER, "moeder-og-hoeringer")

    assert "2016–2017: 4 møder mod måltal 6." in text
    assert "2016–2017: 2 høringsarrangementer mod måltal 3." in text
    assert 'id="indicator-2"' in text


def test_what_cannot_be_measured_has_no_picture_but_its_reason(reader: Client) -> None:
    vink_plans.load(vink_plans.PILOT, vink_plans.EARLIER)

    text = page(reader, vink_plans.EARLIER, "foraeldrekurser")

    assert "<figure" not in text
    assert "ikke afholdt formelle kurser" in text
    assert "Kan ikke opgøres i procent" in text


def test_a_judged_goal_tells_its_basis(reader: Client) -> None:
    vink_plans.load(vink_plans.PILOT)

    text = page(reader, vink_plans.PILOT, "bekymringshenvendelser")

    assert "7 henvendelser omkring bekymringssager (heraf 6 behandlet/behandles)" in text
    assert "En vurdering, ikke et tal." in text
    assert "I gang" in text


def test_every_status_on_the_page_is_the_status_reports(reader: Client) -> None:
    """An overriding judgement stands beside the computed status, as on the status page."""
    round_ = ReportingRoundFactory.create()
    goal = ResultGoalFactory.create(area=EffortAreaFactory.create(plan=round_.plan), key="maal")
    indicator = IndicatorFactory.create(goal=goal)
    TargetFactory.create(indicator=indicator, value=Decimal(20))
    MeasurementFactory.create(indicator=indicator)  # 15 of 20: 25 % off
    SubmissionFactory.create(
        round=round_,
        goal=goal,
        override=Status.PARTLY_ACHIEVED,
        override_reason="Aktiviteterne er flyttet til januar.",
        override_replaced=Status.NOT_ACHIEVED,
    )

    text = page(reader, round_.plan.slug, "maal")

    assert 'Delvist nået <span class="status__note">(forslag; beregnet: ikke nået)</span>' in text
    assert "Aktiviteterne er flyttet til januar." in text


def test_each_period_says_how_far_it_has_come_and_where_it_is_published(reader: Client) -> None:
    round_ = ReportingRoundFactory.create()
    goal = ResultGoalFactory.create(area=EffortAreaFactory.create(plan=round_.plan), key="maal")
    later = ReportingRoundFactory.create(plan=round_.plan, as_of=date(2020, 6, 1))
    SubmissionFactory.create(
        round=round_, goal=goal, state=SubmissionState.APPROVED, commentary="<p>Afholdt.</p>"
    )
    SubmissionFactory.create(round=later, goal=goal, state=SubmissionState.RETURNED)
    report = ReportFactory.create(round=round_)
    PublicationFactory.create(report=report)
    PublicationFactory.create(report=report, number=2, correction_note="Rettet.")

    text = page(reader, round_.plan.slug, "maal")

    states = re.findall(r'<p class="commentary__state"><span class="tag">(.*?)</span>(.*?)</p>', text)
    assert [state for state, _link in states] == ["sendt tilbage", "godkendt"]
    assert states[0][1] == ""
    assert f'href="/plans/{round_.plan.slug}/annex/2019/publications/2/"' in states[1][1]
    assert "version 2" in states[1][1]
    assert "Der er ikke skrevet en tekst." in text


def test_midway_a_goal_tells_figure_time_and_what_is_needed(reader: Client) -> None:
    """40 of 150 after 14 of 24 months: 110 in 304 of 365 days are 132 a year."""
    vink_plans.load(vink_plans.PILOT)

    text = page(reader, vink_plans.PILOT, "efteruddannelse")

    sentence = (
        "40 af 150 nået (27 pct. af målet på 58 pct. af tiden); der mangler 110, dvs. ca. 132 om året i den"
        " resterende tid (10 måneder)."
    )
    assert text.count(sentence) == 2  # where it stands, and in the table of periods


def test_other_wordings_are_shown_and_the_same_one_is_not_repeated(reader: Client) -> None:
    round_ = ReportingRoundFactory.create()
    area = EffortAreaFactory.create(plan=round_.plan)
    goal = ResultGoalFactory.create(area=area, key="maal", wording="10 dialogaktiviteter")
    GoalWording.objects.create(goal=goal, place="Afsnit 1", text="Ti dialoger")
    table = ReportTableFactory.create(report__round=round_)
    ReportRowFactory.create(table=table, goal=goal, wording="10 dialogaktiviteter.")

    text = page(reader, round_.plan.slug, "maal")

    assert '<dt>Afsnit 1</dt> <dd><span lang="da">Ti dialoger' in text
    assert "Bilag 1. Afrapportering for 2019 på VINK handleplan 2018-2019, Tabel 1" not in text


def test_the_history_is_readable_and_the_newest_first(reader: Client) -> None:
    goal = ResultGoalFactory.create(key="maal")
    indicator = IndicatorFactory.create(goal=goal)
    figure = MeasurementFactory.create(indicator=indicator)
    anne = UserFactory.create(first_name="Anne", last_name="Friis")

    def change(field: str, old: str, new: str, why: str = "") -> None:
        Change.objects.create(
            plan=goal.plan,
            kind="measurement",
            object_id=figure.pk,
            field=field,
            old=old,
            new=new,
            why=why,
            who=anne,
        )

    change("value", "", "1883")
    change("value", "1883", "2100", "Rettet efter optælling")
    change("unmeasurable", "", "not_held")
    change("provisional", "true", "false")

    text = page(reader, goal.plan.slug, "maal")

    assert text.index("Rettet efter optælling") < text.rindex("1.883")
    assert "1.883</del>" in text
    assert "</span>2.100" in text
    assert "Måling, 2019" in text
    assert "Anne Friis" in text
    assert "ikke afholdt" in text
    assert "ja</del>" in text


def test_what_was_read_in_is_folded_and_what_a_person_wrote_is_not(reader: Client) -> None:
    goal = ResultGoalFactory.create(key="maal")
    figure = MeasurementFactory.create(indicator=IndicatorFactory.create(goal=goal))
    anne = UserFactory.create(first_name="Anne", last_name="Friis")

    def enter(who: User | None) -> None:
        for field, new in (("numerator", "7"), ("denominator", "15"), ("method", "Optalt i marts")):
            Change.objects.create(
                plan=goal.plan, kind="measurement", object_id=figure.pk, field=field, new=new, who=who
            )

    enter(anne)
    assert "<details" not in page(reader, goal.plan.slug, "maal").split('id="history"')[1]

    enter(None)
    text = page(reader, goal.plan.slug, "maal").split('id="history"')[1]
    assert text.count("<details") == 1
    assert "3 oplysninger" in text
    assert text.count("Optalt i marts") == 2


def history(text: str) -> str:
    """The words of the history, with its heading."""
    _before, _id, section = text.partition('id="history-heading"')
    return " ".join(re.sub(r"<[^>]*>", " ", section.partition("</section>")[0]).split())


def test_the_history_is_folded_with_its_count_and_an_import_is_one_line(reader: Client) -> None:
    goal = ResultGoalFactory.create(key="maal")
    indicator = IndicatorFactory.create(goal=goal)
    figure = MeasurementFactory.create(indicator=indicator)
    rows = [("resultgoal", goal.pk), ("indicator", indicator.pk), ("measurement", figure.pk)]
    for kind, pk in rows:
        for field in ("source_ref", "remark"):
            Change.objects.create(
                plan=goal.plan, kind=kind, object_id=pk, field=field, new="s. 4", why="Indlæst fra plan.yaml"
            )
    Change.objects.create(
        plan=goal.plan,
        kind="measurement",
        object_id=figure.pk,
        field="value",
        old="7",
        new="8",
        who=UserFactory.create(),
    )

    text = page(reader, goal.plan.slug, "maal")

    folded = history(text)
    assert "2 ændringer" in folded
    assert folded.count("Indlæst fra plan.yaml") == 1
    assert "6 oplysninger" in folded  # 3 rows of 2 fields
    assert text.count('<li class="history__event">') == 2
    assert '<details class="details history-fold">' in text
    assert '<details class="details history-fold" open>' in page(
        reader, goal.plan.slug, "maal", "?history=50"
    )


def test_what_an_import_replaced_is_seen_at_once(reader: Client) -> None:
    goal = ResultGoalFactory.create(key="maal")
    figure = MeasurementFactory.create(indicator=IndicatorFactory.create(goal=goal))
    for kind, pk, old in (("measurement", figure.pk, "1883"), ("resultgoal", goal.pk, "")):
        Change.objects.create(
            plan=goal.plan, kind=kind, object_id=pk, field="remark", old=old, new="2100", why="Indlæst igen"
        )

    folded, *_rest = page(reader, goal.plan.slug, "maal").split('id="history"')[1].split("<details")

    assert "1883</del>" in folded
    assert "1 oplysning" in _rest[0]


def test_a_reason_keeps_what_looks_like_a_tag_and_says_which_status_it_replaced(reader: Client) -> None:
    round_ = ReportingRoundFactory.create()
    goal = ResultGoalFactory.create(area=EffortAreaFactory.create(plan=round_.plan), key="maal")
    submission = SubmissionFactory.create(round=round_, goal=goal)
    changes = {
        "override_reason": "Tallet er <usikkert> endnu",
        "override_replaced": "not_achieved",
        "commentary": "<p>Afholdt.</p>",
    }
    for field, new in changes.items():
        Change.objects.create(
            plan=round_.plan, kind="submission", object_id=submission.pk, field=field, new=new
        )

    text = page(reader, round_.plan.slug, "maal").split('id="history"')[1]

    assert "Tallet er &lt;usikkert&gt; endnu" in text
    assert "Beregnet status, da målet blev vurderet" in text
    assert "&lt;p&gt;" not in text


def test_the_texts_of_the_shown_period_stand_first_and_the_others_beneath(reader: Client) -> None:
    plan = ActionPlanFactory.create(slug="vink")
    goal = ResultGoalFactory.create(area=EffortAreaFactory.create(plan=plan), key="maal")
    TargetFactory.create(indicator=IndicatorFactory.create(goal=goal))
    for year in (2018, 2019):
        round_ = ReportingRoundFactory.create(plan=plan, first_year=year, last_year=year)
        SubmissionFactory.create(round=round_, goal=goal, commentary=f"<p>Sagt om {year}.</p>")

    text = page(reader, "vink", "maal", "?period=2018")

    assert text.index("Sagt om 2018.") < text.index("Tal og status") < text.index("Andre afrapporteringer")
    assert text.index("Andre afrapporteringer") < text.index("Sagt om 2019.")


def test_another_goals_history_stays_with_it(reader: Client) -> None:
    goal = ResultGoalFactory.create(key="maal")
    other = ResultGoalFactory.create(area=goal.area, key="andet")
    Change.objects.create(
        plan=goal.plan, kind="resultgoal", object_id=other.pk, field="wording", old="Hemmeligt", new="Nyt"
    )

    assert "Hemmeligt" not in page(reader, goal.plan.slug, "maal")
    assert "Hemmeligt" in page(reader, goal.plan.slug, "andet")


def test_a_long_history_shows_fifty_and_offers_more(reader: Client) -> None:
    goal = ResultGoalFactory.create(key="maal")
    for number in range(60):
        Change.objects.create(
            plan=goal.plan,
            kind="resultgoal",
            object_id=goal.pk,
            field="wording",
            old="Før",
            new=f"Nr. {number}",
        )

    first = page(reader, goal.plan.slug, "maal")
    whole = page(reader, goal.plan.slug, "maal", "?history=100")

    assert "Nr. 10 <" in first
    assert "Nr. 9 <" not in first
    assert "?history=100#history" in first
    assert "Nr. 0 <" in whole
    assert "Vis flere" not in whole


@pytest.mark.parametrize(
    "query", ["?history=", "?history=-1", "?history=1e9", "?history=" + "9" * 30, "?history=²"]
)
def test_a_strange_wish_for_history_shows_the_first_fifty(reader: Client, query: str) -> None:
    goal = ResultGoalFactory.create(key="maal")

    page(reader, goal.plan.slug, "maal", query)


def test_a_goal_without_an_indicator_says_so(reader: Client) -> None:
    goal = ResultGoalFactory.create(key="maal")

    assert "Målet har ingen indikator" in page(reader, goal.plan.slug, "maal")


def test_a_withdrawn_goal_keeps_its_page(reader: Client) -> None:
    goal = ResultGoalFactory.create(key="maal", withdrawn_from=2018)
    TargetFactory.create(indicator=IndicatorFactory.create(goal=goal))

    assert "Udgået fra og med 2018" in page(reader, goal.plan.slug, "maal")


def test_an_unknown_goal_is_not_found(reader: Client) -> None:
    goal = ResultGoalFactory.create(key="maal")

    assert reader.get(f"/plans/{goal.plan.slug}/goals/andet/").status_code == 404
    assert reader.get("/plans/findes-ikke/goals/maal/").status_code == 404


def test_the_status_page_leads_to_the_goal(reader: Client) -> None:
    round_ = ReportingRoundFactory.create()
    ResultGoalFactory.create(area=EffortAreaFactory.create(plan=round_.plan), key="maal")

    text = reader.get(f"/plans/{round_.plan.slug}/status/2019/").content.decode()

    assert f'href="/plans/{round_.plan.slug}/goals/maal/"' in text


def goal_with(times: int) -> ResultGoal:
    """A goal of a line of plans, with so many of everything."""
    predecessor: ResultGoal | None = None
    for number in range(times + 1):
        plan = ActionPlanFactory.create(
            starts_on=date(2000 + number, 1, 1), ends_on=date(2000 + number, 12, 31)
        )
        area = EffortAreaFactory.create(plan=plan)
        goal = ResultGoalFactory.create(area=area, key="maal", predecessor=predecessor)
        predecessor = goal
        for order in range(times):
            indicator = IndicatorFactory.create(goal=goal, share=True, order=order + 1, label=f"Del {order}")
            TargetFactory.create(indicator=indicator, year=2000 + number, value=Decimal(70))
            measured = MeasurementFactory.create(
                indicator=indicator,
                year=2000 + number,
                as_of=date(2000 + number, 12, 31),
                numerator=3,
                denominator=4,
            )
            ExclusionFactory.create(measurement=measured)
            MeasurementPart.objects.create(measurement=measured, order=1, label="unge", value=Decimal(2))
            Change.objects.create(
                plan=plan,
                kind="measurement",
                object_id=measured.pk,
                field="value",
                new="3",
                who=UserFactory.create(),
            )
        round_ = ReportingRoundFactory.create(
            plan=plan, first_year=2000 + number, as_of=date(2001 + number, 1, 15)
        )
        SubmissionFactory.create(round=round_, goal=goal, commentary="<p>Det gik.</p>")
        ReportRowFactory.create(table__report__round=round_, goal=goal, wording="Anderledes")
    return goal


@pytest.mark.parametrize("times", [1, 3])
def test_a_long_line_takes_as_many_queries_as_a_short_one(reader: Client, times: int) -> None:
    goal = goal_with(times)

    with CaptureQueriesContext(connection) as queries:
        page(reader, goal.plan.slug, "maal")

    assert len(queries) == 31


@pytest.mark.slow
def test_one_goes_from_goal_to_goal_in_the_plans_order_and_keeps_the_period(reader: Client) -> None:
    vink_plans.load(*vink_plans.SLUGS)
    goals = list(ResultGoal.objects.filter(plan__slug="vink-2018-19").order_by("area__number", "order"))

    first = page(reader, "vink-2018-19", goals[0].key)
    second = page(reader, "vink-2018-19", goals[1].key, "?period=2018")

    assert "Mål 1 af 7" in first
    assert "Forrige mål" not in first
    assert f'rel="next" href="/plans/vink-2018-19/goals/{goals[1].key}/"' in first
    assert "Mål 2 af 7" in second
    assert f'rel="prev" href="/plans/vink-2018-19/goals/{goals[0].key}/?period=2018"' in second
    assert f'rel="next" href="/plans/vink-2018-19/goals/{goals[2].key}/?period=2018"' in second
    assert "Næste mål" not in page(reader, "vink-2018-19", goals[-1].key)
