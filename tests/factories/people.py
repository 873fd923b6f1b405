"""Who is there, and what do they have to do with the program?

Factories of users, and of their visits, drafts and outgoing mails.
"""
# factory-boy types what a factory makes, not its declarations
# mypy: disable-error-code="no-untyped-call"

from datetime import UTC, date, datetime

from factory.declarations import Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory, Password

from plans.enums import Role
from plans.models import Draft, OutgoingMail, Visit
from vink.accounts.models import User

PASSWORD = "brolægning-i-regnvejr"


class UserFactory(DjangoModelFactory[User]):
    """A reader; `contributor=True`, `approver=True` or `administrator=True` for the other roles."""

    class Meta:
        model = User

    class Params:
        contributor = Trait(role=Role.CONTRIBUTOR)
        approver = Trait(role=Role.APPROVER)
        administrator = Trait(role=Role.ADMINISTRATOR)

    username = Sequence(lambda n: f"person{n}")
    first_name = "Karin"
    last_name = Sequence(lambda n: f"Holm {n}")
    password = Password(PASSWORD)
    role = Role.READER


class VisitFactory(DjangoModelFactory[Visit]):
    class Meta:
        model = Visit

    user = SubFactory(UserFactory)
    latest_at = datetime(2020, 1, 16, 9, 30, tzinfo=UTC)


class DraftFactory(DjangoModelFactory[Draft]):
    class Meta:
        model = Draft

    user = SubFactory(UserFactory)
    key = "round/1"
    fields = {"figure": "15"}


class OutgoingMailFactory(DjangoModelFactory[OutgoingMail]):
    class Meta:
        model = OutgoingMail

    user = SubFactory(UserFactory)
    day = date(2020, 1, 6)
    language = "da"
    subject = "Frist på mandag"
    text = "Tre mål mangler tal."
