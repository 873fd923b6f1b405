"""Do the components show each of their states, in words, and refuse a state that there is not?

Tests the HTML of the templates in templates/components.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from pytest_django.asserts import assertHTMLEqual, assertInHTML

from plans.enums import Status

ROOT = Path(__file__).parent.parent.parent
STATUS_SPRITE = ROOT / "static/img/status.svg"
STATUSES = [status.value for status in Status]


def render(source: str, **context: Any) -> str:
    """Render a template's text that may use the components."""
    return Template("{% load components %}" + source).render(Context(context))


def text(html: str) -> str:
    """Give what a reader reads, on one line."""
    return " ".join(strip_tags(html).split())


@dataclass(frozen=True)
class Count:
    status: str
    word: str
    count: int
    url: str = ""


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


# --- Icons and statuses -----------------------------------------------------------------------------------


def test_an_icon_is_decoration_unless_it_has_a_label() -> None:
    use = '<use href="/static/dkfds/img/all-svg-icons.svg#download"></use>'

    assertHTMLEqual(
        render('{% icon "download" %}'),
        f'<svg class="icon-svg" focusable="false" aria-hidden="true">{use}</svg>',
    )
    assertHTMLEqual(
        render('{% icon "download" label="Hent" %}'),
        f'<svg class="icon-svg" focusable="false" role="img" aria-label="Hent">{use}</svg>',
    )


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_told_by_its_own_icon_its_word_and_its_colour(status: str) -> None:
    badge = render("{% status_badge status word %}", status=status, word="opfyldt")

    assert text(badge) == "opfyldt"
    assert f'href="/static/img/status.svg#{status}"' in badge
    assert f'class="status status--{status}"' in badge
    assert f'<symbol id="{status}"' in STATUS_SPRITE.read_text()
    for component, beginning in (
        ("status-badge", "status"),
        ("icon", "status-icon"),
        ("status-summary", "status-bar__part"),
    ):
        stylesheet = (ROOT / f"static/css/components/{component}.css").read_text()
        assert f".{beginning}--{status} {{" in stylesheet


def test_the_six_icons_are_six_shapes() -> None:
    shapes = re.findall(r"<symbol [^>]*>(.*?)</symbol>", STATUS_SPRITE.read_text(), re.DOTALL)

    assert len(set(shapes)) == len(STATUSES) == 6


def test_what_belongs_to_a_status_stands_behind_it() -> None:
    badge = render('{% status_badge "achieved" "nået" note="fastsat af en godkender" %}')

    assert text(badge) == "nået (fastsat af en godkender)"


def test_a_component_that_a_page_repeats_is_the_same_only_where_its_inputs_are() -> None:
    words = ["nået", "nået", "indfriet", SafeString("<b>nået</b>"), "<b>nået</b>"]

    page = render("{% for word in words %}{% status_badge 'achieved' word %}{% endfor %}", words=words)

    badges = re.findall(r"<span>(.*?)</span></span>", page)
    assert badges == ["nået", "nået", "indfriet", "<b>nået</b>", "&lt;b&gt;nået&lt;/b&gt;"]


@pytest.mark.parametrize("tag", ['{% status_badge "good" "god" %}', '{% status_icon "good" %}'])
def test_there_is_no_seventh_status(tag: str) -> None:
    with pytest.raises(ValueError, match="'good' is not a valid Status"):
        render(tag)


def test_the_summary_counts_each_status_that_there_is() -> None:
    counts = [Count("achieved", "nået", 6, "/maal/"), Count("partly_achieved", "delvist nået", 0)]
    counts += [Count("not_achieved", "ikke nået", 2)]
    summary = render('{% status_summary counts label="8 mål" %}', counts=counts)

    assert text(summary) == "6 nået 2 ikke nået"
    assertInHTML('<a href="/maal/">nået</a>', summary)
    assert 'aria-label="8 mål"' in summary


def test_the_summarys_bar_is_in_proportion() -> None:
    # 6 of 9: 66.667 %; 1 of 9: 11.111 % from there; 2 of 9: 22.222 % from 7 of 9 = 77.778 %
    counts = [
        Count("achieved", "nået", 6),
        Count("in_progress", "i gang", 1),
        Count("not_achieved", "ikke", 2),
    ]
    summary = render('{% status_summary counts label="9 mål" %}', counts=counts)

    assert re.findall(r'bar__part--(\w+)" x="([\d.]+%)" width="([\d.]+%)"', summary) == [
        ("achieved", "0.000%", "66.667%"),
        ("in_progress", "66.667%", "11.111%"),
        ("not_achieved", "77.778%", "22.222%"),
    ]


