"""What waits in the queue of files? A factory of jobs."""
# factory-boy types what a factory makes, not its declarations
# mypy: disable-error-code="no-untyped-call"

from datetime import date

from django.utils.timezone import now
from factory.declarations import LazyAttribute, LazyFunction, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from plans.models import Job
from plans.pdf.order import Order
from tests.factories.people import UserFactory


class JobFactory(DjangoModelFactory[Job]):
    """A PDF that waits; `claimed` one that is being made, `done` one that was made."""

    class Meta:
        model = Job

    class Params:
        claimed = Trait(claimed_by="elsewhere:1", attempts=1, claimed_at=LazyFunction(now))
        done = Trait(started_at=LazyFunction(now), done_at=LazyFunction(now), file=b"%PDF-made")

    kind = "pdf"
    owner = SubFactory(UserFactory)
    address = "/plans/vink/annex/2019/bilag-1.pdf"
    digest = Sequence(lambda n: f"{n:064}")
    order = LazyAttribute(lambda job: ordered(f"Bilag {job.digest}"))


def ordered(text: str) -> bytes:
    """An order of one small page with this text."""
    html = f"<!doctype html><html lang=da><title>Bilag</title><p>{text}</p></html>"
    return Order((html,), date(2020, 1, 15)).kept()
