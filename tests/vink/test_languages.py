"""Is everything that a reader meets in both languages? The catalogue and the code against each other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from django import forms
from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import trans_real

from tests import catalogue
from tests.catalogue import Text
from tests.visible_text import unmarked_in

# Names, and what is no word: it stands in a template as it is.
AS_IT_IS = {
    "templates/admin/index.html": {"colMS dashboard"},  # Django's stylesheet's words
    "templates/base.html": {"Vink", "– Vink"},
    "templates/registration/language_choice.html": {"English", "Dansk"},  # each in itself
    "templates/mail.html": {"Vink,"},
    "templates/registration/deputy_mail.txt": {"Vink,"},
    "templates/registration/link_mail.txt": {"Vink,"},
    "templates/registration/password_reset_mail.txt": {"Vink,"},
    "templates/plans/mail/digest.txt": {"- Vink,"},
    "templates/plans/mail/rights.txt": {": → Vink,"},
    "templates/plans/mail/redaction.txt": {": : : : : : : : Vink,"},
}
# Danish by design, by the beginning of the path.
ALWAYS_DANISH = {
    "templates/reporting/annex/": "the committee reads the annex in Danish",
    "reporting/annex/": "the same",
    "plans/office/": "the Word and Excel files of the annex",
    "reporting/board/excel.py": "a file of the board is in Danish, whoever takes it along",
    "reporting/board/file_rows.py": "the same",
    "reporting/compare/excel.py": "the same of the comparison",
    "reporting/money/excel.py": "the same of the money",
    "vink/trail/files.py": "the same of the trail",
    "reporting/brief/contents.py": "the overview for the managers' meeting is a Danish document",
    "templates/reporting/brief/body.html": "the same",
    "templates/reporting/brief/document.html": "the same",
    "reporting/first_sentence.py": "how a Danish sentence opens and is abbreviated",
    "plans/domain/kept_words.py": "which figures and dates a Danish text holds",
    "plans/domain/questions.py": "what is counted in parts, by its Danish unit",
    "plans/domain/text_questions.py": "which numbers a Danish text gives",
    "plans/workbook/choices.py": "a round's workbook is in Danish, whoever fills it in",
    "plans/workbook/columns.py": "the same",
    "plans/workbook/guide.py": "the same",
    "plans/workbook/writing.py": "the same",
    "plans/report_proposal.py": "what is proposed for the annex",
    "plans/wording/tolerance.py": "the note in the annex",
    "plans/wording/statuses.py": "the sentences in the annex",
    "plans/wording/suggestions.py": "the same",
    "plans/planfile/json_schema.py": "the example is a Danish plan",
    "plans/domain/ordering.py": "the letters of the Danish alphabet",
    "vink/management/": "whoever runs the server reads Danish; nobody has signed in",
    "plans/management/": "the same",
    "reporting/management/": "the same",
    "plans/disclosure/numbers_in_text.py": "the numbers of Danish texts",
    "plans/disclosure/small_numbers.py": "who is told of in Danish texts",
}
DRAWN = {"templates/reporting/goal/chart_fill.html", "templates/reporting/goal/chart_stroke.html"}  # no words
DANISH = re.compile(
    r"[æøåÆØÅ]|(?=.*\s)\b(?:af|blev|den|der|det|eller|en|er|et|for|fra|har|hvor|ikke|kan|med|når|og|om|skal|som|til)\b"
)
ENGLISH = re.compile(r"\b(?:and|are|cannot|has|is|not|of|the|this|with|you|your)\b", re.IGNORECASE)
PLACEHOLDER = re.compile(r"%(?:\((?P<name>\w+)\))?[sd%]|\{\w*\}")
TAG = re.compile(r"</?[a-z]+[^>]*>")


@pytest.fixture(scope="module")
def found() -> dict[Text, list[str]]:
    return catalogue.texts()


@pytest.fixture(scope="module")
def known() -> dict[Text, Message]:
    return catalogue.read()


@pytest.fixture(scope="module")
def english_of(known: dict[Text, Message]) -> dict[Text, tuple[str, ...]]:
    """The English of what has one."""
    english = {text: catalogue.english(message) for text, message in known.items()}
    return {text: forms for text, forms in english.items() if all(forms)}


def name(path: Path) -> str:
    return path.relative_to(catalogue.ROOT).as_posix()


def is_always_danish(path: Path) -> bool:
    return name(path).startswith(tuple(ALWAYS_DANISH))


# --- The catalogue ----------------------------------------------------------------------------------------


def test_every_text_has_its_english(found: dict[Text, list[str]], known: dict[Text, Message]) -> None:
    """`scripts/messages` names them."""
    new = {text: places for text, places in found.items() if text not in known}
    empty = [text for text, message in known.items() if not all(catalogue.english(message))]
    unsure = [text for text, message in known.items() if message.fuzzy]

    assert (new, empty, unsure) == ({}, [], [])


def test_the_catalogue_holds_nothing_else(found: dict[Text, list[str]], known: dict[Text, Message]) -> None:
    assert known.keys() - found.keys() == set()
    assert "#~" not in catalogue.PO.read_text()


def test_the_catalogue_is_what_the_script_writes(
    found: dict[Text, list[str]], known: dict[Text, Message]
) -> None:
    catalog = catalogue.merged(found, known)

    assert catalogue.written(catalog) == catalogue.PO.read_text()
    assert catalogue.compiled(catalog) == catalogue.MO.read_bytes()
    assert catalogue.danish() == catalogue.DANISH.with_suffix(".mo").read_bytes()


def test_the_english_has_the_places_and_tags_of_the_danish(english_of: dict[Text, tuple[str, ...]]) -> None:
    def marks_of(text: str) -> tuple[list[str], list[str]]:
        # A literal percent sign may come and go: "47 pct." is "47%".
        places = [match.group() for match in PLACEHOLDER.finditer(text) if match.group() != "%%"]
        return sorted(set(places)), sorted(TAG.findall(text))

    different = [
        (danish, english)
        for text, english_forms in english_of.items()
        for danish, english in zip((text.id, text.plural), english_forms, strict=False)
        if marks_of(danish) != marks_of(english)
    ]
    assert different == []


def test_the_english_can_be_filled_in_where_the_danish_can(english_of: dict[Text, tuple[str, ...]]) -> None:
    for text, english_forms in english_of.items():
        values = {match["name"]: 1 for match in PLACEHOLDER.finditer(text.id) if match["name"]}
        if values:
            for english in english_forms:
                assert english % values


def test_the_english_begins_and_ends_like_the_danish(english_of: dict[Text, tuple[str, ...]]) -> None:
    def ends(text: str) -> tuple[bool, bool, str]:
        closing = text.strip()[-1]
        return text[:1].isspace(), text[-1:].isspace(), closing if closing in ".:?!" else ""

    different = [
        (text.id, english)
        for text, english_forms in english_of.items()
        for english in english_forms
        # abbreviations that English does not have
        if not text.id.endswith(("pct.", "pr.", "kr.")) and ends(text.id) != ends(english)
    ]
    assert different == []


@pytest.mark.parametrize(
    ("danish", "places"),
    [
        ("%(n)s af %(all)s", {"%(n)s", "%(all)s"}),
        ("100 %% i {years}", {"%%", "{years}"}),
    ],
)
def test_places_are_found(danish: str, places: set[str]) -> None:
    assert {match.group() for match in PLACEHOLDER.finditer(danish)} == places


# --- What is gathered -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "texts"),
    [
        ('{% translate "Måltal" %}', [Text("Måltal")]),
        ('{% translate "Måltal" as label %}', [Text("Måltal")]),
        ("{% translate 'Fra' context 'dato' %}", [Text("Fra", "", "dato")]),
        ('{{ _("Måltal") }}{{ name|default:_("Uden navn") }}', [Text("Måltal"), Text("Uden navn")]),
        ('{% page_header _("Mit (eget) mål") %}', [Text("Mit (eget) mål")]),
        ("{% blocktranslate with n=all.n %}{{ n }} mål{% endblocktranslate %}", [Text("%(n)s mål")]),
        ("{% blocktranslate trimmed %}\n  Et\n  mål\n{% endblocktranslate %}", [Text("Et mål")]),
        (
            "{% blocktranslate asvar x count n=n %}{{ n }} møde{% plural %}{{ n }} møder{% endblocktrans %}",
            [Text("%(n)s møde", "%(n)s møder")],
        ),
        ('{% comment %}{% translate "Nej" %}{% endcomment %}{# {% translate "Nej" %} #}Måltal', []),
    ],
)
def test_the_texts_of_a_template_are_found(template: str, texts: list[Text]) -> None:
    assert list(catalogue.of_template(template)) == texts


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        (
            "from django.utils.translation import gettext_lazy as _\n_('Mål' ' og midler')",
            [Text("Mål og midler")],
        ),
        (
            "from django.utils.translation import ngettext as n\nn('år', 'flere år', 2)",
            [Text("år", "flere år")],
        ),
        (
            "from django.utils.translation import pgettext_lazy\npgettext_lazy('dato', 'fra')",
            [Text("fra", "", "dato")],
        ),
        ("from django.utils import translation\ntranslation.gettext('Mål')", [Text("Mål")]),
        ("from django.utils.translation import gettext_noop\ngettext_noop('Mål')", [Text("Mål")]),
        ("def _(text): ...\n_('Mål')", []),
        ("from django.utils.translation import gettext\ngettext(name)", []),
    ],
)
def test_the_texts_of_a_module_are_found(source: str, texts: list[Text]) -> None:
    assert list(catalogue.of_python(source)) == texts


# --- Nothing beside the catalogue -------------------------------------------------------------------------


@pytest.mark.parametrize("path", catalogue.template_files(), ids=name)
def test_a_template_says_nothing_untranslated(path: Path) -> None:
    if is_always_danish(path) or name(path) in DRAWN:
        return

    assert set(unmarked_in(path.read_text())) == AS_IT_IS.get(name(path), set())


@pytest.mark.parametrize(
    ("template", "unmarked"),
    [
        ("<p>Måltal {{ n }}</p>", ["Måltal"]),
        ('<p title="Måltal">{% translate "Mål" %}</p>', ["Måltal"]),
        (
            '<img alt="Kort"><input type="submit" value="Gem"><td data-label="Status">',
            ["Kort", "Gem", "Status"],
        ),
        ('{% page_header "Mine mål" %}{{ name|default:"Uden navn" }}', ["Mine mål", "Uden navn"]),
        ('<p class="muted" id="goal">{% translate "Mål" %} – {{ n }}</p>{# Mål #}', []),
        ('{% page_header _("Mål") %}{% url "goal" %}{% if a == "da" %}{% endif %}<input value="15">', []),
        ("{% blocktranslate %}Mål for <b>{{ n }}</b>{% endblocktranslate %}", []),
    ],
)
def test_what_is_not_marked_in_a_template_is_found(template: str, unmarked: list[str]) -> None:
    assert unmarked_in(template) == unmarked


@pytest.mark.parametrize("path", catalogue.python_files(), ids=name)
def test_a_module_says_nothing_untranslated(path: Path) -> None:
    if is_always_danish(path) or "migrations" in path.parts:
        return

    assert list(danish_literals(path.read_text())) == []


def danish_literals(source: str) -> Iterator[str]:
    """Danish in a module that no gettext takes; docstrings and statements apart."""
    tree = ast.parse(source)
    marked = {text for found in catalogue.of_python(source) for text in (found.id, found.plural)}
    statements = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or node in statements:
            continue
        if node.value not in marked and DANISH.search(node.value) and not ENGLISH.search(node.value):
            yield node.value


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("label = 'Måltal'", ["Måltal"]),
        ("messages.success(request, f'{n} er gemt')", [" er gemt"]),
        ("from django.utils.translation import gettext as _\nlabel = _('Måltal')", []),
        ("def f():\n    'Mål og midler'", []),
        ("key = 'goal'; name = 'plans.models'", []),
    ],
)
def test_danish_that_is_not_marked_is_found(source: str, found: list[str]) -> None:
    assert list(danish_literals(source)) == found


@pytest.mark.parametrize("path", sorted((catalogue.ROOT / "static/js").rglob("*.js")), ids=name)
def test_a_script_says_nothing_of_its_own(path: Path) -> None:
    """What scripts say comes from the page, in data-… attributes."""
    assert sentences_in_script(path.read_text()) == []


def sentences_in_script(source: str) -> list[str]:
    code = re.sub(r"/\*.*?\*/|^\s*//.*?$|\s//\s.*?$", "", source, flags=re.DOTALL | re.MULTILINE)
    literals = re.findall(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`", code)
    return [text[1:-1] for text in literals if re.search(r"^.[A-ZÆØÅ]\w* |[æøåÆØÅ]", text)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('place.textContent = "Målet er gemt";', ["Målet er gemt"]),
        ("say(`Saved at ${time}`); // Gemt kl.", ["Saved at ${time}"]),
        ("if (event.key === 'Escape') place.dataset.offline = \"\"; /* Målet er gemt */", []),
    ],
)
def test_what_a_script_says_is_found(source: str, found: list[str]) -> None:
    assert sentences_in_script(source) == found


def own_models() -> list[type[Model]]:
    return [
        model
        for app in catalogue.PACKAGES
        for config in apps.get_app_configs()
        if config.name.split(".")[0] == app
        for model in config.get_models()
    ]


# Counted behind the scenes: nobody sees this table.
UNSEEN = {"accounts.Attempts"}


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_a_table_and_its_columns_have_names_in_both_languages(model: type[Model]) -> None:
    if model._meta.label in UNSEEN:
        return
    names = {"table": model._meta.verbose_name, "tables": model._meta.verbose_name_plural}
    for field in model._meta.get_fields():
        if field.concrete and not getattr(field, "primary_key", False) and not field.name.endswith("_sha256"):
            names[field.name] = getattr(field, "verbose_name", None)
            names[f"{field.name}: help"] = getattr(field, "help_text", "") or None
    unmarked = [key for key, value in names.items() if value is not None and not isinstance(value, Promise)]

    assert unmarked == []


# These are called what they are about, such as "Tallet for 2019".
NAMED_LATER = {("FigureForm", "figure"), ("FigureForm", "judged"), ("SpendingForm", "amount")}


def own_forms() -> list[type[forms.BaseForm]]:
    """Every form of the program; all of them are imported with its addresses."""
    __import__(settings.ROOT_URLCONF)

    def below(form: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
        for each in form.__subclasses__():
            yield each
            yield from below(each)

    mine = {form for form in below(forms.BaseForm) if form.__module__.split(".")[0] in catalogue.PACKAGES}
    return sorted(mine, key=lambda form: (form.__module__, form.__qualname__))


@pytest.mark.parametrize("form", own_forms(), ids=lambda form: f"{form.__module__}.{form.__qualname__}")
def test_a_form_asks_in_both_languages(form: type[forms.BaseForm]) -> None:
    unmarked = [
        field_name
        for field_name, field in getattr(form, "base_fields", {}).items()
        if not field.widget.is_hidden and (form.__name__, field_name) not in NAMED_LATER
        for text in (field.label, field.help_text)
        if text != "" and not isinstance(text, Promise)
    ]
    assert unmarked == []


# --- Danish is Danish, English is English -----------------------------------------------------------------


def test_a_danish_text_means_itself_in_danish(found: dict[Text, list[str]]) -> None:
    """Django's Danish catalogue may not know it as English: "for", "post", "status"."""
    with translation.override("da"):
        differs = {
            text.id: translated
            for text in found
            if (
                translated := translation.pgettext(text.context, text.id)
                if text.context
                else translation.gettext(text.id)
            )
            != text.id
        }
    assert differs == {}