def test_two_summaries_on_a_page_share_no_id() -> None:
    counts = [Count("achieved", "nået", 1)]
    page = render('{% status_summary c label="A" %}{% status_summary c label="B" element_id="b" %}', c=counts)
    ids = re.findall(r' id="([^"]+)"', page)

    assert len(ids) == len(set(ids)) == 8


def test_a_summary_of_nothing_shows_nothing() -> None:
    assert text(render('{% status_summary counts label="0 mål" %}', counts=[])) == ""


# --- Messages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tone", "meaning"),
    [("success", "Gennemført"), ("info", "Oplysning"), ("warning", "Advarsel"), ("error", "Fejl")],
)
def test_an_alert_says_its_tone_besides_showing_it(tone: str, meaning: str) -> None:
    alert = render('{% alert tone "Prøv igen." heading="Det gik galt" %}', tone=tone)

    assert text(alert) == "Det gik galt Prøv igen."
    assert f'role="img" aria-label="{meaning}"' in alert
    assert ('role="alert"' in alert) is (tone == "error")


def test_there_is_no_other_tone() -> None:
    with pytest.raises(ValueError, match="not 'danger'"):
        render('{% alert "danger" "Pas på" %}')


def test_what_a_person_wrote_is_escaped() -> None:
    assert "&lt;b&gt;" in render('{% alert "info" text %}', text="<b>")
    assert "&lt;b&gt;" in render("{% page_header title=title %}{% endpage_header %}", title="<b>")
    assert "&lt;b&gt;" in render('{% status_badge "achieved" word %}', word="<b>")


class Figure(forms.Form):
    count = forms.IntegerField(
        label="Antal",
        help_text="Et helt tal.",
        error_messages={"required": "Skriv antallet, for eksempel 15."},
    )
    kind = forms.ChoiceField(
        label="Opgørelse",
        choices=[("a", "Antal")],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg en opgørelse."},
    )
    provisional = forms.BooleanField(label="Foreløbigt", required=False)
    note = forms.CharField(label="Bemærkning", required=False)


def test_the_error_summary_leads_to_each_field() -> None:
    summary = render("{% error_summary form %}", form=Figure({}))

    assert text(summary) == "Der er noget, du skal rette Skriv antallet, for eksempel 15. Vælg en opgørelse."
    assertInHTML('<a href="#id_count">Skriv antallet, for eksempel 15.</a>', summary)
    assertInHTML('<a href="#id_kind_group">Vælg en opgørelse.</a>', summary)


def test_the_error_summary_tells_what_is_wrong_with_the_whole_form() -> None:
    form = Figure({"count": "1", "kind": "a"})
    form.add_error(None, "Runden er lukket.")

    assert (
        text(render("{% error_summary form %}", form=form)) == "Der er noget, du skal rette Runden er lukket."
    )


def test_without_errors_there_is_no_error_summary() -> None:
    assert render("{% error_summary form %}", form=Figure({"count": "1", "kind": "a"})).strip() == ""


def test_a_field_shows_label_hint_and_error_and_ties_them_to_the_input() -> None:
    assertHTMLEqual(
        str(Figure({})["count"].as_field_group()),
        """
        <div class="form-group form-error">
          <label class="form-label" for="id_count">Antal</label>
          <span class="form-hint" id="id_count_helptext">Et helt tal.</span>
          <span class="form-error-message" id="id_count_error">
            <span class="sr-only">Fejl:</span> Skriv antallet, for eksempel 15.
          </span>
          <input type="number" name="count" id="id_count" required aria-invalid="true"
            aria-describedby="id_count_helptext id_count_error">
        </div>
        """,
    )


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert text(Figure()["note"].as_field_group()) == "Bemærkning (frivilligt)"
    assert text(Figure()["provisional"].as_field_group()) == "Foreløbigt"


def test_choices_are_a_group_with_a_heading() -> None:
    group = Figure({})["kind"].as_field_group()

    assertInHTML('<legend class="form-label">Opgørelse</legend>', group)
    assert '<fieldset aria-describedby="id_kind_error" id="id_kind_group" tabindex="-1">' in group


# --- Parts of a page --------------------------------------------------------------------------------------


def test_breadcrumbs_end_at_this_page() -> None:
    crumbs = render('{% breadcrumbs "2019" "Planer" "/plans/" "VINK 2018-19" "/plans/vink/" %}')

    assert text(crumbs) == "Planer VINK 2018-19 2019"
    assertInHTML('<a class="breadcrumbs__link" href="/plans/vink/">VINK 2018-19</a>', crumbs)
    assertInHTML('<li class="breadcrumbs__list-item" aria-current="page">2019</li>', crumbs)


