"""Is anything lost or misjudged that was typed and not saved? A draft is held against what is stored now."""

import json

import pytest
from django.test import Client

from plans.models import Change, Draft, Measurement
from plans.queries import draft_of
from tests.desk.entry_page import HTMX, Node, get, read, send
from tests.desk.goal.entry_form import (
    address,
    errors,
    figure_id,
    fill_in,
    form_on,
    named,
    post,
    posted_by,
    stored,
    submission_of,
)
from tests.plans.entry_plan import EntryPlan

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo(there: EntryPlan) -> Client:
    """Bo, who enters the shared goal of areas 2 and 3 as well."""
    client = Client()
    client.force_login(there.bo)
    return client


def old_page(client: Client, there: EntryPlan) -> dict[str, str]:
    """What the share's page would post as it is now."""
    return posted_by(form_on(get(client, address(there, there.employed))))


def keep(client: Client, there: EntryPlan, typed: dict[str, str], **fields: str) -> dict[str, str]:
    """Keep a draft as a page does whose script has marked what was typed; what the server says of it."""
    part = {"commentary": "text", "override": "judgement"}
    marks = {f"{part.get(name, figure_id(there.employed))}-typed": "1" for name in fields}
    posted = typed | named(there.employed, fields) | marks
    response = client.post(f"{address(there, there.employed)}draft/", posted, headers=HTMX)
    assert response.status_code == 200
    answer: dict[str, str] = response.json()
    return answer


def messages(page: Node) -> list[str]:
    return [alert.text for box in page.with_class("messages") for alert in box.with_class("alert")]


def judgement(page: Node) -> Node:
    return page.one("div", id="goal-judgement")


# --- a submission that is refused -----------------------------------------------------------------------


def test_what_was_refused_is_kept_as_a_draft(karin: Client, there: EntryPlan) -> None:
    """17 of 15 cannot be saved; the long text beside it is there again when the person comes back."""
    status, page = fill_in(
        karin, there, there.employed, figure="17 af 15", commentary="En lang tekst", then="submit"
    )

    assert status == 422
    assert "data-unsaved" not in form_on(page).attributes  # it is kept already
    again = form_on(get(karin, address(there, there.employed))).fields()
    assert (again[f"{figure_id(there.employed)}-figure"], again["commentary"]) == (
        "17 af 15",
        "En lang tekst",
    )


@pytest.mark.slow
def test_what_was_refused_as_missing_is_kept_as_a_draft(karin: Client, there: EntryPlan) -> None:
    status, _ = fill_in(karin, there, there.employed, commentary="Kun teksten", then="submit")

    assert status == 422
    again = get(karin, address(there, there.employed))
    assert form_on(again).fields()["commentary"] == "Kun teksten"
    assert "hidden" not in again.one("div", id="draft-notice").attributes


@pytest.mark.slow
def test_a_conflict_keeps_a_draft_of_everything_typed(karin: Client, there: EntryPlan, bo: Client) -> None:
    before = old_page(karin, there)
    send(bo, there, there.employed, figure="8 af 15")

    status, page = post(
        karin,
        address(there, there.employed),
        before | named(there.employed, {"figure": "9 af 15", "commentary": "Min tekst"}),
    )

    assert status == 409
    again = form_on(get(karin, address(there, there.employed))).fields()
    assert (again[f"{figure_id(there.employed)}-figure"], again["commentary"]) == ("9 af 15", "Min tekst")
    choice = form_on(page).fields()
    assert f"{figure_id(there.employed)}-current" in choice
    draft = draft_of(there.karin.pk, form_on(page).attributes["data-draft-key"])
    assert draft is not None
    assert not [name for name in draft.fields if name.endswith(("-current", "-choice"))]


@pytest.mark.slow
def test_what_is_too_much_for_a_draft_stays_on_the_page_and_says_so(karin: Client, there: EntryPlan) -> None:
    status, page = fill_in(karin, there, there.employed, commentary="x" * 500_000)

    assert (status, Draft.objects.count()) == (422, 0)
    assert "data-unsaved" in form_on(page).attributes
    assert len(form_on(page).fields()["commentary"]) == 500_000


