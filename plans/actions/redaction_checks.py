"""Can a passage be asked for? One that is long enough, is not in its reason, and does not wait already."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from plans.actions.redaction_people import why_not
from plans.domain import blanking
from plans.domain.personal_data import cpr_like
from plans.enums import RedactionState
from plans.models import ActionPlan, Redaction
from plans.models.fields import LONGEST_TEXT
from plans.permissions import Person

LONGEST_PASSAGE = 2_000


def check_request(by: Person, plan: ActionPlan, passage: str, reason: str) -> None:
    """Raises ValidationError by field; `passage` is as `blanking.as_passage` gives it."""
    errors = {}
    if problem := _passage_problem(by, plan, passage):
        errors["passage"] = problem
    if problem := _reason_problem(reason, passage, _("Skriv, hvorfor det skal slettes.")):
        errors["reason"] = problem
    if errors:
        raise ValidationError(errors)


def check_reason(reason: str, passage: str, *, missing: str) -> None:
    """Raises ValidationError unless the reason is there, and does not itself say what is to be forgotten."""
    if problem := _reason_problem(reason, passage, missing):
        raise ValidationError({"reason": problem})


def found_nowhere() -> str:
    """Why nothing can be blanked."""
    return _(
        "Teksten findes ingen steder i planen. Skriv den nøjagtigt, som den står; store og små bogstaver er"
        " ikke det samme."
    )


def _passage_problem(by: Person, plan: ActionPlan, passage: str) -> str:
    if not passage:
        return _("Skriv den tekst, der skal slettes.")
    if problem := _form_problem(passage):
        return problem
    waiting = Redaction.objects.filter(plan=plan, state=RedactionState.ASKED)
    overlapping = [
        redaction for redaction in waiting.select_related("asked_by") if redaction.passage in passage
    ]
    # What a colleague asks for is hidden from all but who decides it: this answer would let it be guessed.
    if any(redaction.asked_by_id == by.pk or not why_not(by, redaction) for redaction in overlapping):
        return _("Der er allerede bedt om at slette det, og det venter på en afgørelse.")
    return ""


def _form_problem(passage: str) -> str:
    if "\x00" in passage:
        return _("Teksten indeholder et tegn, der ikke kan gemmes (NUL).")
    if len(passage) < blanking.SHORTEST_PASSAGE:
        least = {"least": blanking.SHORTEST_PASSAGE}
        return _("Skriv mindst %(least)s tegn; kortere tekster står inde i alt for mange ord.") % least
    if len(passage) > LONGEST_PASSAGE:
        return _("Teksten er for lang; højst %(most)s tegn.") % {"most": LONGEST_PASSAGE}
    if passage in blanking.MARK:
        return _("Teksten er en del af det mærke, som Vink sætter i stedet for det slettede. Vælg en anden.")
    return ""


def _reason_problem(reason: str, passage: str, missing: str) -> str:
    if not reason.strip():
        return missing
    if len(reason) > LONGEST_TEXT:
        return _("Teksten er for lang; højst %(most)s tegn.") % {"most": LONGEST_TEXT}
    if "\x00" in reason:
        return _("Teksten indeholder et tegn, der ikke kan gemmes (NUL).")
    if cpr_like(reason) or (passage and blanking.holds(reason, passage)):
        return _("Begrundelsen bliver stående. Skriv den uden det, der skal slettes.")
    return ""