def test_the_danish_is_not_english_nor_the_english_danish(known: dict[Text, Message]) -> None:
    no_danish = {
        text.id: english
        for text, message in known.items()
        for english in catalogue.english(message)
        # A column of the workbook keeps its Danish name: “I mål”.
        if re.search(r"[æøåÆØÅ]|\b(?:af|ikke|med|og|skal)\b", re.sub(r"“[^”]*”", "", english))
    }
    no_english = [text.id for text in known if ENGLISH.search(PLACEHOLDER.sub("", text.id))]

    assert (no_danish, no_english) == ({}, [])


# What the English says for a thing, and what it does not say beside it.
ENGLISH_WORDS = {
    "assessment": r"\bjudgements?\b",
    "calculated": r"\bcomputed\b",
    "submitted": r"\b(?:sent|handed) in\b",
    "awaiting": r"\b(?:waits|wait for)\b",
    "initiative": r"\befforts?\b",
    "caveat": r"\b(?:qualifier|reservation)s?\b",
    "focus area": r"\beffort areas?\b",
    "performance goal": r"\bresult goals?\b",
    "per cent": r"\bpercent\b(?! sign)",
    "username": r"\buser names?\b",
    "email": r"(?<!junk )\bmails?\b",
    "someone": r"\b(?:some|every|no)body\b",
    "in the meantime": r"\bmeanwhile\b",
    "again": r"\banew\b",
    "’": r"(?<=\w)'",
    "“": r"[»«]",
}


@pytest.mark.parametrize(("word", "other"), ENGLISH_WORDS.items(), ids=ENGLISH_WORDS)
def test_the_english_has_one_word_for_a_thing(
    english_of: dict[Text, tuple[str, ...]], word: str, other: str
) -> None:
    # The names of a plan file's keys and of places are no words: "measure: judgement", "%(computed)s".
    spoken = {
        re.sub(r"measure: judgement|judgement:|%\(\w+\)[sd]", "", english)
        for english_forms in english_of.values()
        for english in english_forms
    }

    assert [text for text in spoken if re.search(other, text, re.IGNORECASE)] == [], word


def test_django_counts_in_english_as_the_catalogue_does() -> None:
    with translation.override("en"):
        counts = [translation.ngettext("%(n)s resultatmål", "%(n)s resultatmål", n) for n in (0, 1, 2)]

    assert counts == ["%(n)s performance goals", "%(n)s performance goal", "%(n)s performance goals"]
    assert isinstance(trans_real.translation("en"), trans_real.DjangoTranslation)
