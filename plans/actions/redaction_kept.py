"""What of a plan is never blanked? Its statuses, figures and own words, now and in its publications."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from plans.actions.redaction_places import TABLES
from plans.domain.kept_words import Kept, KeptWords
from plans.enums import Measure, Status
from plans.models import (
    ActionPlan,
    BudgetLine,
    KeyFigure,
    Measurement,
    MeasurementPart,
    Publication,
    StatusWord,
    Target,
)
from plans.wording.statuses import PlanWords

# What a publication's JSON says in the plan's own words: of a goal, of the memo, of a table.
_OF_GOAL = ("text", "table")
_OF_MEMO = ("kind", "title")
_OF_TABLE = ("label", "title", "headings", "goals")
_FIGURES = (
    (Measurement, "indicator__goal__plan", ("value", "numerator", "denominator", "percentage")),
    (Measurement, "indicator__goal__plan", ("pending", "cohort_total", "ongoing")),
    (MeasurementPart, "measurement__indicator__goal__plan", ("value",)),
    (Target, "indicator__goal__plan", ("value",)),
    (KeyFigure, "plan", ("value",)),
    (BudgetLine, "table__plan", ("amount",)),
)


def kept_words(plan: ActionPlan) -> KeptWords:
    """The words of the plan that are never blanked: status words, figures, and the plan's own texts."""
    words = PlanWords.of(StatusWord.objects.filter(plan=plan))
    with override("da"):
        statuses = {words.word(status, measure) for status in Status for measure in (None, *Measure)}
    sentences = {words.sentence(status, measure) for status in Status for measure in (None, *Measure)}
    texts = {text for text in (*_own_now(plan), *_own_published(plan), *sentences) if text}
    return KeptWords(frozenset(statuses), frozenset(_figures(plan)), frozenset(texts))


def check_blankable(plan: ActionPlan, passage: str) -> KeptWords:
    """Raises ValidationError at `passage` where blanking it would change what the plan itself says."""
    kept = kept_words(plan)
    if (found := kept.kept_in(passage)) is not None:
        raise ValidationError({"passage": _refusal_text(*found)})
    rows = Publication.objects.filter(report__round__plan=plan).values_list("html", flat=True)
    for html in rows.iterator(chunk_size=1):
        check_untouched(kept, bytes(html).decode(errors="replace"), passage)
    return kept


def check_untouched(kept: KeptWords, markup: str, passage: str) -> None:
    """Raises ValidationError where the passage would take some of the plan's own words out of a document."""
    if text := kept.touched_by(markup, passage):
        raise ValidationError({"passage": _refusal_text(Kept.OWN, text)})


def _refusal_text(why: Kept, words: str) -> str:
    texts = {
        Kept.STATUS: _(
            "»%(words)s« er et statusord og kan ikke slettes. Skriv kun de personoplysninger, der skal væk."
        ),
        Kept.FIGURE: _(
            "»%(words)s« er et tal og kan ikke slettes. Skriv kun de personoplysninger, der skal væk. Er"
            " tallet et husnummer eller en alder, så skriv også ordene ved det, fx »Nørregade 7« eller"
            " »den 15-årige dreng«."
        ),
        Kept.OWN: _(
            "Teksten står i planens egne ord, som ikke kan slettes: »%(words)s«. Skriv mere af det, der skal"
            " væk. Står personoplysningerne i planens egne ord, retter en administrator ordene."
        ),
    }
    return texts[why] % {"words": words}


def _own_now(plan: ActionPlan) -> Iterator[str]:
    for table in TABLES:
        for name in sorted(table.own):
            yield from table.rows(plan).order_by().values_list(name, flat=True)


def _own_published(plan: ActionPlan) -> Iterator[str]:
    rows = Publication.objects.filter(report__round__plan=plan).values_list("status_report", flat=True)
    for record in rows.iterator(chunk_size=1):
        try:
            published = json.loads(bytes(record))
        except ValueError:  # a record that is none keeps nothing
            continue
        yield from (text for text in _own_in(published) if isinstance(text, str))


def _own_in(published: dict[str, Any]) -> Iterator[Any]:
    for goal in published.get("goals", ()):
        yield from (goal.get(name) for name in _OF_GOAL)
        disclosed = goal.get("told", {})
        yield disclosed.get("status")
        for figure in disclosed.get("figures", ()):
            yield from figure.values()
    memo = published.get("annex", {})
    yield from (memo.get(name) for name in _OF_MEMO)
    for table in memo.get("tables", ()):
        for name in _OF_TABLE:
            value = table.get(name)
            yield from value if isinstance(value, list) else [value]


def _figures(plan: ActionPlan) -> Iterator[Decimal]:
    for model, path, columns in _FIGURES:
        rows = model._default_manager.filter(**{path: plan.pk}).order_by().values_list(*columns).distinct()
        # Zero is what nobody counts: a nought in a text is no figure of the plan.
        yield from (Decimal(value) for row in rows for value in row if value)
