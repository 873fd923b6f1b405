"""Who is reminded today, and is the mail sent? First written into the outbox, then sent from there.

A day's digest is written once a person: two crons at once write it once. What is unsent is claimed before it
is sent, by one sender at a time. A sender that is killed after the mail server has taken a mail, and before
it could note that, leaves a claim that ends after a while; the mail is then sent a second time, under the
same Message-ID. Rather twice than never: a reminder that is lost costs a deadline.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F
from django.utils import timezone

from plans import queries
from plans.actions.digest_mails import Mail, digest_mail
from plans.enums import Role, SubmissionState
from plans.models import OutgoingMail
from plans.tasks.digests import (
    DigestPart,
    LastDigest,
    is_called_for,
    parts_for_approver,
    parts_for_contributor,
)
from plans.tasks.rounds import RoundTasks, tasks_in

logger = logging.getLogger(__name__)
# Longer than any mail server is waited for (EMAIL_TIMEOUT, at each step of the conversation).
CLAIM_ENDS_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A digest for a person."""

    user_id: int
    name: str
    email: str
    language: str
    mail: Mail


@dataclass(frozen=True, slots=True)
class Reminders:
    """Who is to be reminded, and the names of those who should be and cannot."""

    due: tuple[Reminder, ...]
    without_address: tuple[str, ...]
    cannot_enter: tuple[str, ...]  # they have areas with goals that wait, and are deactivated


@dataclass(frozen=True, slots=True)
class Sent:
    """How many mails were sent, how many wait, and what the mail server last said of those."""

    sent: int
    waiting: int
    failure: str


def due_reminders(*, today: date) -> Reminders:
    """Who is to be reminded today and of what; nothing is written."""
    candidates = queries.rounds_to_remind_of(today, max(settings.REMINDER_DAYS, default=0))
    rounds = tasks_in(candidates, today=today)
    responsible = {
        each.id: each for tasks in rounds for people in tasks.responsible.values() for each in people
    }
    users = queries.people_to_remind(responsible)
    parts = {user: _parts(user, rounds, today) for user in users if user.is_active}
    recipients = list(_called_for({user: found for user, found in parts.items() if found}, today))
    lost = _who_cannot(rounds)
    return Reminders(
        due=tuple(_reminder(user, parts[user], today) for user in recipients if user.email),
        without_address=tuple(_named(user) for user in recipients if not user.email),
        cannot_enter=tuple(_named(user) for user in users if user.pk in lost),
    )


def write_digests(reminders: Sequence[Reminder], *, today: date) -> int:
    """Put the day's digests into the outbox, where they stay until they are sent; how many are new."""
    digests = OutgoingMail.objects.filter(day=today, user__isnull=False)
    before = digests.count()
    OutgoingMail.objects.bulk_create(
        (
            OutgoingMail(
                user_id=each.user_id,
                day=today,
                language=each.language,
                subject=each.mail.subject,
                text=each.mail.text,
                html=each.mail.html,
            )
            for each in reminders
        ),
        ignore_conflicts=True,  # another cron was first
    )
    return digests.count() - before


def send_unsent() -> Sent:
    """Send what is unsent, the oldest first. One mail that is refused does not stop the others."""
    sent, failure = 0, ""
    connection = get_connection()
    for mail in queries.mails_to_claim(timezone.now() - CLAIM_ENDS_AFTER):
        if not _claim(mail):
            continue
        try:
            connection.open()
        except (SMTPException, OSError) as error:
            failure = _failed(mail, error)
            break  # the others would wait for the same server in vain
        try:
            connection.send_messages([_message(mail)])
        except (SMTPException, OSError, ValueError) as error:
            failure = _failed(mail, error)
            _close(connection)  # it may be broken; the next mail opens a new one
        else:
            OutgoingMail.objects.filter(pk=mail.pk).update(
                sent_at=timezone.now(), claimed_at=None, failure=""
            )
            sent += 1
    _close(connection)
    return Sent(sent, queries.mails_to_claim(timezone.now() - CLAIM_ENDS_AFTER).count(), failure)


def _parts(user: Any, rounds: Sequence[RoundTasks], today: date) -> list[DigestPart]:
    if user.role == Role.APPROVER:
        return parts_for_approver(rounds)
    mine = [tasks.of_person(user.pk) for tasks in rounds]
    return parts_for_contributor(mine, today=today, warn_days=settings.REMINDER_DAYS)


def _called_for(parts: dict[Any, list[DigestPart]], today: date) -> Iterator[Any]:
    """Those of the people with these parts who get a digest today."""
    last = queries.last_digests([user.pk for user in parts])
    happened = _happened(parts)
    for user, found in parts.items():
        before = LastDigest(*last[user.pk]) if user.pk in last else None
        if is_called_for(found, before, happened, today=today, warn_days=settings.REMINDER_DAYS):
            yield user


def _happened(parts: dict[Any, list[DigestPart]]) -> dict[int, datetime]:
    """When the submissions of these parts were last sent back or submitted."""
    tasks = (task for found in parts.values() for part in found for task in part.goals)
    submissions = {task.goal.submission.id for task in tasks if task.goal.submission}
    return queries.latest_turns((SubmissionState.RETURNED, SubmissionState.SUBMITTED), submissions)


def _who_cannot(rounds: Sequence[RoundTasks]) -> set[int]:
    """The people who have areas with goals that wait, and may not enter figures."""
    return {
        each.id
        for tasks in rounds
        for task in tasks.to_hand_in
        for area in task.goal.areas
        for each in tasks.responsible.get(area.id, ())
        if not each.enters
    }


def _reminder(user: Any, parts: Sequence[DigestPart], today: date) -> Reminder:
    name = user.display_name
    mail = digest_mail(name, user.language, parts, today=today)
    return Reminder(user.pk, name, user.email, user.language, mail)


def _named(user: Any) -> str:
    name = user.get_full_name()
    return f"{name} ({user.get_username()})" if name else user.get_username()


def _claim(mail: OutgoingMail) -> bool:
    """Take the mail for oneself, unless another sender was first."""
    now = timezone.now()
    free = queries.mails_to_claim(now - CLAIM_ENDS_AFTER).filter(pk=mail.pk)
    return bool(free.update(claimed_at=now, attempts=F("attempts") + 1))


def _failed(mail: OutgoingMail, error: Exception) -> str:
    """Let the mail wait for the next run, with what went wrong."""
    failure = f"{type(error).__name__}: {error}"
    logger.warning("The mail %s was not sent: %s", mail.pk, failure)
    OutgoingMail.objects.filter(pk=mail.pk).update(claimed_at=None, failure=failure)
    return failure


def _message(mail: OutgoingMail) -> EmailMultiAlternatives:
    host = urlsplit(settings.SITE_URL).hostname or "vink"
    headers = {"Message-ID": f"<vink.{mail.day}.{mail.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    to = mail.user.email if mail.user else mail.address
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[to], headers=headers)
    message.attach_alternative(mail.html, "text/html")
    return message


def _close(connection: Any) -> None:
    with suppress(SMTPException, OSError):
        connection.close()
