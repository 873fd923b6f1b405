"""On which page does a person see where they are signed in, and sign out there?

Views for the list of one's own sessions, for ending one of them, and for ending all but the current one.
"""

from django.contrib import messages
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from vink.accounts.own_account import own_account
from vink.accounts.own_sessions import end_other_sessions, end_session, own_sessions


@require_safe
def sessions(request: WSGIRequest) -> HttpResponse:
    """Where the person is signed in."""
    found = own_sessions(own_account(request), current_key=request.session.session_key, now=timezone.now())
    context = {
        "current": [each for each in found if each.is_current],
        "others": [each for each in found if not each.is_current],
    }
    return render(request, "registration/sessions.html", context)


@require_POST
def end(request: WSGIRequest, mark: str) -> HttpResponse:
    """Sign the person out on one other device. Raises Http404 where it is none of theirs."""
    current_key = request.session.session_key
    if not end_session(own_account(request), mark, current_key=current_key, now=timezone.now()):
        raise Http404
    messages.success(request, _("Du er logget af på enheden."))
    return redirect("sessions")


@require_POST
def end_others(request: WSGIRequest) -> HttpResponse:
    """Sign the person out everywhere but where they are."""
    ended = end_other_sessions(
        own_account(request), current_key=request.session.session_key, now=timezone.now()
    )
    if ended:
        text = ngettext("Du er logget af %(n)s andet sted.", "Du er logget af %(n)s andre steder.", ended)
        messages.success(request, text % {"n": ended})
    else:
        messages.info(request, _("Du var ikke logget på andre steder."))
    return redirect("sessions")