def test_a_draft_that_says_what_is_stored_is_none(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.employed, figure="7 af 15")
    page = old_page(karin, there)
    keep(karin, there, page, figure="9 af 15")

    answer = keep(karin, there, page, figure="7 af 15")

    assert (answer, Draft.objects.count()) == ({"told": "", "saved": "", "elsewhere": ""}, 0)


# --- what is stored now ---------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_draft_typed_back_to_its_old_base_meets_what_is_stored_now(
    karin: Client, there: EntryPlan, bo: Client
) -> None:
    """187 was stored, 150 in the draft, Bo sets 201, and Karin types 187 again: it is no 201."""
    send(karin, there, there.employed, figure="187 af 300")
    keep(karin, there, old_page(karin, there), figure="150 af 300")
    send(bo, there, there.employed, figure="201 af 300", version=1)
    before = Change.objects.count()

    status, page = fill_in(karin, there, there.employed, figure="187 af 300")

    assert (status, stored(there.employed).numerator, Change.objects.count()) == (409, 201, before)
    (conflict,) = page.with_class("conflict")
    assert "Tallet for 2019: en anden har gemt et tal, mens du skrev dit" in conflict.text
    assert "Gem mit tal, 187 af 300 (62 pct.)" in conflict.text
    assert "Behold det gemte, 201 af 300 (67 pct.)" in conflict.text
    assert messages(page) == []

    form = form_on(page)
    chosen = posted_by(form) | {f"{figure_id(there.employed)}-choice": "mine"}
    status, page = post(karin, form.attributes["action"], chosen)
    assert (status, stored(there.employed).numerator) == (302, 187)
    assert messages(page)[0].startswith("Gemt: ")


@pytest.mark.slow
def test_a_restored_draft_tells_what_was_saved_meanwhile(karin: Client, there: EntryPlan, bo: Client) -> None:
    send(karin, there, there.employed, figure="187 af 300")
    keep(karin, there, old_page(karin, there), figure="150 af 300", commentary="Min tekst")
    assert "imens" not in get(karin, address(there, there.employed)).text
    send(bo, there, there.employed, figure="201 af 300", version=1)

    page = get(karin, address(there, there.employed))

    assert form_on(page).fields()[f"{figure_id(there.employed)}-figure"] == "150 af 300"
    (problem,) = page.one("section", id=figure_id(there.employed)).with_class("goal-figure__problem")
    assert problem.text.startswith("Gemt imens: 201 af 300 (67 pct.) (Bo Lund, ")
    assert problem.text.endswith("). Feltet viser din kladde.")
    assert "Teksten er ændret imens" not in page.text

    fill_in(bo, there, there.employed, commentary="Bos tekst")
    assert "Teksten er ændret imens (Bo Lund, " in get(karin, address(there, there.employed)).text


def test_nothing_changed_is_not_called_saved(karin: Client, there: EntryPlan) -> None:
    send(karin, there, there.employed, figure="187 af 300")

    _, page = post(karin, address(there, there.employed), old_page(karin, there))

    assert messages(page) == ["Du har ikke ændret noget, så der er ikke gemt noget."]


def test_a_reason_that_is_asked_for_is_not_called_voluntary(karin: Client, there: EntryPlan) -> None:
    page = get(karin, address(there, there.employed)).text

    assert "Begrundelse for egen vurdering (frivilligt)" not in page
    assert "Hvorfor det ikke kan opgøres (frivilligt)" not in page
    assert "Metode (frivilligt)" in page


@pytest.mark.slow
def test_ones_own_other_figure_is_called_ones_own(karin: Client, there: EntryPlan) -> None:
    """Karin herself has given 201 in the grid since she began on the goal's page."""
    send(karin, there, there.employed, figure="187 af 300")
    keep(karin, there, old_page(karin, there), figure="150 af 300")
    send(karin, there, there.employed, figure="201 af 300", version=1)

    status, page = fill_in(karin, there, there.employed)

    assert status == 409
    (conflict,) = page.with_class("conflict")
    assert "Tallet for 2019: du har selv gemt et andet tal imens" in conflict.text
    assert "Dig selv, " in conflict.text
    assert "en anden" not in conflict.text
    assert "Karin Holm" not in conflict.text


