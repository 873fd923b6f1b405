"""How are the rows made for which `tests.factories` has no factory? As little as the tables ask for."""

# factory-boy types what a factory makes, not its declarations
# mypy: disable-error-code="no-untyped-call"

from datetime import UTC, date, datetime
from decimal import Decimal

from factory.declarations import Sequence, SubFactory
from factory.django import DjangoModelFactory

from plans.enums import VoteSide
from plans.models import (
    Acknowledgement,
    BudgetLine,
    BudgetTable,
    Decision,
    DecisionRemark,
    DecisionVote,
    Draft,
    Effort,
    GoalWording,
    KeyFigure,
    KeyFigurePart,
    MeasurementPart,
    OutgoingMail,
    Publication,
    PublicationFiling,
    PublicationShare,
    RedactedPlace,
    Redaction,
    SealedOriginal,
    Visit,
)
from tests.factories import (
    ActionPlanFactory,
    EffortAreaFactory,
    MeasurementFactory,
    ReportFactory,
    ResultGoalFactory,
    UserFactory,
)


class EffortFactory(DjangoModelFactory[Effort]):
    class Meta:
        model = Effort

    area = SubFactory(EffortAreaFactory)
    order = Sequence(lambda n: n + 1)
    title = "Moskenetværk"


class GoalWordingFactory(DjangoModelFactory[GoalWording]):
    class Meta:
        model = GoalWording

    goal = SubFactory(ResultGoalFactory)
    place = "Bilag 1"
    text = "Viden om radikalisering udbredes"


class MeasurementPartFactory(DjangoModelFactory[MeasurementPart]):
    class Meta:
        model = MeasurementPart

    measurement = SubFactory(MeasurementFactory)
    order = Sequence(lambda n: n + 1)
    label = "heraf i udsatte boligområder"
    value = Decimal(12)


class KeyFigureFactory(DjangoModelFactory[KeyFigure]):
    class Meta:
        model = KeyFigure

    plan = SubFactory(ActionPlanFactory)
    order = Sequence(lambda n: n + 1)
    label = "Henvendelser"
    value = Decimal(48)


class KeyFigurePartFactory(DjangoModelFactory[KeyFigurePart]):
    class Meta:
        model = KeyFigurePart

    key_figure = SubFactory(KeyFigureFactory)
    order = Sequence(lambda n: n + 1)
    label = "heraf begrundede"
    value = Decimal(19)


class BudgetTableFactory(DjangoModelFactory[BudgetTable]):
    class Meta:
        model = BudgetTable

    plan = SubFactory(ActionPlanFactory)
    order = Sequence(lambda n: n + 1)
    title = "Budget 2018-2019"


class BudgetLineFactory(DjangoModelFactory[BudgetLine]):
    class Meta:
        model = BudgetLine

    table = SubFactory(BudgetTableFactory)
    order = Sequence(lambda n: n + 1)
    category = "Mentorkorps"
    first_year = 2018
    last_year = 2019


class DecisionFactory(DjangoModelFactory[Decision]):
    class Meta:
        model = Decision

    committee = "Beskæftigelses- og Integrationsudvalget"
    decided_on = date(2010, 12, 6)
    title = "Midtvejsstatus"


class DecisionVoteFactory(DjangoModelFactory[DecisionVote]):
    class Meta:
        model = DecisionVote

    decision = SubFactory(DecisionFactory)
    side = VoteSide.FOR
    count = 8


class DecisionRemarkFactory(DjangoModelFactory[DecisionRemark]):
    class Meta:
        model = DecisionRemark

    decision = SubFactory(DecisionFactory)
    order = Sequence(lambda n: n + 1)
    party = "V"
    text = "Venstre ønsker en evaluering."


class DraftFactory(DjangoModelFactory[Draft]):
    class Meta:
        model = Draft

    user = SubFactory(UserFactory)
    key = "round/1"
    fields = {"figure": "15"}


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


class PublicationFilingFactory(DjangoModelFactory[PublicationFiling]):
    class Meta:
        model = PublicationFiling

    publication = SubFactory(PublicationFactory)
    document_number = "2020-0007694-2"


class RedactionFactory(DjangoModelFactory[Redaction]):
    """A passage that somebody asks to have blanked."""

    class Meta:
        model = Redaction

    plan = SubFactory(ActionPlanFactory)
    passage = "Mor til 010190-1234"
    reason = "Et CPR-nummer"
    asked_by = SubFactory(UserFactory, contributor=True)


class RedactedPlaceFactory(DjangoModelFactory[RedactedPlace]):
    class Meta:
        model = RedactedPlace

    redaction = SubFactory(RedactionFactory)
    kind = "submission"
    object_id = Sequence(lambda n: n + 1)
    field = "commentary"
    old_hash = "0" * 64


class SealedOriginalFactory(DjangoModelFactory[SealedOriginal]):
    class Meta:
        model = SealedOriginal

    place = SubFactory(RedactedPlaceFactory)
    content = b"sealed"


class OutgoingMailFactory(DjangoModelFactory[OutgoingMail]):
    class Meta:
        model = OutgoingMail

    user = SubFactory(UserFactory)
    day = date(2020, 1, 6)
    language = "da"
    subject = "Frist på mandag"
    text = "Tre mål mangler tal."


class VisitFactory(DjangoModelFactory[Visit]):
    class Meta:
        model = Visit

    user = SubFactory(UserFactory)
    latest_at = datetime(2020, 1, 16, 9, 30, tzinfo=UTC)
