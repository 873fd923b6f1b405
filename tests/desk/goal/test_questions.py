"""Is an odd figure, or a text that says another one, asked about on a goal's page?

Tests the questions of the page, of what it shows as it is typed, and their answers with and without scripts.
"""

import pytest
from django.test import Client

from plans.models import Change, Draft, Measurement, Submission
from plans.wording.figures import day_and_time
from tests.desk.entry_page import HTMX, Node, get, read
from tests.desk.goal.entry_form import address, figure_id, fill_in, form_on, post, posted_by, stored
from tests.plans.entry_plan import EntryPlan

pytestmark = pytest.mark.django_db

ODD = "Er 1.200 rigtigt? Målet er 10, og sidste år var tallet 12."


def questions(page: Node) -> list[str]:
    return [node.text for node in page.with_class("question__text")]


def confirmed(page: Node) -> list[str]:
    return [node.text for node in page.with_class("confirmed")]


def answers(page: Node) -> dict[str, tuple[str, str]]:
    """What each answer of a page says, and what it posts."""
    buttons = page.with_class("question__answer")
    return {
        node.text.split(":")[0].strip(): (node.attributes["name"], node.attributes["value"])
        for node in buttons
    }


def typing(client: Client, there: EntryPlan, posted: dict[str, str]) -> Node:
    response = client.post(f"{address(there, there.dialogue)}preview/", posted, headers=HTMX)
    assert response.status_code == 200
    return read(response.content.decode())


def typed(client: Client, there: EntryPlan, **fields: str) -> dict[str, str]:
    """The page's form with this figure, or text, typed in it."""
    posted = posted_by(form_on(get(client, address(there, there.dialogue))))
    prefix = figure_id(there.dialogue)
    names = {"figure": f"{prefix}-figure", "commentary": "commentary"}
    return posted | {names[name]: value for name, value in fields.items()}


def test_an_odd_figure_is_saved_and_asked_about(karin: Client, there: EntryPlan) -> None:
    status, page = fill_in(karin, there, there.dialogue, figure="1.200")

    assert (status, stored(there.dialogue).value) == (302, 1200)
    assert questions(page) == [ODD]


def test_it_is_asked_while_it_is_typed(karin: Client, there: EntryPlan) -> None:
    assert questions(typing(karin, there, typed(karin, there, figure="1.200"))) == [ODD]
    assert questions(typing(karin, there, typed(karin, there, figure="15"))) == []


@pytest.mark.slow
def test_a_typed_figure_is_let_stand_before_it_is_saved(karin: Client, there: EntryPlan) -> None:
    posted = typed(karin, there, figure="1.200")
    answer = answers(typing(karin, there, posted))["Ja, 1.200 er rigtigt"]
    response = karin.post(address(there, there.dialogue), posted | dict([answer]), headers=HTMX)

    assert (response.status_code, questions(read(response.content.decode()))) == (200, [])
    assert not Measurement.objects.filter(indicator=there.dialogue, year=2019)  # nothing but the answer
    assert questions(typing(karin, there, posted)) == []
    _status, page = fill_in(karin, there, there.dialogue, figure="1.200")
    assert questions(page) == []
    assert list(Change.objects.filter(kind="answer").values_list("new", flat=True)) == ["2019: 1200"]


def test_without_scripts_an_answer_saves_what_is_typed_too(karin: Client, there: EntryPlan) -> None:
    _status, page = fill_in(karin, there, there.dialogue, figure="1.200")
    answer = answers(page)["Ja, 1.200 er rigtigt"]
    posted = posted_by(form_on(page)) | {"footnote": "* Med julemarkedet"} | dict([answer])
    status, after = post(karin, address(there, there.dialogue), posted)

    assert (status, questions(after)) == (302, [])
    assert Submission.objects.get().footnote == "* Med julemarkedet"


@pytest.mark.slow
def test_without_scripts_the_likely_figure_is_taken_with_one_press(karin: Client, there: EntryPlan) -> None:
    _status, page = fill_in(karin, there, there.dialogue, figure="1.200")
    posted = posted_by(form_on(page)) | dict([answers(page)["Ret til 12"]])
    status, after = post(karin, address(there, there.dialogue), posted)

    assert (status, stored(there.dialogue).value, questions(after)) == (302, 12, [])


@pytest.mark.slow
def test_a_number_alone_is_offered_as_a_percentage(karin: Client, there: EntryPlan) -> None:
    status, page = fill_in(karin, there, there.employed, figure="100")

    assert status == 422  # it is not known what it is
    assert questions(page) == ["Mener du 100 pct.? Er det antal, så skriv fx 7 af 15."]
    prefix = figure_id(there.employed)
    assert answers(page) == {"100 pct.": ("use", f"{prefix}=100 pct.")}
    posted = posted_by(form_on(page)) | dict([answers(page)["100 pct."]])
    status, page = post(karin, address(there, there.employed), posted)
    assert (status, stored(there.employed).percentage) == (302, 100)