@pytest.mark.slow
def test_letting_the_stored_figure_stand_saves_nothing(karin: Client, there: EntryPlan, bo: Client) -> None:
    page = old_page(karin, there)
    send(bo, there, there.employed, figure="8 af 15")
    _, both = post(karin, address(there, there.employed), page | named(there.employed, {"figure": "9 af 15"}))

    form = form_on(both)
    chosen = posted_by(form) | {f"{figure_id(there.employed)}-choice": "theirs"}
    status, after = post(karin, form.attributes["action"], chosen)

    assert (status, stored(there.employed).numerator, Draft.objects.count()) == (302, 8, 0)
    assert messages(after) == ["Det, der var gemt, er beholdt. Dit er ikke gemt."]


def test_what_was_typed_back_in_the_same_tab_meets_what_is_stored_now(
    karin: Client, there: EntryPlan, bo: Client
) -> None:
    """The page showed 187; Karin types 150 and 187 again, while Bo sets 201."""
    send(karin, there, there.employed, figure="187 af 300")
    page = old_page(karin, there)
    send(bo, there, there.employed, figure="201 af 300", version=1)

    status, _ = post(
        karin, address(there, there.employed), page | {f"{figure_id(there.employed)}-typed": "1"}
    )

    assert (status, stored(there.employed).numerator) == (409, 201)


@pytest.mark.slow
def test_a_correction_back_to_the_base_after_an_error_meets_what_is_stored_now(
    karin: Client, there: EntryPlan, bo: Client
) -> None:
    send(karin, there, there.employed, figure="187 af 300")
    page = old_page(karin, there)
    send(bo, there, there.employed, figure="201 af 300", version=1)
    _, wrong = post(karin, address(there, there.employed), page | named(there.employed, {"figure": "ni"}))

    status, _ = post(
        karin,
        address(there, there.employed),
        posted_by(form_on(wrong)) | named(there.employed, {"figure": "187 af 300"}),
    )

    assert (status, stored(there.employed).numerator) == (409, 201)


@pytest.mark.slow
def test_what_others_changed_of_a_part_left_alone_is_told(
    karin: Client, there: EntryPlan, bo: Client
) -> None:
    """Without scripts nobody knows whether she typed 187 again: nothing is called saved."""
    send(karin, there, there.employed, figure="187 af 300")
    page = old_page(karin, there)
    fill_in(bo, there, there.employed, figure="201 af 300", commentary="Bos tekst")

    status, after = post(karin, address(there, there.employed), page)

    assert (status, stored(there.employed).numerator) == (302, 201)
    sentences = messages(after)
    assert sentences[0] == "Du har ikke ændret noget, så der er ikke gemt noget."
    assert sentences[1].startswith("Tallet for 2019 er ændret imens til 201 af 300 (67 pct.) (Bo Lund, ")
    assert sentences[2].startswith("Teksten er ændret imens (Bo Lund, ")
    assert len(sentences) == 3


@pytest.mark.slow
def test_what_others_changed_is_told_beside_what_was_saved(
    karin: Client, there: EntryPlan, bo: Client
) -> None:
    page = old_page(karin, there)
    fill_in(bo, there, there.employed, override="achieved", override_reason="Bos grund")

    _, after = post(karin, address(there, there.employed), page | {"commentary": "Karins tekst"})

    sentences = messages(after)
    assert sentences[0].startswith("Gemt: ")
    assert sentences[1].startswith("Den egne vurdering er ændret imens (Bo Lund, ")
    assert submission_of(there, there.employed).commentary == "<p>Karins tekst</p>"


@pytest.mark.slow
def test_a_text_meets_no_text_that_nobody_wrote(karin: Client, there: EntryPlan, bo: Client) -> None:
    """Bo's figure takes the submitted goal back to draft: that raises its version, and changes no text."""
    fill_in(karin, there, there.employed, figure="7 af 15", commentary="Først", then="submit")
    page = old_page(karin, there)
    send(bo, there, there.employed, figure="8 af 15", version=1)

    status, _ = post(karin, address(there, there.employed), page | {"commentary": "Derefter"})

    now = submission_of(there, there.employed)
    assert (status, now.commentary, now.state) == (302, "<p>Derefter</p>", "draft")


