"""Which redactions were asked for, what was decided, and where was text blanked?

Reads the redactions of a plan, those that wait for a decision, and the places that were blanked in a
publication.
"""

from plans.enums import RedactionState
from plans.models import ActionPlan, Publication, RedactedPlace, Redaction


def redactions_of(plan: ActionPlan) -> list[Redaction]:
    """The plan's redactions, the newest first, with who asked, who decided, and the places."""
    rows = Redaction.objects.filter(plan=plan).select_related("asked_by", "decided_by", "undone_by")
    return list(rows.prefetch_related("places"))


def redaction_of(plan: ActionPlan, redaction_id: int) -> Redaction | None:
    """One of the plan's redactions, with the same; or None."""
    rows = Redaction.objects.filter(plan=plan, pk=redaction_id).select_related(
        "plan", "asked_by", "decided_by", "undone_by"
    )
    return rows.prefetch_related("places").first()


def waiting_redactions(*, but_of: int) -> list[Redaction]:
    """The redactions of all plans that wait, without those that `but_of` asked for; the oldest first."""
    waiting = Redaction.objects.filter(state=RedactionState.ASKED).exclude(asked_by=but_of)
    return list(waiting.select_related("plan", "asked_by").order_by("asked_at"))


def redacted_places(publication: Publication) -> list[RedactedPlace]:
    """Where passages of the publication were blanked, oldest first, with why, by whom, and the hashes.

    Places that were put back since are among them.
    """
    rows = RedactedPlace.objects.filter(kind="publication", object_id=publication.pk)
    people = ("redaction__asked_by", "redaction__decided_by", "redaction__undone_by")
    return list(rows.select_related("redaction", *people).order_by("pk"))


def publication_numbers(plan: ActionPlan) -> dict[int, tuple[str, int]]:
    """The period and number of each of the plan's publications, by its key."""
    rows = Publication.objects.filter(report__round__plan=plan).select_related("report__round")
    rows = rows.only("number", "report__round__first_year", "report__round__last_year")
    return {row.pk: (str(row.report.round.period), row.number) for row in rows}
