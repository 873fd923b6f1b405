"""What a person has typed on a goal's page, kept as their draft; and what the page says of it."""

from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.goal.drafted import draft_fields
from desk.goal.subject import RoundGoal
from desk.round.question_posts import ANSWER, USE
from plans import queries
from plans.actions.drafts import discard_draft, save_draft
from plans.models import Draft

# What a posted page holds besides what was typed.
_NOT_TYPED = {"csrfmiddlewaretoken", "then", "discard", ANSWER, USE}


def draft_key_of(round_goal: RoundGoal) -> str:
    """The key under which a person's draft of the page is stored."""
    return f"goal-entry/{round_goal.sheet.access.round.pk}/{round_goal.goal.id}"


def typed_in(request: WSGIRequest) -> dict[str, str]:
    """What was posted, without what the page's buttons and its script add."""
    return {
        name: str(value)
        for name, value in request.POST.items()
        if name not in _NOT_TYPED and not name.endswith(("-choice", "-current"))
    }


def keep_draft(request: WSGIRequest, round_goal: RoundGoal) -> Draft | None:
    """Keep what was typed, with what the same person has typed in another tab; None where that is nothing.

    Raises ValidationError when it is too much.
    """
    person, key = round_goal.sheet.access.person, draft_key_of(round_goal)
    before = queries.draft_of(person.pk, key)
    fields = draft_fields(round_goal, typed_in(request), before.fields if before else {})
    if not fields:
        discard_draft(by=person, key=key)
        return None
    return save_draft(by=person, key=key, fields=fields)


def kept_as_draft(request: WSGIRequest, round_goal: RoundGoal) -> Draft | None:
    """What was refused, kept for the person who leaves the page; None where it is too much to be kept."""
    try:
        return keep_draft(request, round_goal)
    except ValidationError:
        return None


def draft_text(draft: Draft) -> str:
    """ "Kladde gemt kl. 10.42"; with the day where it is another."""
    saved = timezone.localtime(draft.saved_at)
    time = date_format(saved, "TIME_FORMAT")
    if saved.date() == timezone.localdate():
        return _("Kladde gemt kl. %(time)s") % {"time": time}
    return _("Kladde gemt %(day)s kl. %(time)s") % {"day": date_format(saved, "DATE_FORMAT"), "time": time}
