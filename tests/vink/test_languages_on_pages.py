"""Is a page in one language from top to bottom? Every page and its errors, with plans that say nothing."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import pytest
import yaml
from django.conf import settings
from django.contrib import admin
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from django.utils import translation

from plans.actions.plan_import import import_plan
from plans.models import ActionPlan, EffortArea, Indicator, ReportingRound, ResultGoal
from plans.planfile.reading import read_plan_file
from tests import catalogue
from tests.factories import PASSWORD, ResponsibilityFactory, UserFactory
from tests.reporting.vink_plans import DATA, SLUGS
from tests.rows_made_once import MadeOnce, Once
from tests.visible_text import PageText, page_texts

pytestmark = [pytest.mark.django_db, pytest.mark.one_database, pytest.mark.slow]

DANISH = re.compile(
    r"[æøåÆØÅ]|\b(?:af|afrapportering|blev|den|der|det|eller|en|er|et|fra|har|hvor|ikke|indsats|kan|med|mål|når|og"
    r"|om|plan(?:en|er)|skal|skriv|som|til|vælg)\b",
    re.IGNORECASE,
)
ENGLISH = re.compile(
    r"\b(?:add|and|are|by|can|cannot|change|date|delete|does|field|has|is|must|none|not|of|please|save|select"
    r"|should|the|this|view|was|with|you|your)\b",
    re.IGNORECASE,
)
# Names, the other language's own name, and what a language has from the other.
IN_BOTH = re.compile(r"Vink|English|Dansk|JSON|PDF|Word|HTML|SHA-?256|manage\.py \S+|import_plan")
MANY = 5  # "%(n)s over" and "… at …" could be either
PLACEHOLDER = re.compile(r"%\(\w+\)s|%s|\{\w+\}")


# --- Plans that say nothing -------------------------------------------------------------------------------


def silent_plans() -> None:
    """Import the three VINK plans with their figures; their own texts become "Qx 1", "Qx 2"."""
    replaced: dict[str, str] = {}

    def silent(value: object) -> object:
        if isinstance(value, dict):
            return {key: silent(each) for key, each in value.items()}
        if isinstance(value, list):
            return [silent(each) for each in value]
        if isinstance(value, str) and re.search(r"\s|[æøåÆØÅ]|^[A-Z]", value.strip()):
            return replaced.setdefault(value, f"Qx {len(replaced) + 1}")
        return value

    for slug in SLUGS:
        # the base loader leaves 4.15 and 2019-12-31 the texts that they are
        plan_file = yaml.load((DATA / f"{slug}.yaml").read_text(), Loader=yaml.BaseLoader)  # noqa: S506
        import_plan(plan_file=read_plan_file(yaml.safe_dump(silent(plan_file)).encode()), why="")


def pages() -> Iterator[str]:
    """Every page for whoever is signed in."""
    yield from (reverse(name) for name in ("overview", "profile", "password_change", "components"))
    for plan in ActionPlan.objects.order_by("starts_on"):
        yield reverse("plan", args=[plan.slug])
    for round_ in ReportingRound.objects.select_related("plan").order_by("pk"):
        for name in ("status", "entry", "annex"):
            yield reverse(name, args=[round_.plan.slug, round_.period])
    yield from pages_of_goals()
    plan = ActionPlan.objects.get(slug=SLUGS[-1])
    round_ = ReportingRound.objects.filter(plan=plan).latest("as_of")
    for goal in ResultGoal.objects.filter(plan=plan).order_by("pk"):
        yield reverse("goal_entry", args=[plan.slug, round_.period, goal.key])
    yield "/nowhere/"


def pages_of_goals() -> Iterator[str]:
    """Every goal's page, which is the same to all who may not change it."""
    for goal in ResultGoal.objects.select_related("plan").order_by("plan__starts_on", "order"):
        yield reverse("goal", args=[goal.plan.slug, goal.key])


def pages_of_administration() -> Iterator[str]:
    """The lists of the administration, an empty form and a filled one of each, and a row's other pages."""
    yield reverse("admin:index")
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{name}_changelist")
        yield reverse(f"{name}_add")
        row = model._default_manager.order_by("pk").first()
        if row is not None:
            yield from (reverse(f"{name}_{page}", args=[row.pk]) for page in ("change", "history", "delete"))