@pytest.mark.slow
def test_each_of_text_and_judgement_is_chosen_by_itself(karin: Client, there: EntryPlan, bo: Client) -> None:
    page = old_page(karin, there)
    fill_in(bo, there, there.employed, commentary="Bo", override="achieved", override_reason="Bos grund")
    typed = {"commentary": "Karin", "override": "partly_achieved", "override_reason": "Karins grund"}
    _, both = post(karin, address(there, there.employed), page | typed)
    assert len(both.with_class("conflict")) == 2

    form = form_on(both)
    status, rest = post(karin, form.attributes["action"], posted_by(form) | {"text-choice": "mine"})

    assert (status, len(rest.with_class("conflict"))) == (409, 1)
    assert submission_of(there, there.employed).override_reason == "Bos grund"
    form = form_on(rest)
    status, _ = post(karin, form.attributes["action"], posted_by(form) | {"judgement-choice": "theirs"})
    now = submission_of(there, there.employed)
    assert (status, now.commentary, now.override_reason) == (302, "<p>Karin</p>", "Bos grund")


def test_only_the_part_that_was_typed_comes_from_the_draft(
    karin: Client, there: EntryPlan, bo: Client
) -> None:
    """Karin's draft is of the text; Bo's new figure stands in its field."""
    keep(karin, there, old_page(karin, there), commentary="Karins tekst")
    send(bo, there, there.employed, figure="8 af 15")

    held = form_on(get(karin, address(there, there.employed))).fields()

    assert (held[f"{figure_id(there.employed)}-figure"], held["commentary"]) == ("8 af 15", "Karins tekst")


@pytest.mark.slow
def test_taking_all_formatting_away_is_a_change(karin: Client, there: EntryPlan) -> None:
    """With the editor "Fed" without bold is another text than bold "Fed"."""
    bold = {"commentary": "<p><strong>Fed</strong></p>", "commentary-format": "html"}
    post(karin, address(there, there.employed), old_page(karin, there) | bold)
    assert submission_of(there, there.employed).commentary == "<p><strong>Fed</strong></p>"

    plain = {"commentary": "<p>Fed</p>", "commentary-format": "html"}
    post(karin, address(there, there.employed), old_page(karin, there) | plain)

    assert submission_of(there, there.employed).commentary == "<p>Fed</p>"


# --- two tabs -------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_draft_from_another_tab_is_added_to(karin: Client, there: EntryPlan) -> None:
    first, second = old_page(karin, there), old_page(karin, there)
    keep(karin, there, first, commentary="En lang tekst")

    keep(karin, there, second, figure="7 af 15")

    held = form_on(get(karin, address(there, there.employed))).fields()
    assert (held[f"{figure_id(there.employed)}-figure"], held["commentary"]) == ("7 af 15", "En lang tekst")


@pytest.mark.slow
def test_saving_in_one_tab_keeps_the_draft_of_another(karin: Client, there: EntryPlan) -> None:
    first, second = old_page(karin, there), old_page(karin, there)
    keep(karin, there, first, commentary="En lang tekst")

    status, page = post(
        karin, address(there, there.employed), second | named(there.employed, {"figure": "7 af 15"})
    )

    assert (status, stored(there.employed).numerator) == (302, 7)
    assert form_on(page).fields()["commentary"] == "En lang tekst"
    assert "hidden" not in page.one("div", id="draft-notice").attributes
    assert not Measurement.objects.filter(indicator=there.employed).exclude(numerator=7)


def keep_changes(
    client: Client, there: EntryPlan, typed: dict[str, str], base: dict[str, str], **fields: str
) -> dict[str, str]:
    """Keep a draft as a page does that tells which fields it changed, and what they held before."""
    names = named(there.employed, base)
    return keep(client, there, typed | {"draft-base": json.dumps(names)}, **fields)


def held(client: Client, there: EntryPlan) -> dict[str, str]:
    return form_on(get(client, address(there, there.employed))).fields()


@pytest.mark.slow
def test_two_tabs_add_to_one_draft_field_by_field(karin: Client, there: EntryPlan) -> None:
    """The text and its footnote are one part of the page: each tab changed one field of it."""
    first, second = old_page(karin, there), old_page(karin, there)
    keep_changes(karin, there, first, {"commentary": ""}, commentary="En lang tekst")

    answer = keep_changes(karin, there, second, {"footnote": ""}, footnote="Kun noten")

    fields = held(karin, there)
    assert (fields["commentary"], fields["footnote"]) == ("En lang tekst", "Kun noten")
    assert answer["elsewhere"] == ""


