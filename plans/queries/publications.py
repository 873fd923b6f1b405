"""Which versions of a report were published, and who can read them without sign-in?

Reads publications with their filing, live shares and decisions; their large files only where a function says
so.
"""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from plans.models import ActionPlan, Decision, Publication, PublicationShare, Report
from plans.models.sealed_token import digest_of

PUBLISHED_FILES = ("html", "pdf", "docx", "status_report")  # large: fetched only where they are given away


def publications_of(report: Report) -> list[Publication]:
    """The report's versions without their files, the newest first, with filing and live shares."""
    return list(_with_shares().filter(report=report).order_by("-number"))


def latest_publication(report: Report) -> Publication | None:
    """The report's newest version without its files, or None."""
    return _with_shares().filter(report=report).order_by("-number").first()


def latest_on_its_way(round_id: int) -> Publication | None:
    """The newest version of the round's report without its files, with filing and decisions, or None."""
    rows = Publication.objects.filter(report__round=round_id).select_related("filing")
    return rows.defer(*PUBLISHED_FILES).prefetch_related("decisions").order_by("-number").first()


def latest_records(rounds: Collection[int]) -> dict[int, Publication]:
    """The newest version of each of these rounds' reports, by round, with its JSON and no other file."""
    newest = Publication.objects.filter(report=OuterRef("report")).order_by("-number").values("number")[:1]
    rows = Publication.objects.filter(report__round__in=rounds, number=Subquery(newest))
    unread = (name for name in PUBLISHED_FILES if name != "status_report")
    return {row.report.round_id: row for row in rows.select_related("report").defer(*unread)}


def records_of_versions(rounds: Collection[int]) -> dict[int, list[tuple[int, bytes]]]:
    """Every version of these rounds' reports, by round: its number and its JSON, and no other file."""
    found: dict[int, list[tuple[int, bytes]]] = {}
    rows = Publication.objects.filter(report__round__in=rounds).order_by("number")
    for round_id, number, record in rows.values_list("report__round", "number", "status_report"):
        found.setdefault(round_id, []).append((number, bytes(record)))
    return found


def published_in(rounds: Collection[int]) -> dict[int, Publication]:
    """The newest version of each of these rounds' reports, by round, without its files."""
    rows = Publication.objects.filter(report__round__in=rounds).select_related("report__round")
    rows = rows.defer(*PUBLISHED_FILES).order_by("number")
    return {row.report.round_id: row for row in rows}


def publication_of(report: Report, number: int) -> Publication | None:
    """A version of the report without its files, with filing, live shares and decisions, or None."""
    rows = _with_shares().prefetch_related("decisions__votes", "decisions__remarks")
    return rows.filter(report=report, number=number).first()


def stored_file(publication: Publication, name: str) -> bytes:
    """The stored bytes of one of `PUBLISHED_FILES`."""
    return bytes(Publication.objects.filter(pk=publication.pk).values_list(name, flat=True).get())


def shared_by(token: str) -> PublicationShare | None:
    """The share with this address that nobody has revoked, with its publication without files, or None.

    Whether its day is over is left to who asks.
    """
    shares = PublicationShare.objects.filter(digest=digest_of(token), revoked_at=None)
    rows = shares.select_related("publication__report__round__plan")
    return rows.defer(*(f"publication__{name}" for name in PUBLISHED_FILES)).first()


def newer_share(publication: Publication, *, today: date) -> PublicationShare | None:
    """A live share of the newest later version that has one, or None."""
    later = PublicationShare.objects.filter(
        publication__report=publication.report_id,
        publication__number__gt=publication.number,
        revoked_at=None,
        expires_on__gte=today,
    )
    return later.order_by("-publication__number").first()


def has_newer(publication: Publication) -> bool:
    """Whether a later version was published."""
    later = Publication.objects.filter(report=publication.report_id, number__gt=publication.number)
    return later.exists()


def connectable_decisions(plan: ActionPlan) -> list[Decision]:
    """Decisions on the plan that are about no publication yet."""
    return list(Decision.objects.filter(plans=plan, publication=None))


def every_publication() -> Iterator[Publication]:
    """All publications with all their files, one at a time, by plan and round."""
    rows = Publication.objects.select_related("report__round__plan")
    return rows.order_by("report__round__plan__slug", "report__round_id", "number").iterator(chunk_size=1)


def all_publications() -> list[Publication]:
    """Every publication without its files, the newest first."""
    rows = Publication.objects.select_related("report__round__plan").defer(*PUBLISHED_FILES)
    return list(rows.order_by("-published_at", "-pk"))


def _with_shares() -> QuerySet[Publication]:
    live = PublicationShare.objects.filter(revoked_at=None)
    rows = Publication.objects.select_related("report__round__plan", "filing").defer(*PUBLISHED_FILES)
    return rows.prefetch_related(Prefetch("shares", queryset=live, to_attr="live_shares"))