def wrong_input(client: Client) -> Iterator[tuple[str, dict[str, str]]]:
    """What an administrator is refused."""
    yield reverse("password_change"), {"old_password": "x", "new_password1": "1234", "new_password2": "5"}
    yield reverse("password_change"), {"old_password": PASSWORD, "new_password1": "1", "new_password2": "1"}
    yield reverse("password_change"), {}
    yield reverse("profile"), {"language": "xx"}
    for model in admin.site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
        # Without the number of its rows a table within the form would be told to be tampered with.
        counts = re.findall(r'name="([\w-]+-(?:TOTAL|INITIAL)_FORMS)"', client.get(address).content.decode())
        none = dict.fromkeys(counts, "0")
        wrong = {field.name: "Q x" for field in model._meta.fields if not field.is_relation}
        yield address, none
        yield address, {**none, **wrong}


def wrong_figures() -> Iterator[tuple[str, dict[str, str]]]:
    """What a contributor is refused."""
    round_ = ReportingRound.objects.filter(plan__slug=SLUGS[-1]).latest("as_of")
    indicators = Indicator.objects.filter(goal__plan__slug=SLUGS[-1]).select_related("goal")
    of_each_measure = {indicator.measure: indicator for indicator in indicators.order_by("-pk")}
    for indicator in of_each_measure.values():
        address = reverse("goal_entry", args=[SLUGS[-1], round_.period, indicator.goal.key])
        prefix = f"figure-{indicator.pk}-{round_.last_year}"
        for figure in ("", "x", "14.5", "-3", "1,23456", "16 af 15", "120 pct.", "7,5 af 15", "7 af"):
            typed = {"figure": figure, "judged": "x", "unmeasurable": "x", "pending": "1,5"}
            yield address, {f"{prefix}-{name}": value for name, value in typed.items()}


# --- Which language is it? --------------------------------------------------------------------------------


class Foreign:
    """Finds what a page says in another language than its own. It judges a text that many pages show once."""

    def __init__(self, language: str) -> None:
        self._judged: dict[PageText, bool] = {}
        other = {"da": "en", "en": "da"}[language]
        self.language, self.pattern = other, {"da": DANISH, "en": ENGLISH}[other]
        own, foreign = set[str](), set[str]()
        for text, message in catalogue.read().items():
            danish, english = {text.id, text.plural}, set(catalogue.english(message))
            own |= english if language == "en" else danish
            foreign |= danish if language == "en" else english
        foreign -= own | {""}
        self.texts = {text for text in foreign if not PLACEHOLDER.search(text)}
        self.sentences = [
            _filled(text) for text in foreign if PLACEHOLDER.search(text) and _letters(text) > MANY
        ]
        self.own = [_filled(text) for text in own if _letters(text) > 0]

    def says(self, found: PageText) -> bool:
        """Whether the text is in the other language, though the page does not mark it as that."""
        if found not in self._judged:
            self._judged[found] = self._judge(found)
        return self._judged[found]

    def _judge(self, found: PageText) -> bool:
        if found.language == self.language:
            return False
        text = IN_BOTH.sub("", found.text).strip()
        if text in self.texts or any(sentence.fullmatch(found.text) for sentence in self.sentences):
            # A text of two languages, such as "Status 2019 – Qx", is in its own.
            return not any(sentence.fullmatch(found.text) for sentence in self.own)
        return bool(self.pattern.search(text))

    def texts_on(self, html: str) -> list[str]:
        """All that a page says in the other language."""
        return sorted({found.text for found in page_texts(html) if self.says(found)})


def _filled(text: str) -> re.Pattern[str]:
    """What a text of the catalogue is when its places are filled with something."""
    parts = (
        re.escape(re.sub(r"\s+", " ", part)).replace("%%", "%") for part in PLACEHOLDER.split(text.strip())
    )
    return re.compile(".+?".join(parts), re.IGNORECASE)


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in PLACEHOLDER.sub("", text))


@cache
def foreign_to(language: str) -> Foreign:
    """Return the reader of a language's pages, made once: it reads the whole catalogue."""
    return Foreign(language)


