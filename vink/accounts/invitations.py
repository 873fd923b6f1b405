"""How does somebody who was let in get to a password of their own? By a link that an administrator mails.

Nobody else ever knows the password: an invitation leads to where one chooses the first, and a link to a new
password leads to where one chooses the next. Each link works once, and for a time.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator, default_token_generator
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.utils.encoding import force_bytes
from django.utils.http import base36_to_int, urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans import queries
from plans.actions import history
from plans.actions.digest_mails import address
from plans.permissions import NamedPerson, check_administers
from plans.wording import figures
from vink.accounts import wording
from vink.accounts.models import User
from vink.accounts.reset_mail import MAILBOX
from vink.accounts.throttling import TooSoonError, begin, key_of

LASTS = timedelta(days=7)
# What the history calls the sending of either link.
INVITATION, RESET_LINK = "invitation", "reset_link"


class InvitationTokens(PasswordResetTokenGenerator):
    """Tokens of invitations: like Django's of a forgotten password, for a week."""

    key_salt = "vink.accounts.invitations"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        """What ends the token when it changes: what ends Django's, and going."""
        return f"{super()._make_hash_value(user, timestamp)}{user.session_epoch}"

    def check_token(self, user: User | None, token: str | None) -> bool:
        """Whether the token is the person's, from the last week, and they have chosen no password since."""
        if user is None or not token or user.has_usable_password():
            return False
        with suppress(ValueError):  # not a number, or not two parts
            made_at, _digest = token.split("-")
            seconds = base36_to_int(made_at)
            age = self._num_seconds(self._now()) - seconds
            expected = self._make_token_with_timestamp(user, seconds, self.secret)
            return constant_time_compare(expected, token) and age <= LASTS.total_seconds()
        return False


invitation_tokens = InvitationTokens()


@dataclass(frozen=True, slots=True)
class _Link:
    """A mail with a link: what it says before and after it."""

    subject: str
    before: Sequence[str]
    label: str
    url: str
    after: Sequence[str]


def is_invited(person: User) -> bool:
    """Whether the person has still to choose their first password."""
    return not person.has_usable_password()


def access_of(person: User) -> str:
    """How far the person is on the way in, as an administrator reads it."""
    if not is_invited(person):
        return _("Har valgt adgangskode")
    sent = queries.latest_change(history.kind_of(person), person.pk, (INVITATION,))
    if sent is None:
        return _("Har endnu ikke fået en invitation")
    day = figures.day(timezone.localdate(sent.when))
    return _("Inviteret %(day)s, har endnu ikke valgt adgangskode") % {"day": day}


def why_no_mail() -> str:
    """Why no link can be mailed to anybody, in a sentence for administrators; empty where it can."""
    if settings.SITE_URL:
        return ""
    return _(
        "Vink kan ikke sende mails med links, før den, der driver serveren, har sat SITE_URL: adressen, som"
        " linkene fører til."
    )


def why_no_link(person: User) -> str:
    """Why no link can be mailed to the person, in a sentence for administrators; empty where it can."""
    if not person.is_active:
        return _("Personen er deaktiveret og kan ikke logge på. Aktivér først personen.")
    if not person.email:
        return _("Personen har ingen mailadresse. Skriv den i feltet E-mail-adresse, gem, og send så linket.")
    return why_no_mail()


