"""Who is reminded when, of what, and does each mail go once, whatever happens to the mail server?

Tests the reminders by mail: who gets one on which day, their texts, and sending them once.
"""

import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import StringIO
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

import pytest
from django.conf import settings as program_settings
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from plans import queries
from plans.actions.reminders import CLAIM_ENDS_AFTER, due_reminders, send_unsent, write_digests
from plans.enums import SubmissionState
from plans.models import Change, OutgoingMail, ReportingRound, Submission
from plans.tasks.digests import LastDigest, Matter, is_called_for, parts_for_contributor
from plans.tasks.rounds import open_rounds
from tests.factories import OutgoingMailFactory, SubmissionFactory, UserFactory
from tests.plans.entry_plan import ADVICE, DIALOGUE, EMPLOYED, EntryPlan
from vink.accounts.models import User

pytestmark = pytest.mark.django_db

DEADLINE = date(2020, 2, 14)
TODAY = DEADLINE - timedelta(days=3)


@pytest.fixture
def there(there: EntryPlan) -> EntryPlan:
    """Karin has goals to hand in by Valentine's Day 2020; Bo has no mail address."""
    ReportingRound.objects.update(deadline=DEADLINE)
    there.karin.email = "karin@kommune.example"
    there.karin.save()
    return there


@pytest.fixture
def anne() -> User:
    return UserFactory.create(approver=True, first_name="Anne", email="anne@kommune.example")


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("send_reminders", *arguments, stdout=out)
    return out.getvalue()


def turned(submission: Submission, state: SubmissionState) -> None:
    """Note in the history that the submission just got this state."""
    Change.objects.create(
        plan=submission.round.plan, kind="submission", object_id=submission.pk, field="state", new=state
    )


# --- When ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Day:
    """Days before the deadline, and of the last digest; whether there is one today."""

    left: int
    last: int | None
    called: bool


@pytest.mark.parametrize(
    "day",
    [
        Day(15, None, called=False),  # nothing is due yet
        Day(14, None, called=True),
        Day(13, 14, called=False),
        Day(12, 20, called=True),  # no run was made on the 14th day
        Day(3, 14, called=True),
        Day(2, 3, called=False),
        Day(0, 3, called=False),
        Day(-1, 3, called=True),  # the day after the deadline
        Day(-2, -1, called=False),
        Day(-7, -1, called=False),
        Day(-8, -1, called=True),  # a week later
        Day(-8, -8, called=False),  # twice on one day
    ],
    ids=str,
)
def test_a_contributor_is_reminded_before_the_deadline_after_it_and_then_weekly(
    there: EntryPlan, day: Day
) -> None:
    today = DEADLINE - timedelta(days=day.left)
    rounds = [tasks.of_person(there.karin.pk) for tasks in open_rounds(today=today)]
    last = None
    if day.last is not None:
        last = LastDigest(DEADLINE - timedelta(days=day.last), datetime(2020, 1, 1, tzinfo=UTC))

    parts = parts_for_contributor(rounds, today=today, warn_days=[14, 3])

    assert is_called_for(parts, last, {}, today=today, warn_days=[14, 3]) is day.called


def test_a_goal_sent_back_is_told_on_the_next_day_though_no_deadline_is_near(there: EntryPlan) -> None:
    ReportingRound.objects.update(deadline=None)
    assert due_reminders(today=TODAY).due == ()
    returned = SubmissionFactory.create(
        round=there.round, goal=there.dialogue.goal, state=SubmissionState.RETURNED
    )
    OutgoingMailFactory.create(user=there.karin, day=TODAY - timedelta(days=1), sent_at=timezone.now())
    assert due_reminders(today=TODAY).due == ()  # told before the mail was written

    turned(returned, SubmissionState.RETURNED)

    [reminder] = due_reminders(today=TODAY).due
    assert reminder.mail.subject == "Vink: 1 mål venter på dig"
    assert "Sendt tilbage til dig: se hvorfor, ret det, og send det ind igen" in reminder.mail.text


def test_an_approver_is_told_of_what_was_submitted_and_of_nothing_else(there: EntryPlan, anne: User) -> None:
    assert [each.name for each in due_reminders(today=TODAY).due] == ["Karin Holm"]
    SubmissionFactory.create(round=there.round, goal=there.dialogue.goal, state=SubmissionState.SUBMITTED)

    reminders = {each.user_id: each.mail.text for each in due_reminders(today=TODAY).due}

    assert "Venter på din godkendelse" in reminders[anne.pk]
    assert f"/plans/vink/approval/2019/#goal-{there.dialogue.goal_id}\n" in reminders[anne.pk]
    assert (DIALOGUE in reminders[anne.pk], ADVICE in reminders[anne.pk]) == (True, False)
    assert (DIALOGUE in reminders[there.karin.pk], ADVICE in reminders[there.karin.pk]) == (False, True)


def test_nobody_is_reminded_when_everything_is_handed_in(there: EntryPlan) -> None:
    for indicator in (there.dialogue, there.employed, there.advice, there.others):
        SubmissionFactory.create(round=there.round, goal=indicator.goal, state=SubmissionState.APPROVED)

    assert run("--dry-run") == "Ingen skal have en påmindelse i dag.\n"
    assert run() == "0 påmindelser skrevet. 0 mails sendt.\n"


