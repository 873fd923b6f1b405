"""Before what must the person prove again that it is they? Before what gives rights, or cannot be undone.

Where that was not proved lately, a page that asks for the password stands in the view's place. It carries
along what was posted, to the same address, and the view gets it once the password was right: nothing typed is
lost, no address to go to is taken from the request, and two tabs do not meet.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from math import ceil
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plans.permissions import Person, can_administer, can_approve, can_edit_report
from plans.web.person import person_of
from plans.web.row_ids import row_id
from vink.accounts.models import User
from vink.accounts.own_account import own_account
from vink.accounts.proof import PASSWORD, ProofForm, note_proof, proved_lately

Parts = dict[str, Any]


def _everybody(_person: Person) -> bool:
    return True


def _always(_request: HttpRequest, _parts: Parts) -> bool:
    return True


def _grants(request: HttpRequest, _parts: Parts) -> bool:
    return request.POST.get("do") == "grant"


def _changes_rights(request: HttpRequest, parts: Parts) -> bool:
    """Whether a person's role, access or address would be another: a new password is sent to the address.

    Also where it is not sure whose they are: then nothing is known to stay as it is.
    """
    key = row_id(parts["object_id"])
    stored = User.objects.filter(pk=key).first() if key is not None else None
    if stored is None:
        return True
    posted = request.POST
    return (
        posted.get("role", stored.role) != stored.role
        or posted.get("email", stored.email) != stored.email
        or ("is_active" in posted) != stored.is_active
    )


def _profile(_parts: Parts) -> str:
    return f"{reverse('profile')}#tokens"


def _publications(parts: Parts) -> str:
    return reverse("publications", kwargs=parts)


def _publication(parts: Parts) -> str:
    return reverse("publication", kwargs=parts)


def _redaction(parts: Parts) -> str:
    return reverse("redaction", kwargs=parts)


def _new_deputy(_parts: Parts) -> str:
    return reverse("admin:accounts_deputy_add")


def _new_person(_parts: Parts) -> str:
    return reverse("admin:accounts_user_add")


def _person(parts: Parts) -> str:
    return reverse("admin:accounts_user_change", kwargs=parts)


@dataclass(frozen=True, slots=True)
class Guarded:
    """What is asked about before it is done.

    Args:
        act: what the person is about to do
        back: the page to which they go instead, with the form that they sent
        may: who does it at all; the others are refused by the view, and not asked
        is_asked: whether this request does it
    """

    act: str | Promise
    back: Callable[[Parts], str]
    may: Callable[[Person], bool] = _everybody
    is_asked: Callable[[HttpRequest, Parts], bool] = _always


GUARDED = {
    "publications": Guarded(_("Du er ved at fastlåse en version."), _publications, can_approve),
    "publication_share": Guarded(
        _("Du er ved at dele en version med andre uden for Vink."), _publication, can_approve
    ),
    "publication_lengthen": Guarded(
        _("Du er ved at lade en delt adresse virke længere."), _publication, can_approve
    ),
    "redaction": Guarded(_("Du er ved at slette personoplysninger."), _redaction, can_edit_report, _grants),
    "access_tokens": Guarded(_("Du er ved at oprette en adgangsnøgle."), _profile),
    "access_token_lengthen": Guarded(_("Du er ved at lade en adgangsnøgle virke længere."), _profile),
    "deputies": Guarded(_("Du er ved at udpege en stedfortræder."), _profile, can_approve),
    "admin:accounts_deputy_add": Guarded(
        _("Du er ved at udpege en stedfortræder."), _new_deputy, can_administer
    ),
    "admin:accounts_user_add": Guarded(
        _("Du er ved at give en person adgang til Vink."), _new_person, can_administer
    ),
    "admin:accounts_user_change": Guarded(
        _("Du er ved at ændre en persons rolle, adgang eller mailadresse."),
        _person,
        can_administer,
        _changes_rights,
    ),
}


class ProofAsked:
    """Asks for the password where something in `GUARDED` is posted and nothing was proved lately."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: WSGIRequest, _view: object, _args: object, parts: Parts
    ) -> HttpResponse | None:
        """Answer in the view's place where the password is missing or wrong."""
        match = request.resolver_match
        guarded = GUARDED.get(match.view_name) if match and request.method == "POST" else None
        if guarded is None:
            return None
        request.sensitive_post_parameters = [PASSWORD]  # type: ignore[attr-defined]  # for reports of errors
        now = timezone.now()
        is_proved = proved_lately(request.session, now=now)
        if not is_proved and guarded.may(person_of(request)) and guarded.is_asked(request, parts):
            form = ProofForm(own_account(request), request.POST if PASSWORD in request.POST else None)
            if not form.is_valid():
                return _page(request, form, guarded, parts)
            note_proof(request.session, now=now)
        _take_out_the_password(request)
        return None


def _take_out_the_password(request: HttpRequest) -> None:
    """Leave what was posted before the password was asked for, which the view never sees."""
    if PASSWORD in request.POST:
        posted = request.POST.copy()
        del posted[PASSWORD]
        request.POST = posted  # type: ignore[assignment]  # the stubs want an immutable one


def _page(request: HttpRequest, form: ProofForm, guarded: Guarded, parts: Parts) -> HttpResponse:
    context = {
        "form": form,
        "field": form[PASSWORD],
        "act": guarded.act,
        "back": guarded.back(parts),
        "typed": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in {PASSWORD, "csrfmiddlewaretoken"}
            for value in values
        ],
    }
    # 401 must name a scheme; one that browsers do not know keeps them from asking for a password themselves.
    response = render(request, "registration/proof.html", context, status=HTTPStatus.UNAUTHORIZED)
    response.headers["WWW-Authenticate"] = "Session"
    if form.too_soon:
        response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        response.headers["Retry-After"] = str(ceil(form.too_soon.wait.total_seconds()))
    return response
