"""What a person has typed on a goal's page, kept as their draft; and what the page says of it."""

import json

from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.goal.drafted import Typed, draft_fields, elsewhere_in, left_after_saving
from desk.goal.subject import RoundGoal, round_goal_or_404
from desk.round.question_posts import ANSWER, USE
from plans import queries
from plans.actions.drafts import discard_draft, save_draft
from plans.models import Draft
from plans.web.who_changed import change_text

# What a posted page holds besides what was typed.
BASE = "draft-base"  # by name what each changed field held when the page last agreed with the draft, as JSON
_NOT_TYPED = {"csrfmiddlewaretoken", "then", "discard", BASE, ANSWER, USE}


def draft_key_of(round_goal: RoundGoal) -> str:
    """The key under which a person's draft of the page is stored."""
    return f"goal-entry/{round_goal.sheet.access.round.pk}/{round_goal.goal.id}"


def typed_in(request: WSGIRequest) -> Typed:
    """What was posted, without what the page's buttons and its script add."""
    fields = {
        name: str(value)
        for name, value in request.POST.items()
        if name not in _NOT_TYPED and not name.endswith(("-choice", "-current"))
    }
    return Typed(fields=fields, base=_base_in(str(request.POST.get(BASE, ""))))


def _base_in(posted: str) -> dict[str, str] | None:
    """What a script has told of the changed fields; None where it has told nothing that can be read."""
    try:
        base = json.loads(posted)
    except (ValueError, RecursionError):
        return None
    if not isinstance(base, dict) or not all(isinstance(text, str) for text in base.values()):
        return None
    return base


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


def keep_what_is_left(round_goal: RoundGoal, typed: Typed, before: Draft) -> None:
    """Keep what another tab has typed in the draft `before`, once a page that did not hold it is saved."""
    sheet = round_goal.sheet
    person = sheet.access.person
    now = round_goal_or_404(sheet.report.plan.slug, sheet.report.period, round_goal.goal.key, person)
    left = left_after_saving(round_goal, typed, before.fields, now)
    if left:
        save_draft(by=person, key=draft_key_of(round_goal), fields=left)


def kept_as_draft(request: WSGIRequest, round_goal: RoundGoal) -> Draft | None:
    """What was refused, kept for the person who leaves the page; None where it is too much to be kept."""
    try:
        return keep_draft(request, round_goal)
    except ValidationError:
        return None


def draft_text(draft: Draft) -> str:
    """ "Kladde gemt kl. 10.42"; with the day where it is another, and that another tab has changed it."""
    saved = timezone.localtime(draft.saved_at)
    time, day = date_format(saved, "TIME_FORMAT"), date_format(saved, "DATE_FORMAT")
    text = _("Kladde gemt kl. %(time)s") % {"time": time}
    if saved.date() != timezone.localdate():
        text = _("Kladde gemt %(day)s kl. %(time)s") % {"day": day, "time": time}
    if not elsewhere_in(draft.fields):
        return text
    changed = _("Du har også skrevet noget andet, som står øverst på siden.")
    return f"{text}. {changed}"


def draft_told(round_goal: RoundGoal, draft: Draft) -> str:
    """What is told of a draft that was just kept: when, and that the goal was locked meanwhile."""
    if round_goal.sheet.access.may_change(round_goal.goal):
        return draft_text(draft)
    return locked_meanwhile(round_goal, is_kept=True)


def locked_meanwhile(round_goal: RoundGoal, *, is_kept: bool) -> str:
    """That the goal was locked while the person typed, by whom and when; and what becomes of their text."""
    access, submission = round_goal.sheet.access, round_goal.goal.submission
    if not access.round_is_open:
        locked = _("Runden er lukket, mens du skrev.")
        kept = _("Det, du skrev, er ikke gemt. Det venter som kladde, til runden bliver åbnet.")
    else:
        change = queries.latest_change("submission", submission.id, ["state"]) if submission else None
        locked = _("Målet er godkendt, mens du skrev.")
        if change is not None:
            who = change_text(change, access.person).who
            locked = _("Målet er godkendt, mens du skrev (%(who)s).") % {"who": who}
        kept = _("Det, du skrev, er ikke gemt. Det venter som kladde, til målet bliver genåbnet.")
    if not is_kept:
        kept = _("Det, du skrev, er ikke gemt. Det er for langt til en kladde, så kopiér det.")
    return f"{locked} {kept}"
