"""Where does a person put an earlier figure or text back? They see what would change, and confirm it."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plans import queries
from plans.actions import restoring
from plans.actions.history import Conflict
from plans.enums import SubmissionState
from plans.versions import version_of
from plans.web.person import person_of
from plans.web.plan_pages import whole_plan_frame
from reporting.goal_page.reading import GoalReading, read_goal
from reporting.goal_page.ways_back import Proposal, proposal


@require_http_methods(["GET", "POST"])
def restore(request: WSGIRequest, slug: str, key: str, change: int) -> HttpResponse:
    """Shows what was before a change of the goal's figures or texts; posting it puts that back."""
    reading, proposed = _proposal(request, slug, key, change)
    if request.method == "GET":
        return _page(request, reading, proposed)
    if proposed.round is None:
        return _page(request, reading, proposed, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        restoring.restore(
            by=person_of(request),
            round=proposed.round,
            change=proposed.change,
            version=version_of(request.POST.get("version", "")),
            today=timezone.localdate(),
        )
    except ValidationError as error:
        message = " ".join(error.messages)
        return _page(request, reading, proposed, error=message, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except Conflict:
        message = _("Der er gemt noget andet, mens du så på siden. Se, hvad der gælder nu, og vælg igen.")
        fresh, now = _proposal(request, slug, key, change)
        return _page(request, fresh, now, error=message, status=HTTPStatus.CONFLICT)
    messages.success(request, _("Sat tilbage: %(what)s.") % {"what": proposed.subject})
    return redirect(f"{reverse('goal', args=[slug, key])}#history")


def _proposal(request: WSGIRequest, slug: str, key: str, change: int) -> tuple[GoalReading, Proposal]:
    reading = read_goal(slug, key)
    found = queries.change_of(reading.goal.plan_id, change) if reading else None
    if reading is None or found is None:
        raise Http404
    proposed = proposal(reading, found, person_of(request), today=timezone.localdate())
    if proposed is None:
        raise Http404
    return reading, proposed


def _is_sent_in(reading: GoalReading, proposed: Proposal) -> bool:
    """Whether the goal waits for approval in the round, and would be a draft again."""
    return proposed.round is not None and any(
        row.round_id == proposed.round.pk and row.state == SubmissionState.SUBMITTED
        for row in reading.submissions
    )


def _page(
    request: WSGIRequest,
    reading: GoalReading,
    proposed: Proposal,
    *,
    error: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    plan = reading.goal.plan
    context = {
        **whole_plan_frame(
            request, plan, "goal", address=reverse("goal", args=[plan.slug, reading.goal.key])
        ),
        "goal": reading.goal,
        "proposal": proposed,
        "error": error,
        "locked": proposed.round is None,
        "is_sent_in": _is_sent_in(reading, proposed),
    }
    return render(request, "reporting/goal/restore.html", context, status=status)
