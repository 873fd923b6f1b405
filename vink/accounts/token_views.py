"""On which pages does a person make an access token, and revoke it?

`make` shows the new token once; `lengthen` lets it work a year more; `revoke` asks first.
"""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from plans.wording import figures
from vink.accounts.access_tokens import lengthen_token, live_token, make_token, revoke_token
from vink.accounts.forms import LanguageForm, TokenForm
from vink.accounts.own_account import own_account
from vink.accounts.profile import own_token
from vink.accounts.views import profile_page


@sensitive_variables("secret")
@require_POST
def make(request: WSGIRequest) -> HttpResponse:
    """Make a token and show it, which happens once: no session or address keeps it."""
    user = own_account(request)
    form = TokenForm(request.POST)
    if form.is_valid():
        name = form.cleaned_data["name"]
        try:
            secret = make_token(
                by=user, name=name, today=timezone.localdate(), months=form.cleaned_data["months"]
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            address = request.build_absolute_uri(reverse("feed_goals"))
            context = {"name": name, "secret": secret, "rows_address": address}
            return render(request, "registration/access_token_made.html", context, status=HTTPStatus.CREATED)
    return profile_page(request, user, LanguageForm(instance=user), form)


@require_http_methods(["GET", "POST"])
def revoke(request: WSGIRequest, token_id: int) -> HttpResponse:
    """Ask whether a token of one's own is to open nothing any more, and see to it."""
    user = own_account(request)
    token = live_token(user, token_id)
    if token is None:
        raise Http404
    if request.method == "POST":
        revoke_token(by=user, token=token, now=timezone.now())
        messages.success(request, _("Adgangsnøglen %(name)s er tilbagekaldt.") % {"name": token.name})
        return redirect("profile")
    return render(
        request,
        "registration/access_token_revoke.html",
        {"token": own_token(token, today=timezone.localdate())},
    )


@require_POST
def lengthen(request: WSGIRequest, token_id: int) -> HttpResponse:
    """Let a token of one's own work for a year more."""
    user = own_account(request)
    token = live_token(user, token_id)
    if token is None:
        raise Http404
    try:
        token = lengthen_token(by=user, token=token, today=timezone.localdate())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        values = {"name": token.name, "day": figures.short_day(token.expires_on)}
        messages.success(request, _("Adgangsnøglen %(name)s virker nu til og med %(day)s.") % values)
    return redirect(f"{reverse('profile')}#tokens")
