"""What was published, and what goes with it?

Factories of publications, their shares and filing, and of acknowledgements.
"""
# factory-boy types what a factory makes, not its declarations
# mypy: disable-error-code="no-untyped-call"

from datetime import UTC, datetime

from factory.declarations import Sequence, SubFactory
from factory.django import DjangoModelFactory

from plans.models import Acknowledgement, Publication, PublicationFiling, PublicationShare
from tests.factories.people import UserFactory
from tests.factories.rounds import ReportFactory


class PublicationFactory(DjangoModelFactory[Publication]):
    """The first version of a report; `number=` and `correction_note=` make a later one."""

    class Meta:
        model = Publication

    report = SubFactory(ReportFactory)
    number = 1
    html = b"<!doctype html>"
    pdf = b"%PDF-1.7"
    docx = b"PK"
    status_report = b"{}"
    html_sha256 = "0" * 64
    pdf_sha256 = "1" * 64
    docx_sha256 = "2" * 64
    status_report_sha256 = "3" * 64
    published_by = "Anne Lund"
    published_at = datetime(2020, 1, 16, 9, 30, tzinfo=UTC)


class PublicationShareFactory(DjangoModelFactory[PublicationShare]):
    class Meta:
        model = PublicationShare

    publication = SubFactory(PublicationFactory)
    token = Sequence(lambda n: f"token-{n}")
    created_by = "Anne Lund"


class PublicationFilingFactory(DjangoModelFactory[PublicationFiling]):
    class Meta:
        model = PublicationFiling

    publication = SubFactory(PublicationFactory)
    document_number = "2020-0007694-2"


class AcknowledgementFactory(DjangoModelFactory[Acknowledgement]):
    """A small number of a report that stays as it is."""

    class Meta:
        model = Acknowledgement

    report = SubFactory(ReportFactory)
    check_code = "few_people"
    place = Sequence(lambda n: f"goal-{n}/1")
    found = "3 i mål"
    reason = "Borgerne har sagt ja til det."
    acknowledged_by = SubFactory(UserFactory, approver=True)
