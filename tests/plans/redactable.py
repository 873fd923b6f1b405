"""A plan in which a passage with personal data stands in every kind of text, and two people who mend it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils import timezone

from plans.actions import history
from plans.actions.acknowledgements import acknowledge
from plans.actions.drafts import save_draft
from plans.enums import Treatment
from plans.models import Exclusion, Measurement, Publication, Submission
from reporting.publish.draft import draft_of
from tests.factories import AcknowledgementFactory, ExclusionFactory, OutgoingMailFactory, UserFactory
from tests.plans.approved import approve_as_it_is
from tests.reporting.publishing_plan import PublishingPlan, publishing_plan
from vink.accounts.models import User

NOW = datetime(2020, 2, 3, 9, 30, tzinfo=UTC)
PASSAGE = "Sørine Æblegård & søn, 010190-1234"
REASON = "Navn og CPR-nummer på en borger"
# as a person formats it: across bold words, entities, a no-break space and two paragraphs
COMMENTARY = (
    "<p>Mor er <strong>Sørine</strong>&nbsp;<em>Æble</em>gård &amp; søn,</p>\n<p>010190-1234. Tak.</p>"
)
WITHOUT = "<p>Mor er <strong>[personoplysning slettet]</strong><em></em></p><p>. Tak.</p>"


@dataclass(frozen=True)
class Redactable:
    """The plan, its rows, and who asks and who grants."""

    ready: PublishingPlan
    karin: User
    approver: User
    submission: Submission
    figure: Measurement
    exclusion: Exclusion

    def publish(self) -> Publication:
        """Publish the report although the checks found the number: an approver took it for something else."""
        for found in draft_of(self.ready.status).in_the_way:
            acknowledge(
                by=self.approver,
                report=self.ready.report,
                check_code=found.code,
                finding_key=found.key,
                found=found.found,
                treatment=Treatment.KEEP,
                reason="Et sagsnummer",
                replaces=None,
            )
        return self.ready.publish()


def redactable() -> Redactable:
    """The passage is in a text and its history, a figure, an exclusion, a draft, a mail, a receipt."""
    ready = publishing_plan()
    karin = UserFactory.create(contributor=True, first_name="Karin", last_name="Holm")
    submission = history.change(
        ready.submission,
        {"commentary": COMMENTARY},
        version=1,
        by=karin,
        plan=ready.plan,
        why=f"Fra {PASSAGE}",
    )
    values = {"method_note": f"Talt af {PASSAGE}."}
    figure = history.change(ready.figure, values, version=1, by=karin, plan=ready.plan)
    exclusion = ExclusionFactory.create(measurement=figure, reason=f"fraflyttet: {PASSAGE}")
    history.note(figure, "exclusions", "", f"1; fraflyttet: {PASSAGE}; ", by=karin, plan=ready.plan)
    save_draft(by=karin, key="goal_entry:1", fields={"commentary": COMMENTARY, "footnote": "Se tabellen"})
    OutgoingMailFactory.create(user=karin, text=f"Husk {PASSAGE}", html=COMMENTARY, day=timezone.localdate())
    AcknowledgementFactory.create(report=ready.report, found=PASSAGE, reason="Det er ingen")
    approve_as_it_is(ready.round)
    return Redactable(ready, karin, ready.approver, submission, figure, exclusion)