# --- What ---------------------------------------------------------------------------------------------------


def test_a_mail_tells_wordings_and_links_and_nothing_personal(there: EntryPlan, settings: Settings) -> None:
    settings.SITE_URL = "https://vink.example"
    SubmissionFactory.create(
        round=there.round,
        goal=there.dialogue.goal,
        state=SubmissionState.RETURNED,
        returned_because="Mor til 010190-1234",
        commentary="<p>Bo Lund deltog.</p>",
    )
    [reminder] = due_reminders(today=TODAY).due

    for text in (reminder.mail.text, reminder.mail.html):
        assert "Frist 14. februar 2020: dette er ikke sendt ind endnu" in text
        assert [wording in text for wording in (DIALOGUE, EMPLOYED, ADVICE)] == [True, True, True]
        assert f"https://vink.example{there.address}" in text
        assert "https://vink.example/tasks/" in text
        assert [part for part in ("010190", "Bo Lund") if part in text] == []


def test_a_mail_is_in_its_readers_language(there: EntryPlan) -> None:
    there.karin.language = "en"
    there.karin.save()

    [reminder] = due_reminders(today=TODAY).due

    assert (reminder.language, reminder.mail.subject) == ("en", "Vink: 3 goals are waiting for you")
    assert '<html lang="en">' in reminder.mail.html
    assert f'lang="da">{DIALOGUE}</a>' in reminder.mail.html


def test_wordings_are_text_in_html_too(there: EntryPlan) -> None:
    there.dialogue.goal.wording = "<script>alert(1)</script> & 10 pct."
    there.dialogue.goal.save()

    [reminder] = due_reminders(today=TODAY).due

    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; 10 pct." in reminder.mail.html
    assert "<script>alert(1)</script> & 10 pct." in reminder.mail.text


@pytest.mark.slow
def test_a_link_of_the_mail_lands_on_the_page_after_signing_in(there: EntryPlan) -> None:
    [reminder] = due_reminders(today=TODAY).due
    links = [line.strip() for line in reminder.mail.text.splitlines() if line.strip().startswith("http")]

    for link in links:
        path = link.removeprefix(program_settings.SITE_URL).partition("#")[0]
        client = Client()
        to_sign_in = client.get(path).headers["Location"]
        assert to_sign_in == f"/login/?next={path}"
        client.force_login(there.karin)
        assert client.get(to_sign_in).headers["Location"] == path
        assert client.get(path).status_code == 200
    assert len(links) == 4  # three goals and the page of tasks


# --- Once ---------------------------------------------------------------------------------------------------


def test_twice_on_a_day_writes_and_sends_once(there: EntryPlan) -> None:
    reminders = due_reminders(today=TODAY)

    # two crons looked at the same time
    assert [write_digests(reminders.due, today=TODAY) for _cron in range(2)] == [1, 0]
    assert [send_unsent().sent for _cron in range(2)] == [1, 0]
    assert due_reminders(today=TODAY).due == ()
    assert [message.to for message in mail.outbox] == [["karin@kommune.example"]]


def test_what_another_sender_has_claimed_is_left_to_it_until_the_claim_ends(there: EntryPlan) -> None:
    waiting = OutgoingMailFactory.create(user=there.karin, claimed_at=timezone.now())
    assert send_unsent().sent == 0
    # the other was killed before it could note what it did
    OutgoingMail.objects.update(claimed_at=timezone.now() - CLAIM_ENDS_AFTER - timedelta(seconds=1))

    assert send_unsent().sent == 1

    waiting.refresh_from_db()
    assert (waiting.sent_at is not None, waiting.claimed_at, waiting.attempts) == (True, None, 1)
    assert mail.outbox[0].extra_headers["Message-ID"].startswith(f"<vink.{waiting.day}.{waiting.pk}@")


def test_those_who_cannot_be_reached_are_named_and_the_others_are_sent_to(there: EntryPlan) -> None:
    ReportingRound.objects.update(deadline=timezone.localdate())
    assert run() == (
        "Bo Lund (bo) har ingen mailadresse og får ingen påmindelse.\n1 påmindelse skrevet. 1 mail sendt.\n"
    )
    there.bo.is_active = False
    there.bo.save()
    OutgoingMailFactory.create(user=there.bo)

    assert run() == (
        "Bo Lund (bo) har områder, der mangler at blive indberettet, men kan ikke indberette.\n"
        "0 påmindelser skrevet. 0 mails sendt.\n"
    )


def test_a_dry_run_tells_who_would_get_what_and_writes_nothing(there: EntryPlan) -> None:
    ReportingRound.objects.update(deadline=timezone.localdate())

    output = run("--dry-run")

    assert output.splitlines() == [
        "Bo Lund (bo) har ingen mailadresse og får ingen påmindelse.",
        "Karin Holm <karin@kommune.example>: Vink: 3 mål venter på dig",
    ]
    assert (OutgoingMail.objects.count(), mail.outbox) == (0, [])


