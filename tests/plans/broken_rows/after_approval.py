"""Which rows of approvals, acknowledgements, filing, redaction and mails does the database refuse?

For each constraint a row that breaks it, and rows just within it that are allowed.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from plans.enums import RedactionState
from plans.models import TrailEntry
from tests.factories import (
    AcknowledgementFactory,
    ApprovalFactory,
    JobFactory,
    OutgoingMailFactory,
    PublicationFilingFactory,
    RedactionFactory,
    SealedOriginalFactory,
    UserFactory,
    VisitFactory,
)
from tests.plans.broken_rows import Allowed, Broken, twice, two

MOMENT = datetime(2020, 1, 16, 9, 30, tzinfo=UTC)


def _acknowledgement(**values: object) -> Callable[[], object]:
    return lambda: AcknowledgementFactory.create(**values)


def _redaction(*, decided: bool = False, **values: object) -> Callable[[], object]:
    def write() -> None:
        decision = {"decided_by": UserFactory.create(approver=True), "decided_at": MOMENT} if decided else {}
        RedactionFactory.create(**decision, **values)

    return write


def _decided_alone() -> None:
    person = UserFactory.create(approver=True)
    RedactionFactory.create(
        state=RedactionState.GRANTED, passage="", asked_by=person, decided_by=person, decided_at=MOMENT
    )


BROKEN = [
    Broken(
        "trail_kind",
        "unknown",
        lambda: TrailEntry.objects.create(kind="dreamed", who=UserFactory.create(), page="status"),
    ),
    Broken("job_kind", "unknown", lambda: JobFactory.create(kind="dream")),
    Broken("job_once_a_person", "two of a file", twice(JobFactory, "owner", "digest")),
    Broken(
        "job_done_with_a_file_or_a_failure",
        "done with nothing",
        lambda: JobFactory.create(done_at=MOMENT),
    ),
    Broken(
        "job_done_with_a_file_or_a_failure",
        "a file and not done",
        lambda: JobFactory.create(file=b"%PDF"),
    ),
    Broken("approval_status", "unknown", lambda: ApprovalFactory.create(status="fine")),
    Broken("approval_recorded", "unknown", lambda: ApprovalFactory.create(recorded="dream")),
    Broken("approval_basis_given", "no basis", lambda: ApprovalFactory.create(basis="")),
    Broken("approval_basis_given", "no form", lambda: ApprovalFactory.create(form=0)),
    Broken(
        "acknowledgement_once_a_finding",
        "two of a finding",
        twice(AcknowledgementFactory, "report", "check_code", "place"),
    ),
    Broken("acknowledgement_reason_given", "without a reason", _acknowledgement(reason="")),
    Broken("acknowledgement_treatment", "unknown", _acknowledgement(treatment="blur")),
    Broken("PublicationFiling.publication", "filed twice", twice(PublicationFilingFactory, "publication")),
    Broken("redaction_state", "unknown", _redaction(state="burned", passage="", decided=True)),
    Broken(
        "redaction_forgets_the_passage",
        "granted, and the passage kept",
        _redaction(state=RedactionState.GRANTED, decided=True),
    ),
    Broken(
        "redaction_forgets_the_passage",
        "refused, and the passage kept",
        _redaction(state=RedactionState.REFUSED, decided=True),
    ),
    Broken("redaction_by_two_people", "granted by who asked", _decided_alone),
    Broken(
        "redaction_decided_by_somebody",
        "granted by nobody",
        _redaction(state=RedactionState.GRANTED, passage=""),
    ),
    Broken("redaction_decided_by_somebody", "decided and still asked", _redaction(decided=True)),
    Broken(
        "redaction_undone_by_somebody",
        "undone by nobody",
        _redaction(state=RedactionState.UNDONE, passage="", decided=True),
    ),
    Broken(
        "redaction_undone_by_somebody",
        "undone and still granted",
        _redaction(state=RedactionState.GRANTED, passage="", decided=True, undone_at=MOMENT),
    ),
    Broken("SealedOriginal.place", "twice", twice(SealedOriginalFactory, "place")),
    Broken("redaction_sealed_while_granted", "sealed before", _redaction(key_name="0.key")),
    Broken(
        "redaction_sealed_while_granted",
        "sealed though refused",
        _redaction(state=RedactionState.REFUSED, passage="", decided=True, key_name="0.key"),
    ),
    Broken(
        "mail_to_a_person_or_an_address", "to both", lambda: OutgoingMailFactory.create(address="dpo@kk.dk")
    ),
    Broken("mail_to_a_person_or_an_address", "to nobody", lambda: OutgoingMailFactory.create(user=None)),
    Broken("mail_once_a_person_and_day", "two a day", twice(OutgoingMailFactory, "user", "day")),
    Broken("Visit.user", "two of a person", twice(VisitFactory, "user")),
]

ALLOWED = [
    Allowed(
        "acknowledgement_once_a_finding",
        "another check's finding at the same place",
        two(AcknowledgementFactory, "report", "place", check_code="cpr_number"),
    ),
    Allowed(
        "redaction_decided_by_somebody",
        "granted by another",
        _redaction(state=RedactionState.GRANTED, passage="", decided=True),
    ),
    Allowed("redaction_forgets_the_passage", "asked for, with the passage", _redaction()),
]