@pytest.fixture(scope="module")
def made_silent(once: Once) -> MadeOnce[None]:
    return once(silent_plans)


@pytest.fixture
def silent(client: Client, made_silent: MadeOnce[None], language: str) -> Foreign:
    """The plans, and an administrator who has signed in and reads in the language."""
    made_silent.copy()
    person = UserFactory.create(
        administrator=True, language=language, first_name="Karin", last_name="Holm", email="karin@example.org"
    )
    client.force_login(person)
    return foreign_to(language)


def check(client: Client, foreign: Foreign, addresses: Iterable[str]) -> None:
    """Look for foreign texts on the pages; those that are no pages, such as a refusal, are read as well."""
    found = {
        address: foreign.texts_on(client.get(address, follow=True).content.decode()) for address in addresses
    }

    assert {address: texts for address, texts in found.items() if texts} == {}


def enter_figures(client: Client, language: str) -> None:
    """Sign in as somebody to whom all areas are given: an administrator enters no figures."""
    person = UserFactory.create(contributor=True, language=language, first_name="Bo", last_name="Lund")
    for area in EffortArea.objects.all():
        ResponsibilityFactory.create(user=person, area=area)
    client.force_login(person)


both = pytest.mark.parametrize("language", ["da", "en"])


@both
def test_pages(client: Client, silent: Foreign) -> None:
    check(client, silent, pages())


@both
def test_pages_of_a_contributor(client: Client, silent: Foreign, language: str) -> None:
    enter_figures(client, language)
    other_goals = list(pages_of_goals())[:-1]

    check(client, silent, (address for address in pages() if address not in other_goals))


@both
def test_pages_of_the_administration(client: Client, silent: Foreign) -> None:
    check(client, silent, pages_of_administration())


@both
def test_pages_before_one_has_signed_in(client: Client, language: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    names = ("login", "logged_out", "password_reset", "password_reset_done", "password_reset_complete")
    broken_link = reverse("password_reset_confirm", args=["MQ", "broken"])

    check(client, foreign_to(language), [*(reverse(name) for name in names), broken_link])


@both
def test_what_is_refused_before_one_has_signed_in(client: Client, language: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    foreign = foreign_to(language)
    guess = {"username": "bo", "password": "x"}

    for typed in [{}, *[guess] * 7]:
        assert foreign.texts_on(client.post(reverse("login"), typed).content.decode()) == []
    for email in ["", "x", *["bo@example.org"] * 5]:
        answer = client.post(reverse("password_reset"), {"email": email}, follow=True)
        assert foreign.texts_on(answer.content.decode()) == []


@both
def test_what_is_refused(client: Client, silent: Foreign) -> None:
    found = {
        (address, *typed.items()): silent.texts_on(client.post(address, typed).content.decode())
        for address, typed in wrong_input(client)
    }
    assert {key: texts for key, texts in found.items() if texts} == {}


@both
def test_wrong_figures(client: Client, silent: Foreign, language: str) -> None:
    enter_figures(client, language)
    found = {
        (address, *typed.items()): silent.texts_on(client.post(address, typed).content.decode())
        for address, typed in wrong_figures()
    }
    assert {key: texts for key, texts in found.items() if texts} == {}


@both
@pytest.mark.parametrize("template", ["403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages(template: str, language: str) -> None:
    with translation.override(language):
        page = get_template(template).render()

    assert foreign_to(language).texts_on(page) == []


def test_a_foreign_text_is_found() -> None:
    page = """
      <html lang="en"><h1>Måltal</h1><p>As of 15 January 2020.</p><p title="Gemt">Qx 7</p>
      <p>Opgjort 15. januar 2020.</p><p lang="da">Måltallet er nået.</p><p>Bo og Karin</p></html>
    """
    assert foreign_to("en").texts_on(page) == [
        "Bo og Karin",
        "Gemt",
        "Måltal",
        "Opgjort 15. januar 2020.",
    ]
    assert foreign_to("da").texts_on(
        '<html lang="da">Target<p>Måltal</p><p lang="en">English</p></html>'
    ) == ["Target"]
