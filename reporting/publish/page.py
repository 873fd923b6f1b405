"""What do the pages of the publications say? Every version, what differs now, and what is known of each."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from plans import queries
from plans.domain import lifetimes
from plans.findings import Finding
from plans.models import Decision, Publication, PublicationShare
from plans.status_report import StatusReport
from plans.wording import figures
from plans.wording import lifetimes as lifetimes_told
from reporting.plan_page.decisions import DecisionPart, decision_part
from reporting.publish.differences import Changed, differences
from reporting.publish.draft import PublicationDraft
from reporting.publish.goals_since import GoalSince, goals_since
from reporting.publish.meeting_history import MeetingEvent, meeting_history
from reporting.publish.record import record_of
from reporting.publish.standing import StandingGoal, standing_goals
from reporting.redaction.page import RedactionNote, publication_notes

# The format in an address → the stored file, what it is called, and what it is served as.
FORMATS = {"html": "html", "pdf": "pdf", "docx": "docx", "json": "status_report"}
SHARED_FORMATS = ("html", "pdf", "docx")  # figures for machines say more than the annex does


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file of a publication; `sha256` is its hash as stored."""

    label: str
    url: str
    sha256: str
    is_page: bool  # it opens in the browser


@dataclass(frozen=True, slots=True)
class SharingPart:
    """The address without sign-in of a version: who gave it, and until when it works."""

    url: str  # empty where it cannot be shown any more
    who: str
    when: str
    until: str
    works: bool
    can_be_longer: bool


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version as a line of the list."""

    number: int
    url: str
    when: str
    who: str
    note: str
    filed_as: str
    is_latest: bool
    shared: str  # until when it can be read without sign-in; empty where it cannot


@dataclass(frozen=True, slots=True)
class PublicationsPage:
    """All versions of a report, and whether the next one can go out."""

    versions: tuple[VersionLine, ...]
    differences: tuple[Changed, ...] | None  # None where the last version cannot be compared
    in_the_way: tuple[Finding, ...]
    next_number: int

    @property
    def says_the_same(self) -> bool:
        """Whether a further version would say nothing but what the last one says."""
        return bool(self.versions) and self.differences == ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that treats a version, with the ways to correct it and to delete it."""

    part: DecisionPart
    edit_url: str
    delete_url: str  # none where something was decided


@dataclass(frozen=True, slots=True)
class PublicationPage:
    """One version."""

    number: int
    title: str
    when: str
    who: str
    note: str
    files: tuple[FileLink, ...]
    newer_url: str  # the latest version, where this is another
    filed_as: str
    meetings: tuple[Meeting, ...]
    meeting_history: tuple[MeetingEvent, ...]
    sharing: SharingPart | None  # its address without sign-in, if it has one
    redactions: tuple[RedactionNote, ...]
    standing: tuple[StandingGoal, ...]  # what stands as published although the plan has changed
    changed: tuple[GoalSince, ...]  # what is another on the other pages than here


def publications_page(draft: PublicationDraft, *, today: date) -> PublicationsPage:
    """The versions of the report of which `draft` would be the next."""
    status = draft.status
    versions = queries.publications_of(draft.memo) if draft.memo else []
    latest = versions[0] if versions else None
    return PublicationsPage(
        versions=tuple(_line(status, each, is_latest=each is latest, today=today) for each in versions),
        differences=_differences(draft, latest) if latest else (),
        in_the_way=tuple(draft.in_the_way) if status.round else (),
        next_number=latest.number + 1 if latest else 1,
    )