def test_a_breadcrumb_needs_an_address() -> None:
    with pytest.raises(ValueError, match="shorter"):
        render('{% breadcrumbs "2019" "Planer" %}')


def test_a_page_header_holds_what_one_can_do() -> None:
    header = render(
        '{% page_header title="Status" lead="14 mål" %}<a href="/pdf/">Hent PDF</a>{% endpage_header %}'
    )

    assert text(header) == "Status 14 mål Hent PDF"
    assertInHTML('<div class="page-header__actions"><a href="/pdf/">Hent PDF</a></div>', header)


def test_a_page_header_needs_neither_lead_nor_actions() -> None:
    header = render('{% page_header title="Status" %}  {% endpage_header %}')

    assert text(header) == "Status"
    assert "page-header__lead" not in header
    assert "page-header__actions" not in header


def test_an_empty_state_says_why_and_what_comes_next() -> None:
    empty = render(
        '{% empty_state heading="Ingen mål" text="Tilføj et." %}<a href="/">Se</a>{% endempty_state %}'
    )

    assert text(empty) == "Ingen mål Tilføj et. Se"


@pytest.mark.parametrize(("is_open", "tag"), [(True, '<details class="details" open>'), (False, "<details ")])
def test_details_are_folded_unless_they_are_to_be_open(is_open: bool, tag: str) -> None:
    details = render("{% disclosure 'Vis tallene' is_open=o %}<p>7 af 15</p>{% enddisclosure %}", o=is_open)

    assert text(details) == "Vis tallene 7 af 15"
    assert tag in details
    assert (" open>" in details) is is_open


def test_facts_are_names_with_values() -> None:
    facts = render("{% facts items %}", items=[Fact("Frist", "1. februar 2020"), Fact("Mål", "7")])

    assert text(facts) == "Frist 1. februar 2020 Mål 7"


def test_the_period_that_is_shown_is_marked() -> None:
    periods = [Link("2018", "/2018/"), Link("2019", "/2019/", current=True)]
    switcher = render('{% period_switcher periods label="Periode" %}', periods=periods)

    assert text(switcher) == "Periode 2018 2019"
    assertInHTML('<a class="periods__link" href="/2019/" aria-current="page">2019</a>', switcher)
    assertInHTML('<a class="periods__link" href="/2018/">2018</a>', switcher)


def test_progress_is_told_in_words_too() -> None:
    progress = render('{% progress label="Indberettet" done=1004 total=1400 text="1.004 af 1.400" %}')

    assert 'value="1004" max="1400" aria-label="Indberettet"' in progress  # no separators in machine text
    assert text(progress) == "Indberettet 1.004 af 1.400 1.004 af 1.400"


def test_a_conflict_shows_both_values_each_with_its_button() -> None:
    choice = render('{% conflict_choice what="Dialog, 2019" mine="15" theirs="14" who="Ida Bo kl. 10.42" %}')

    assert text(choice) == (
        "Dialog, 2019: en anden har gemt et tal, mens du skrev dit"
        " Dit tal 15 Ikke gemt endnu Gem mit tal, 15"
        " Det gemte tal 14 Ida Bo kl. 10.42 Behold det gemte, 14"
    )
    assert re.findall(r'<button [^>]*name="(\w+)" value="(\w+)"', choice) == [
        ("choice", "mine"),
        ("choice", "theirs"),
    ]


def test_undoing_posts_what_it_needs() -> None:
    toast = render(
        '{% undo_toast "15 er gemt." action="/undo/" fields=f %}', f={"figure": "17"}, csrf_token="abc"
    )

    assert text(toast) == "15 er gemt. Fortryd"
    assert '<form class="undo" method="post" action="/undo/">' in toast
    assertInHTML('<input type="hidden" name="figure" value="17">', toast)
    assertInHTML('<input type="hidden" name="csrfmiddlewaretoken" value="abc">', toast)


# --- All of them -------------------------------------------------------------------------------------------


def test_every_component_declares_its_inputs() -> None:
    templates = sorted((ROOT / "templates/components").glob("*.html"))
    undeclared = [
        path.name
        for path in templates
        if not re.search(r"{% comment %}\n.+?\n\n(Inputs|Context): ", path.read_text())
    ]

    assert len(templates) > 15
    assert undeclared == []


def test_every_component_is_in_the_gallery() -> None:
    gallery = (ROOT / "templates/components/gallery.html").read_text()
    tags = re.findall(
        r"^def ([a-z]\w+)\(", (ROOT / "plans/templatetags/components.py").read_text(), re.MULTILINE
    )

    assert [tag for tag in tags if f"{{% {tag} " not in gallery] == ["status_icon"]  # inside the badge
