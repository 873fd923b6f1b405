"""How does somebody who forgot a password get the mail with the link, and a stranger learn nothing by asking?

Whether anybody has the address is looked up in a thread of its own, apart from the answer: the page comes as
fast for a made-up address as for one to which a slow mail server takes seconds to deliver.
"""

import logging
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.db import connection
from django.http import HttpRequest
from django.utils import translation

from vink.accounts.models import User
from vink.accounts.throttling import Pace, begin, forget_old, key_of
from vink.accounts.visitor import address_of

MAILBOX = Pace(free=3, longest=timedelta(hours=1), forgotten_after=timedelta(hours=6))
ADDRESS = Pace(free=30, longest=timedelta(minutes=15), forgotten_after=timedelta(hours=1))

logger = logging.getLogger(__name__)
# Two at most: whoever asks for many mails fills a queue, and does not start a thread for each.
_sender = ThreadPoolExecutor(max_workers=2, thread_name_prefix="reset-mail")


class _Mail(PasswordResetForm):
    """Django's mail, to each user of the address in the user's own language."""

    def get_users(self, email: str) -> Iterable[User]:
        """Everybody active with the address.

        Whoever is invited and has no password yet gets one by the same mail, when the invitation is too old.
        """
        return User.objects.filter(email__iexact=email, is_active=True).exclude(email="")

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        context = args[2]
        with translation.override(context["user"].language):
            super().send_mail(*args, **kwargs)


def ask_for_mail(request: HttpRequest, email: str, *, now: datetime) -> Future[None]:
    """Send the link to whoever has the address, later and elsewhere; the same is done where nobody has.

    Raises:
        TooSoonError: mails were asked for this address, or from here, too often.
    """
    begin(
        {
            key_of("reset mailbox", email.strip().casefold()): MAILBOX,
            key_of("reset address", address_of(request)): ADDRESS,
        },
        now=now,
    )
    forget_old(now=now)
    return _sender.submit(_send, email)


def _send(email: str) -> None:
    """Send the mail; its link leads to SITE_URL, for whoever asks could make up a host."""
    form = _Mail({"email": email})
    try:
        if form.is_valid() and not settings.SITE_URL:
            logger.error("SITE_URL is not set: no mail with a link to a new password can be sent.")
        elif form.is_valid():
            form.save(
                domain_override=urlsplit(settings.SITE_URL).netloc,
                subject_template_name="registration/password_reset_subject.txt",
                email_template_name="registration/password_reset_mail.txt",
                html_email_template_name="registration/password_reset_mail.html",
                extra_email_context={
                    "site": settings.SITE_URL,
                    "organisation": settings.ORGANISATION,
                    "hours": str(settings.PASSWORD_RESET_TIMEOUT // 3600),
                },
            )
    except Exception:
        logger.exception("The mail with a link to a new password could not be made.")
        raise
    finally:
        connection.close()  # nobody else closes a connection that a thread of one's own opened
