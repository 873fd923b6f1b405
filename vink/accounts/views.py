"""Which pages does a person meet who signs in, signs out, or looks after their own account?

Views for signing in and out, the profile, and changing one's password; a forgotten password is in
`reset_views`.
"""

from http import HTTPStatus
from math import ceil
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from plans.enums import Role, TrailKind
from plans.permissions import can_approve, principal_of
from plans.web.person import person_of
from vink.accounts.deputies import own_lines
from vink.accounts.forms import DeputyForm, LanguageForm, LoginForm, OwnPasswordForm, TokenForm
from vink.accounts.models import User
from vink.accounts.own_account import own_account
from vink.accounts.own_sessions import note_sign_in
from vink.accounts.profile import areas_given, own_tokens
from vink.accounts.sign_in import know_browser
from vink.trail.noted import note


class SignIn(LoginView):
    """The sign-in form; whoever guesses too often is asked to wait."""

    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        """The first page after sign-in, unless one was on the way to another."""
        return first_page_of(self.request.user)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Start a session that ends with the working day, whatever is done in it meanwhile."""
        response = super().form_valid(form)
        self.request.session.set_expiry(timezone.now() + settings.SESSION_ENDS_AFTER)
        note_sign_in(self.request)
        know_browser(self.request, response, form.get_user().get_username())
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Show what is wrong; 429 tells a program to wait too."""
        response = super().form_invalid(form)
        if isinstance(form, LoginForm) and form.too_soon:
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
            response.headers["Retry-After"] = str(ceil(form.too_soon.wait.total_seconds()))
        return response


@method_decorator(login_not_required, name="dispatch")
class SignOut(LogoutView):
    """The end of a session; the page that follows knows whether there was one still to end."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """End it."""
        self.had_session = request.user.is_authenticated
        return super().post(request, *args, **kwargs)

    def get_success_url(self) -> str:
        """The page that says so."""
        address = super().get_success_url()
        return f"{address}?ended" if self.had_session and address == reverse("logged_out") else address


def first_page_of(user: User | AnonymousUser) -> str:
    """Where the person begins: whoever enters or approves figures with what waits for them."""
    begins_with_tasks = isinstance(user, User) and user.role in {Role.CONTRIBUTOR, Role.APPROVER}
    return reverse("tasks") if begins_with_tasks else settings.LOGIN_REDIRECT_URL


@never_cache
@login_not_required
@require_safe
def signed_out(request: WSGIRequest) -> HttpResponse:
    """Say that one is signed out; whoever is not finds the front page."""
    if request.user.is_authenticated:
        return redirect(first_page_of(request.user))
    return render(request, "registration/logged_out.html", {"had_session": "ended" in request.GET})


@never_cache
@login_not_required
@require_safe
def fresh_csrf_token(request: WSGIRequest) -> HttpResponse:
    """Give a browser that has lost its token's cookie a fresh one, for the page that is open in it."""
    get_token(request)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_http_methods(["GET", "POST"])
def profile(request: WSGIRequest) -> HttpResponse:
    """The person's own page: name, role and areas; the language can be chosen."""
    user = own_account(request)
    form = LanguageForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        user.save(update_fields=["language"])
        with translation.override(user.language):
            messages.success(request, _("Dit sprog er gemt."))
        return redirect("profile")
    return profile_page(request, user, form, TokenForm())


def profile_page(
    request: WSGIRequest,
    user: User,
    form: LanguageForm,
    token_form: TokenForm,
    deputy_form: DeputyForm | None = None,
) -> HttpResponse:
    """The profile with its forms as they were filled in."""
    today = timezone.localdate()
    if deputy_form is None and can_approve(user):
        deputy_form = DeputyForm(user, initial={"starts_on": today})
    context = {
        "form": form,
        "token_form": token_form,
        "areas": areas_given(user, today=today),
        "tokens": own_tokens(user, today=today),
        "deputy_form": deputy_form,
        "deputies": own_lines(user, today=today) if deputy_form or user.stands_in_until else [],
        "principal": principal_of(person_of(request)),
    }
    is_wrong = form.errors or token_form.errors or (deputy_form is not None and deputy_form.errors)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "registration/profile.html", context, status=status)


class ChangePassword(PasswordChangeView):
    """A new password; the person's other sessions end, this one goes on."""

    form_class = OwnPasswordForm
    success_url = reverse_lazy("profile")

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        note(TrailKind.PASSWORD_CHANGED, self.request.user.pk)
        messages.success(self.request, _("Din adgangskode er skiftet. Du er logget af på andre enheder."))
        return response