@pytest.mark.slow
def test_a_text_that_says_another_figure_is_asked_about_once(karin: Client, there: EntryPlan) -> None:
    text = "I 2019 blev der holdt 13 aktiviteter i tre bydele."
    status, page = fill_in(karin, there, there.dialogue, figure="15", commentary=text)

    assert status == 302
    assert questions(page) == ["Teksten siger 13, men tallet er 15. Er det rigtigt?"]
    posted = posted_by(form_on(page)) | dict([answers(page)["Ja, det er rigtigt"]])
    _status, page = post(karin, address(there, there.dialogue), posted)
    assert questions(page) == []
    assert confirmed(page) == [f"Teksten siger 13, men tallet er 15. {confirmed_by_karin()}."]
    # the answer is of the pair: another figure is asked about, and the first one is not when it comes back
    for figure in ("16", "18"):
        _status, page = fill_in(karin, there, there.dialogue, figure=figure)
        assert questions(page) == [f"Teksten siger 13, men tallet er {figure}. Er det rigtigt?"]
    _status, page = fill_in(karin, there, there.dialogue, figure="15")
    assert questions(page) == []
    _status, page = fill_in(karin, there, there.dialogue, figure="16")
    _status, page = fill_in(karin, there, there.dialogue, commentary="Der blev holdt 14 aktiviteter.")
    assert questions(page) == ["Teksten siger 14, men tallet er 16. Er det rigtigt?"]


def confirmed_by_karin() -> str:
    return f"Bekræftet af Karin Holm, {day_and_time(Change.objects.get(kind='answer').when)}"


def answered_before(there: EntryPlan, key: str) -> None:
    """An answer as it was kept before it named the figure."""
    goal = there.dialogue.goal_id
    Change.objects.create(
        plan=there.plan, kind="answer", object_id=goal, field="text", new=key, who=there.karin
    )


@pytest.mark.slow
def test_an_old_answer_holds_for_the_figure_that_stood_then_alone(karin: Client, there: EntryPlan) -> None:
    text = "I 2019 blev der holdt 13 aktiviteter i tre bydele."
    fill_in(karin, there, there.dialogue, figure="15", commentary=text)
    answered_before(there, "2019: 13")

    assert questions(get(karin, address(there, there.dialogue))) == []
    _status, page = fill_in(karin, there, there.dialogue, figure="16")
    assert questions(page) == ["Teksten siger 13, men tallet er 16. Er det rigtigt?"]
    # which figure stood when it was answered is no longer known: it is asked once more
    _status, page = fill_in(karin, there, there.dialogue, figure="15")
    assert questions(page) == ["Teksten siger 13, men tallet er 15. Er det rigtigt?"]


def test_what_was_let_stand_is_visible_at_once_and_afterwards(karin: Client, there: EntryPlan) -> None:
    _status, page = fill_in(karin, there, there.dialogue, figure="1.200")
    posted = posted_by(form_on(page)) | dict([answers(page)["Ja, 1.200 er rigtigt"]])
    response = karin.post(address(there, there.dialogue), posted, headers=HTMX)

    assert confirmed(read(response.content.decode())) == [confirmed_by_karin()]
    assert confirmed(get(karin, address(there, there.dialogue))) == [confirmed_by_karin()]


@pytest.mark.slow
def test_an_answer_is_no_draft(karin: Client, there: EntryPlan) -> None:
    posted = typed(karin, there, figure="1.200") | {"answer": "x", "use": "y"}
    karin.post(f"{address(there, there.dialogue)}draft/", posted, headers=HTMX)

    assert not {"answer", "use"} & set(Draft.objects.get().fields)


def test_only_who_enters_the_goal_answers(client: Client, karin: Client, there: EntryPlan) -> None:
    posted = typed(karin, there, figure="1.200") | {"answer": f"{figure_id(there.dialogue)}=1200"}
    client.force_login(there.bo)
    assert client.post(address(there, there.dialogue), posted, headers=HTMX).status_code == 403
    assert not Change.objects.filter(kind="answer")


def test_the_answer_to_another_value_notes_nothing(karin: Client, there: EntryPlan) -> None:
    posted = typed(karin, there, figure="1.300") | {"answer": f"{figure_id(there.dialogue)}=1200"}
    response = karin.post(address(there, there.dialogue), posted, headers=HTMX)

    assert len(questions(read(response.content.decode()))) == 1
    assert not Change.objects.filter(kind="answer")
