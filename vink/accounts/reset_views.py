"""Which pages does a person meet who has no password, or forgot it? They come by the link of a mail.

Whoever forgot it asks for the mail; whoever is invited has got one from an administrator.
"""

from http import HTTPStatus
from math import ceil
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import (
    PasswordResetCompleteView,
    PasswordResetConfirmView,
    PasswordResetDoneView,
    PasswordResetView,
)
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.decorators import method_decorator

from plans.actions.trail import log_event
from plans.enums import TrailKind
from vink.accounts import wording
from vink.accounts.forms import AskForResetForm, ForgottenPasswordForm
from vink.accounts.invitations import invitation_tokens, note_first_password
from vink.accounts.models import User
from vink.accounts.reset_mail import ask_for_mail
from vink.accounts.sign_in import forgive_account
from vink.accounts.throttling import TooSoonError
from vink.trail.noted import note


class AskForReset(PasswordResetView):
    """To which address is the link sent? The answer is the same whether or not anybody has it."""

    form_class = AskForResetForm

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            ask_for_mail(self.request, form.cleaned_data["email"], now=timezone.now())
        except TooSoonError as error:
            form.add_error(None, wording.wait(error.wait))
            response = self.form_invalid(form)
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
            response.headers["Retry-After"] = str(ceil(error.wait.total_seconds()))
            return response
        # Of nobody: whether anybody has the address would else be told by how long it takes.
        log_event("reset_asked")
        return HttpResponseRedirect(self.get_success_url())


class AskedForReset(PasswordResetDoneView):
    """The page that says a mail is on its way, if the address is known."""


@method_decorator(login_not_required, name="dispatch")  # Django's own mark is on the method that is replaced
class SetForgottenPassword(PasswordResetConfirmView):
    """A new password by the link of the mail, or a page that says that the link works no longer."""

    form_class = ForgottenPasswordForm

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer in the language of the person to whom the link was sent, who is not signed in yet."""
        response = super().dispatch(*args, **kwargs)
        if self.validlink and isinstance(response, TemplateResponse):
            with translation.override(self.user.language):
                response.headers["Content-Language"] = self.user.language
                response.render()
        return response

    def get_user(self, uidb64: str) -> User | None:
        """Whose link it is; nobody's where they are deactivated."""
        user: User | None = super().get_user(uidb64)
        return user if user is not None and user.is_active else None

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        status = HTTPStatus.OK if self.validlink else HTTPStatus.GONE
        return super().render_to_response(context, **{"status": status, **kwargs})

    def form_valid(self, form: Any) -> HttpResponse:
        """Let the new password be used at once, however often the old one was guessed at."""
        response = super().form_valid(form)
        forgive_account(self.user.get_username())
        note(TrailKind.PASSWORD_CHANGED, self.user.pk)
        return response


class AcceptInvitation(SetForgottenPassword):
    """The first password of somebody who is invited, or a page that says that the link works no longer."""

    template_name = "registration/invitation.html"
    token_generator = invitation_tokens

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the password, and tell in the history that it was chosen."""
        response = super().form_valid(form)
        note_first_password(person=self.user)
        return response


class SetForgottenPasswordDone(PasswordResetCompleteView):
    """Sign in by the new password."""