def publication_page(status: StatusReport, publication: Publication, *, today: date) -> PublicationPage:
    """One version; `publication` comes from `queries.publication_of`."""
    latest = queries.latest_publication(publication.report)
    is_latest = latest is None or latest.number == publication.number
    share = _share_of(publication)
    return PublicationPage(
        number=publication.number,
        title=publication.report.title,
        when=moment(publication),
        who=publication.published_by,
        note=publication.correction_note,
        files=_files(status, publication),
        newer_url="" if is_latest or latest is None else _url(status, latest),
        filed_as=filed_as(publication),
        meetings=tuple(_meeting(status, publication, each) for each in publication.decisions.all()),
        meeting_history=meeting_history(publication),
        sharing=_sharing(share, today) if share else None,
        redactions=publication_notes(publication),
        standing=standing_goals(status) if is_latest else (),
        changed=goals_since(status, publication) if is_latest else (),
    )


def moment(publication: Publication) -> str:
    """When a version went out: "15. januar 2020 kl. 12.00"."""
    return figures.day_and_time(publication.published_at)


def file_name(publication: Publication, extension: str) -> str:
    """What a downloaded file is called: with its plan, period and version, to be told apart in a folder."""
    round_ = publication.report.round
    return f"bilag-1-{round_.plan.slug}-{round_.period}-version-{publication.number}.{extension}"


def filed_as(publication: Publication) -> str:
    """The publication's document number in the archive; empty while it has none."""
    filing = getattr(publication, "filing", None)
    return filing.document_number if filing else ""


def organisation() -> str:
    """Whose publication it is, as the head of every page says."""
    return settings.ORGANISATION


def _differences(draft: PublicationDraft, latest: Publication) -> tuple[Changed, ...] | None:
    try:
        return tuple(differences(queries.stored_file(latest, "status_report"), record_of(draft)))
    except (KeyError, TypeError, ValueError):  # a record of another form, as an older program kept it
        return None


def _share_of(publication: Publication) -> PublicationShare | None:
    return next(iter(publication.live_shares), None)  # type: ignore[attr-defined]  # fetched with it


def _sharing(share: PublicationShare, today: date) -> SharingPart:
    token = share.token
    return SharingPart(
        url=reverse("shared_publication", args=[token]) if token else "",
        who=share.created_by,
        when=figures.day_and_time(share.created_at),
        until=lifetimes_told.until(share.expires_on, today=today),
        works=share.expires_on >= today,
        can_be_longer=lifetimes.can_be_longer(share.expires_on, today=today),
    )


def _shared(publication: Publication, today: date) -> str:
    share = _share_of(publication)
    if share is None or share.expires_on < today:
        return ""
    return _("delt uden login, udløber %(day)s") % {"day": figures.short_day(share.expires_on)}


def _line(status: StatusReport, publication: Publication, *, is_latest: bool, today: date) -> VersionLine:
    return VersionLine(
        number=publication.number,
        url=_url(status, publication),
        when=moment(publication),
        who=publication.published_by,
        note=publication.correction_note,
        filed_as=filed_as(publication),
        is_latest=is_latest,
        shared=_shared(publication, today),
    )


def _files(status: StatusReport, publication: Publication) -> tuple[FileLink, ...]:
    labels = {
        "html": _("Webside"),
        "pdf": _("PDF"),
        "docx": _("Word"),
        "json": _("statusrapport (JSON)"),
    }
    url_args = [status.plan.slug, status.period, publication.number]
    return tuple(
        FileLink(
            label=label,
            url=reverse("publication_file", args=[*url_args, extension]),
            sha256=getattr(publication, f"{FORMATS[extension]}_sha256"),
            is_page=extension == "html",
        )
        for extension, label in labels.items()
    )


def _meeting(status: StatusReport, publication: Publication, decision: Decision) -> Meeting:
    args = [status.plan.slug, status.period, publication.number, decision.pk]
    part = decision_part(decision)
    is_decided = bool(part.outcome or part.votes or part.remarks)
    return Meeting(
        part=part,
        edit_url=reverse("meeting_edit", args=args),
        delete_url="" if is_decided else reverse("meeting_delete", args=args),
    )


def _url(status: StatusReport, publication: Publication) -> str:
    return reverse("publication", args=[status.plan.slug, status.period, publication.number])
