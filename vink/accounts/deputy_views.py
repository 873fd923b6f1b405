"""On which page does an approver say who stands in for them, and how does either end that? On the profile."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plans.permissions import can_approve
from vink.accounts.deputies import appoint, end, own_row
from vink.accounts.forms import DeputyForm, LanguageForm, TokenForm
from vink.accounts.own_account import own_account
from vink.accounts.views import profile_page


@require_POST
def appoint_own(request: WSGIRequest) -> HttpResponse:
    """Let somebody stand in for the person. Raises PermissionDenied unless they approve themselves."""
    user = own_account(request)
    if not can_approve(user):
        raise PermissionDenied
    form = DeputyForm(user, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            row = appoint(
                by=user,
                person=user,
                deputy=given["deputy"],
                starts_on=given["starts_on"],
                ends_on=given["ends_on"],
                today=timezone.localdate(),
            )
        except ValidationError as refusal:
            form.add_refusal(refusal)
        else:
            name = {"name": row.deputy.display_name}
            messages.success(request, _("%(name)s er udpeget som din stedfortræder og får en mail.") % name)
            return redirect(f"{reverse('profile')}#deputies")
    return profile_page(request, user, LanguageForm(instance=user), TokenForm(), form)


@require_POST
def end_own(request: WSGIRequest, deputy_id: int) -> HttpResponse:
    """Let it be over before its time, by whom is stood in for or by the deputy."""
    user = own_account(request)
    row = own_row(user, deputy_id)
    if row is None:
        raise Http404
    end(by=user, deputy=row, now=timezone.now(), today=timezone.localdate())
    messages.success(request, _("Stedfortræderen er afsluttet."))
    return redirect(f"{reverse('profile')}#deputies")