def test_without_an_address_of_the_site_no_mail_is_written(there: EntryPlan, settings: Settings) -> None:
    settings.SITE_URL = ""

    with pytest.raises(CommandError, match="SITE_URL mangler"):
        run()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("people", [1, 3])
def test_many_people_take_no_more_queries(
    there: EntryPlan, django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    for _person in range(people):
        UserFactory.create(approver=True, email="a@kommune.example")
    SubmissionFactory.create(round=there.round, goal=there.dialogue.goal, state=SubmissionState.SUBMITTED)

    # the thirteen of the rounds, people, their last digests, and what happened
    with django_assert_num_queries(16):
        reminders = due_reminders(today=TODAY)
    assert len(reminders.due) == people + 1


def test_every_matter_has_its_heading(there: EntryPlan) -> None:
    """Each is written in some test above; a new one must be, too."""
    assert set(Matter) == {Matter.RETURNED, Matter.OVERDUE, Matter.DUE_SOON, Matter.WAITS}


# --- The mail server ----------------------------------------------------------------------------------------


@dataclass
class Mailbox:
    """A mail server: what it took, and whom it refuses; it hangs up after refusing one of `hangs_up_on`."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    hangs_up_on: set[str] = field(default_factory=set)

    @property
    def reached(self) -> list[str]:
        return [str(message["To"]) for message in self.taken]


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    """Let mails go to a server of the test's own."""
    box = Mailbox()

    class Conversation(StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 test")
            while line := self.rfile.readline():
                verb, _, rest = line.decode().strip().partition(":")
                match verb.split()[0].upper():
                    case "RCPT":
                        address = rest.strip("<> ")
                        if address in box.hangs_up_on:
                            return
                        self.say("550 unknown" if address in box.refused else "250 ok")
                    case "DATA":
                        self.say("354 go on")
                        lines = iter(self.rfile.readline, b".\r\n")
                        message = message_from_bytes(b"".join(lines), policy=default)
                        assert isinstance(message, EmailMessage)
                        box.taken.append(message)
                        self.say("250 ok")
                    case "QUIT":
                        self.say("221 bye")
                        return
                    case _:
                        self.say("250 ok")

    with ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        box.port = server.server_address[1]
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield box
        server.shutdown()


def waiting_mails(*names: str) -> Sequence[OutgoingMail]:
    """A mail to each of these, of one day after another."""
    first = date(2020, 2, 3)
    return [
        OutgoingMailFactory.create(
            user=UserFactory.create(email=f"{name}@kommune.example"), day=first + timedelta(days=index)
        )
        for index, name in enumerate(names)
    ]


def test_a_mail_arrives_with_text_and_html(there: EntryPlan, mailbox: Mailbox) -> None:
    ReportingRound.objects.update(deadline=timezone.localdate())

    run()

    [message] = mailbox.taken
    assert message["Subject"] == "Vink: 3 mål venter på dig"
    assert [part.get_content_type() for part in message.walk()][1:] == ["text/plain", "text/html"]
    assert all(DIALOGUE in part.get_content() for part in message.iter_parts())


def test_a_server_that_is_down_loses_nothing(settings: Settings) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # taken, and nobody listens
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed.getsockname()[1]
        first, second = waiting_mails("anne", "bo")

        with pytest.raises(CommandError, match=r"2 mails venter .*ConnectionRefusedError"):
            run()

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.sent_at, first.claimed_at, first.attempts) == (None, None, 1)
    assert first.failure.startswith("ConnectionRefusedError")
    # nobody waits for the same server once for each mail
    assert (second.sent_at, second.attempts) == (None, 0)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert run() == "0 påmindelser skrevet. 2 mails sendt.\n"
    assert [message.to for message in mail.outbox] == [["anne@kommune.example"], ["bo@kommune.example"]]


@pytest.mark.parametrize("trouble", ["refused", "hangs_up_on"])
def test_one_mail_that_is_refused_does_not_stop_the_others(mailbox: Mailbox, trouble: str) -> None:
    _anne, bo, _carl = waiting_mails("anne", "bo", "carl")
    getattr(mailbox, trouble).add("bo@kommune.example")

    with pytest.raises(CommandError, match="1 mail venter og bliver forsøgt sendt igen næste gang"):
        run()

    assert mailbox.reached == ["anne@kommune.example", "carl@kommune.example"]
    bo.refresh_from_db()
    assert (bo.sent_at, bo.claimed_at, bo.attempts, bo.failure != "") == (None, None, 1, True)
    getattr(mailbox, trouble).clear()
    run()
    assert mailbox.reached[2:] == ["bo@kommune.example"]
    bo.refresh_from_db()
    assert (bo.attempts, bo.failure) == (2, "")
    assert not queries.unsent_mails().exists()


def test_an_address_that_is_none_does_not_stop_the_others(mailbox: Mailbox) -> None:
    anne, _bo = waiting_mails("anne", "bo")
    User.objects.filter(mails=anne).update(email="anne@kommune.example\nBcc: alle@kommune.example")

    with pytest.raises(CommandError, match="1 mail venter"):
        run()

    assert mailbox.reached == ["bo@kommune.example"]
