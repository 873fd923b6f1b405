"""How does an administrator confirm a change that approved or published judgements rest on?

`confirmation` shows every judgement that would change, grouped by what becomes of it, asks for the reason,
and carries along what was typed.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from plans.actions.judgements_kept import Affected, JudgementsRestOnIt, Outcome, Watch
from plans.models.fields import LONGEST_TEXT
from plans.permissions import Person
from plans.wording import figures
from plans.wording.basis_changes import BasisLine, basis_lines
from plans.wording.statuses import PlanWords, capitalised

if TYPE_CHECKING:
    from django.contrib.admin.options import ModelAdmin

# What the page posts besides what was typed before.
WHY, SEEN, BACK = "basis_why", "basis_seen", "basis_back"
_WHY_ID = "id_basis_why"


@dataclass(frozen=True, slots=True)
class AffectedLine:
    """A judgement as the page shows it; `url` leads to its publication, or to the status page.

    `published` is the status that stands published, where the plan says something else already.
    """

    goal: str
    round_text: str  # "2019, fastlåst som version 1"
    url: str
    published: str
    before: str
    now: str
    lines: tuple[BasisLine, ...]


@dataclass(frozen=True, slots=True)
class AffectedGroup:
    """The judgements with the same outcome, such as being sent back."""

    sentence: str
    judgements: tuple[AffectedLine, ...]


@dataclass(frozen=True, slots=True)
class AffectedView:
    """All judgements that rest on the change; `changed` where they are others than the person saw."""

    groups: tuple[AffectedGroup, ...]
    seen: str
    changed: bool


def person(request: HttpRequest) -> Person:
    """The signed-in user of the request."""
    return cast("Person", request.user)


def watch_of(request: HttpRequest) -> Watch:
    """The watch over all that this request changes, with the reason that was given for it."""
    watch: Watch | None = getattr(request, "watch", None)
    if watch is None:
        watch = Watch(person(request), request.POST.get(WHY, ""), request.POST.get(SEEN, ""))
        request.watch = watch  # type: ignore[attr-defined]  # for the whole request
    return watch


def reason_typed(request: HttpRequest) -> dict[str, str]:
    """The reason that was given already, which the page keeps while something else on it is mended."""
    return {"name": WHY, "text": request.POST.get(WHY, "")}


def goes_back(request: HttpRequest) -> bool:
    """Whether the person pressed the button that leads back to the form."""
    return request.method == "POST" and BACK in request.POST


def confirmation(
    model_admin: "ModelAdmin[Any]", request: HttpRequest, resting: JudgementsRestOnIt
) -> TemplateResponse:
    """The page that shows what rests on a change and asks for the reason, with what was typed in it."""
    affected = affected_view(resting, changed=SEEN in request.POST and request.POST[SEEN] != resting.seen)
    why = request.POST.get(WHY, "")
    error = ""
    if SEEN in request.POST and not why.strip():
        error = _("Skriv, hvorfor det ændres.")
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Vurderinger bygger på det, du ændrer"),
        "affected": affected,
        "typed": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in {WHY, SEEN, BACK, "csrfmiddlewaretoken"}
            for value in values
        ],
        "why": why,
        "error": error,
        "longest": LONGEST_TEXT,
        "names": {"why": WHY, "seen": SEEN, "back": BACK, "id": _WHY_ID},
        "is_returning": any(each.outcome is Outcome.RETURNED for each in resting.affected),
    }
    return TemplateResponse(request, "admin/vink/confirm.html", context, status=422 if error else 200)


def affected_view(resting: JudgementsRestOnIt, *, changed: bool) -> AffectedView:
    """The affected judgements written out; `changed` where the person saw others before."""
    words = {
        plan.pk: PlanWords.of(plan.words.all()) for plan in {each.round.plan for each in resting.affected}
    }
    groups: dict[Outcome, list[AffectedLine]] = defaultdict(list)
    for each in resting.affected:
        groups[each.outcome].append(_line(each, words[each.round.plan_id]))
    sentences = _outcome_sentences()
    return AffectedView(
        tuple(
            AffectedGroup(sentences[outcome], tuple(groups[outcome]))
            for outcome in Outcome
            if outcome in groups
        ),
        resting.seen,
        changed,
    )


def _outcome_sentences() -> dict[Outcome, str]:
    return {
        Outcome.RETURNED: _(
            "Disse mål er godkendt. De sendes tilbage til dem, der indberetter, med din begrundelse, og skal"
            " sendes ind og godkendes igen:"
        ),
        Outcome.STANDS: _(
            "Disse mål er godkendt og står i en fastlåst version. Versionen og vurderingen bliver stående,"
            " som de blev godkendt, og versionens side viser forskellen:"
        ),
        Outcome.CHANGES: _(
            "Disse mål står i en lukket runde eller en fastlåst version uden at være godkendt:"
        ),
    }


def _line(affected: Affected, words: PlanWords) -> AffectedLine:
    round_, now = affected.round, affected.now
    years = figures.years(round_.period)
    round_text = _("Runden %(years)s") % {"years": years}
    url = reverse("status", args=[round_.plan.slug, round_.period])
    if affected.published is not None:
        round_text = _("Runden %(years)s, fastlåst som version %(number)s") % {
            "years": years,
            "number": affected.published,
        }
        url = reverse("publication", args=[round_.plan.slug, round_.period, affected.published])
    return AffectedLine(
        goal=affected.before.basis.wording,
        round_text=round_text,
        url=url,
        published=capitalised(words.word(affected.stood.status)) if affected.stood else "",
        before=capitalised(words.word(affected.before.status)),
        now=capitalised(words.word(now.status)) if now else _("Målet er ikke med"),
        lines=basis_lines(affected.changes, words),
    )