@pytest.mark.slow
def test_the_fields_of_one_figure_are_added_to_one_draft(karin: Client, there: EntryPlan) -> None:
    first, second = old_page(karin, there), old_page(karin, there)
    keep_changes(karin, there, first, {"figure": ""}, figure="7 af 15")

    keep_changes(karin, there, second, {"method_note": ""}, method_note="Optalt to gange")

    fields, figure = held(karin, there), figure_id(there.employed)
    assert (fields[f"{figure}-figure"], fields[f"{figure}-method_note"]) == ("7 af 15", "Optalt to gange")


@pytest.mark.slow
def test_who_changes_the_same_field_in_another_tab_is_told_and_both_texts_stay(
    karin: Client, there: EntryPlan
) -> None:
    first, second = old_page(karin, there), old_page(karin, there)
    keep_changes(karin, there, first, {"commentary": ""}, commentary="Den første fanes tekst")

    answer = keep_changes(karin, there, second, {"commentary": ""}, commentary="Den anden fanes tekst")

    assert "Du har også skrevet noget andet" in answer["told"]
    assert "Den første fanes tekst" in answer["elsewhere"]
    page = get(karin, address(there, there.employed))
    assert form_on(page).fields()["commentary"] == "Den anden fanes tekst"
    beside = page.one("div", id="draft-elsewhere")
    assert "Du har også skrevet noget andet her." in beside.text
    assert "Afrapportering Den første fanes tekst" in beside.text


@pytest.mark.slow
def test_going_on_in_one_tab_collides_with_nothing(karin: Client, there: EntryPlan) -> None:
    page = old_page(karin, there)
    keep_changes(karin, there, page, {"commentary": ""}, commentary="Et")

    answer = keep_changes(karin, there, page, {"commentary": "Et"}, commentary="Et ord til")

    assert (answer["elsewhere"], held(karin, there)["commentary"]) == ("", "Et ord til")


@pytest.mark.slow
def test_what_this_tab_kept_before_gives_way_to_what_another_has_made_of_it(
    karin: Client, there: EntryPlan
) -> None:
    """The second tab went on with the first one's text; the first one only adds a footnote then."""
    page = old_page(karin, there)
    keep_changes(karin, there, page, {"commentary": ""}, commentary="Et")
    later = old_page(karin, there)
    keep_changes(karin, there, later, {"commentary": "Et"}, commentary="Et ord til")

    keep_changes(
        karin, there, page, {"commentary": "Et", "footnote": ""}, commentary="Et", footnote="En note"
    )

    fields = held(karin, there)
    assert (fields["commentary"], fields["footnote"]) == ("Et ord til", "En note")


@pytest.mark.slow
def test_a_text_that_only_the_editor_has_written_otherwise_is_not_called_changed(
    karin: Client, there: EntryPlan
) -> None:
    """The second tab's page held plain lines before its editor came, and the same text as HTML after it."""
    page = old_page(karin, there)
    keep_changes(karin, there, page, {"commentary": ""}, commentary="Et")
    html = {"commentary": "<p>Et</p>", "commentary-format": "html"}
    keep_changes(karin, there, page | html, {"commentary": "Et"}, commentary="<p>Et ord til</p>")

    answer = keep_changes(karin, there, page | html, {"commentary": "Et", "footnote": ""}, footnote="En note")

    fields = held(karin, there)
    assert (fields["commentary"], fields["footnote"]) == ("Et ord til", "En note")
    assert answer["elsewhere"] == ""


@pytest.mark.slow
def test_saving_one_field_keeps_the_draft_of_another_tabs_field(karin: Client, there: EntryPlan) -> None:
    first, second = old_page(karin, there), old_page(karin, there)
    keep_changes(karin, there, first, {"commentary": ""}, commentary="En lang tekst")

    sent = {"footnote": "Kun noten", "text-typed": "1", "draft-base": json.dumps({"footnote": ""})}
    status, page = post(karin, address(there, there.employed), second | sent)

    assert (status, submission_of(there, there.employed).footnote) == (302, "Kun noten")
    assert submission_of(there, there.employed).commentary == ""
    fields = form_on(page).fields()
    assert (fields["commentary"], fields["footnote"]) == ("En lang tekst", "Kun noten")
    assert "imens" not in page.text
    status, _ = post(karin, address(there, there.employed), posted_by(form_on(page)))
    now = submission_of(there, there.employed)
    assert (status, now.commentary, now.footnote) == (302, "<p>En lang tekst</p>", "Kun noten")
    assert not Draft.objects.exists()