def send_link(*, by: NamedPerson, person: User, now: datetime) -> str:
    """Mail the person a link to a password of their own; gives the sentence that reports it.

    Somebody who has none yet is invited anew, and the link of before works no more. Call it outside of a
    transaction, for the mail server may take its time. Raises PermissionDenied, and ValidationError where the
    mail cannot be sent; then the history tells nothing of it.
    """
    check_administers(by)
    if problem := why_no_link(person):
        raise ValidationError(problem)
    try:
        begin({key_of("reset mailbox", person.email.strip().casefold()): MAILBOX}, now=now)
    except TooSoonError as error:
        raise ValidationError(wording.wait(error.wait), code="too_soon") from error
    invited = is_invited(person)
    if invited:
        _void_earlier_links(person)
    with translation.override(person.language):
        link = _invitation(by, person) if invited else _reset_link(by, person)
        _send(person, link)
    field = INVITATION if invited else RESET_LINK
    with transaction.atomic():
        history.note(person, field, "", _("sendt"), by=by, plan=None)
    to = {"name": person.display_name, "address": person.email}
    if invited:
        return _("Invitationen er sendt til %(name)s på %(address)s.") % to
    return _("Et link til en ny adgangskode er sendt til %(name)s på %(address)s.") % to


@transaction.atomic
def note_first_password(*, person: User) -> None:
    """Let the history tell that the invited person has chosen a password, and never which."""
    history.note(person, "password", "", _("ny adgangskode"), by=person, plan=None)


def _void_earlier_links(person: User) -> None:
    person.set_unusable_password()  # another random text each time, which every link depends on
    person.save(update_fields=["password"])


def _invitation(by: NamedPerson, person: User) -> _Link:
    by_and_role = {"by": by.display_name, "role": person.get_role_display()}
    return _Link(
        subject=_("Du er inviteret til Vink"),
        before=[
            _("%(by)s har givet dig adgang til Vink som %(role)s.") % by_and_role,
            _(
                "Vink er kommunens overblik over sine handleplaner: hvilke mål der er sat, hvor langt man er,"
                " og hvad udvalget får at se."
            ),
            _("Dit brugernavn er %(name)s. Vælg selv din adgangskode her:") % {"name": person.username},
        ],
        label=_("Vælg din adgangskode"),
        url=_url("invitation", person, invitation_tokens.make_token(person)),
        after=[
            ngettext(
                "Linket virker i %(n)s dag og kun én gang.",
                "Linket virker i %(n)s dage og kun én gang.",
                LASTS.days,
            )
            % {"n": LASTS.days},
            _("Ingen andre kender din adgangskode, og ingen fra Vink vil bede dig om den."),
            _("Venter du ikke denne mail, skal du ikke gøre noget."),
        ],
    )


def _reset_link(by: NamedPerson, person: User) -> _Link:
    hours = settings.PASSWORD_RESET_TIMEOUT // 3600
    return _Link(
        subject=_("Ny adgangskode til Vink"),
        before=[
            _("%(by)s har sendt dig dette link, så du kan vælge en ny adgangskode til Vink.")
            % {"by": by.display_name},
            _("Dit brugernavn er %(name)s.") % {"name": person.username},
        ],
        label=_("Vælg en ny adgangskode"),
        url=_url("password_reset_confirm", person, default_token_generator.make_token(person)),
        after=[
            ngettext(
                "Linket virker i %(n)s time og kun én gang.",
                "Linket virker i %(n)s timer og kun én gang.",
                hours,
            )
            % {"n": hours},
            _("Bruger du det ikke, er din adgangskode den samme som før."),
        ],
    )


def _url(name: str, person: User, token: str) -> str:
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return address(reverse(name, kwargs={"uidb64": uid, "token": token}))


def _send(person: User, link: _Link) -> None:
    context = {"link": link, "name": person.display_name, "organisation": settings.ORGANISATION}
    message = EmailMultiAlternatives(
        link.subject, render_to_string("registration/link_mail.txt", context), to=[person.email]
    )
    message.attach_alternative(render_to_string("registration/link_mail.html", context), "text/html")
    try:
        message.send()
    except (SMTPException, OSError, ValueError) as error:
        raise ValidationError(
            _(
                "Mailen til %(address)s kunne ikke sendes: mailserveren svarer ikke, eller den afviser"
                " adressen. Se, om adressen er rigtig, og prøv igen; ellers sig det til den, der driver"
                " serveren."
            )
            % {"address": person.email},
            code="not_sent",
        ) from error