@pytest.mark.slow
def test_saving_a_field_keeps_what_another_tab_typed_in_it(karin: Client, there: EntryPlan) -> None:
    first, second = old_page(karin, there), old_page(karin, there)
    keep_changes(karin, there, first, {"commentary": ""}, commentary="Den første fanes tekst")

    sent = {"commentary": "Gemt", "text-typed": "1", "draft-base": json.dumps({"commentary": ""})}
    _, page = post(karin, address(there, there.employed), second | sent)

    assert submission_of(there, there.employed).commentary == "<p>Gemt</p>"
    assert form_on(page).fields()["commentary"] == "Gemt"
    assert "Den første fanes tekst" in page.one("div", id="draft-elsewhere").text


@pytest.mark.parametrize("base", ["[]", '{"footnote": 1}', "{", "[" * 100_000])
def test_what_no_script_would_tell_of_the_fields_is_passed_over(
    karin: Client, there: EntryPlan, base: str
) -> None:
    keep(karin, there, old_page(karin, there) | {"draft-base": base}, commentary="En tekst")

    assert held(karin, there)["commentary"] == "En tekst"


# --- the judgement of a draft ---------------------------------------------------------------------------


@pytest.mark.slow
def test_a_drafts_figure_is_judged_from_the_first_moment(karin: Client, there: EntryPlan) -> None:
    """12 of 15 is 80 percent of 70: reached. 7 of 15 is 47: (70 − 46.7) / 70 = 33 percent off."""
    send(karin, there, there.employed, figure="12 af 15")
    assert judgement(get(karin, address(there, there.employed))).with_class("status")[0].text == "Indfriet"
    keep(karin, there, old_page(karin, there), figure="7 af 15")

    page = get(karin, address(there, there.employed))

    assert judgement(page).with_class("status")[0].text == "Ikke nået"
    assert "Med det, du har skrevet" in judgement(page).text
    assert page.one("div", id=f"{figure_id(there.employed)}-remarks").text == "7 af 15 = 47 pct."
    assert "47 pct. af alle borgere" in page.one("div", id="suggestion").text


@pytest.mark.slow
def test_what_cannot_be_read_in_a_draft_is_told_beside_its_field(karin: Client, there: EntryPlan) -> None:
    """Activities: 201 is stored, and 12,5 of them cannot be."""
    there.dialogue.counts_people = True
    there.dialogue.save()
    send(karin, there, there.dialogue, figure="201")
    form = form_on(get(karin, address(there, there.dialogue)))
    typed = posted_by(form) | named(there.dialogue, {"figure": "12,5"})
    karin.post(f"{address(there, there.dialogue)}draft/", typed, headers=HTMX)

    page = get(karin, address(there, there.dialogue))

    judgement_text = page.one("div", id=f"{figure_id(there.dialogue)}-remarks").text
    assert judgement_text == "Der tælles personer. Skriv et helt tal uden decimaler, fx 15."
    assert "Som det er gemt, uden det, du retter nu" in judgement(page).text
    assert errors(page) == []  # it is no error of a page that was sent


def test_a_drafts_own_judgement_is_shown_from_the_first_moment(karin: Client, there: EntryPlan) -> None:
    keep(karin, there, old_page(karin, there), override="achieved")

    page = get(karin, address(there, there.employed))

    assert [badge.text for badge in judgement(page).with_class("status")][1:] == ["Indfriet"]


def test_the_page_needs_no_script_for_it(karin: Client, there: EntryPlan) -> None:
    """A refused page without scripts, left and opened again."""
    fill_in(karin, there, there.employed, figure="7 af 15", override="achieved")  # without a reason

    page = read(karin.get(address(there, there.employed)).content.decode())

    assert judgement(page).with_class("status")[0].text == "Ikke nået"
