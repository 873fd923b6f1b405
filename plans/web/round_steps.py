"""How far has a round come on its way to the committee, and what comes next?

The way is one line on every page of a round: its figures are entered, its goals sent in and approved; the
annex is set up, checked and published; and the published version is filed, put on an agenda and decided on.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plans import queries
from plans.domain.slots import missing_slots, slots
from plans.enums import Role, RoundState, SubmissionState
from plans.models import Publication, ReportingRound
from plans.permissions import Person, can_approve, can_edit_report, can_enter, has_tasks
from plans.status_report import IndicatorStatus, StatusReport
from plans.wording import figures

_SENT = (SubmissionState.SUBMITTED, SubmissionState.APPROVED)


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of the round; `current` is the first that is not done."""

    label: str
    text: str  # how far it has come, or what is missing: "5 af 7 mål"
    url: str
    done: bool
    current: bool = False


def round_steps(
    report: StatusReport,
    person: Person,
    *,
    given: tuple[int, int] | None = None,
    areas: Collection[int] | None = None,
    in_the_way: int | None = None,
) -> list[Step]:
    """The stages of the report's round; none without a round, or for those who only read. Two queries,
    and for a contributor one of the areas given to them, where the page has not read these `areas`.

    `given` is how many figures there are, and how many there should be, where the page has counted them;
    `in_the_way` is how many findings hinder the publication, where the page has looked.
    """
    if report.round is None or not has_tasks(person):
        return []
    given_of_asked = given or _figures_given(report)
    steps = [
        *_until_approved(report, person, given_of_asked, areas),
        *_until_decided(report, report.round, person, in_the_way),
    ]
    first = next((number for number, step in enumerate(steps) if not step.done), None)
    return [replace(step, current=number == first) for number, step in enumerate(steps)]


def _figures_given(report: StatusReport) -> tuple[int, int]:
    """How many of the figures that the round asks for there are, and how many there should be."""
    facts = [part.facts for goal in report.goals for part in goal.indicators]
    plan, as_of = report.plan.span, report.as_of
    asked = sum(len(slots(each, report.period, plan=plan, as_of=as_of)) for each in facts)
    missing = sum(_missing(report, part) for goal in report.goals for part in goal.indicators)
    return asked - missing, asked


def _until_approved(
    report: StatusReport, person: Person, given: tuple[int, int], areas: Collection[int] | None
) -> Iterator[Step]:
    args = [report.plan.slug, report.period]
    states = [goal.submission.state for goal in report.goals if goal.submission]
    entry, total = reverse("entry", args=args), len(report.goals)
    sent, approved = sum(each in _SENT for each in states), states.count(SubmissionState.APPROVED)
    approval = reverse("approval", args=args) if can_approve(person) else entry
    submission = reverse("entry_submit", args=args) if _has_goals_to_send_in(report, person, areas) else entry
    yield _counted(_("Indberettet"), *given, _("tal"), entry)
    yield _counted(_("Sendt ind"), sent, total, _("mål"), submission)
    yield _counted(_("Godkendt"), approved, total, _("mål"), approval)


def _has_goals_to_send_in(report: StatusReport, person: Person, areas: Collection[int] | None) -> bool:
    """Whether the person can send in a goal: it is theirs, has its figures, and is not sent in."""
    if person.role != Role.CONTRIBUTOR or report.round is None or report.round.state != RoundState.OPEN:
        return False
    if areas is None:
        areas = queries.areas_given_to(person.pk, timezone.localdate())
    return any(
        can_enter(person, [area.id for area in goal.areas], areas)
        and (goal.submission is None or goal.submission.state not in _SENT)
        and not any(_missing(report, part) for part in goal.indicators)
        for goal in report.goals
    )


def _missing(report: StatusReport, part: IndicatorStatus) -> int:
    facts = part.facts
    return len(missing_slots(facts, report.period, plan=report.plan.span, as_of=report.as_of))


def _until_decided(
    report: StatusReport, round_: ReportingRound, person: Person, in_the_way: int | None
) -> Iterator[Step]:
    args = [report.plan.slug, report.period]
    latest = queries.latest_on_its_way(round_.pk)
    has_annex = latest is not None or queries.report_of(round_) is not None
    annex = reverse("annex", args=args)
    editor = reverse("report_editor", args=args) if can_edit_report(person) else annex
    yield Step(_("Bilag"), "" if has_annex else _("ikke sat op"), annex if has_annex else editor, has_annex)
    yield Step(
        _("Kontrol"),
        _in_the_way(in_the_way),
        reverse("report_checks", args=args),
        in_the_way == 0 or (in_the_way is None and latest is not None),
    )
    versions = reverse("publications", args=args)
    version = reverse("publication", args=[*args, latest.number]) if latest else versions
    number = _("version %(number)s") % {"number": latest.number} if latest else ""
    yield Step(_("Fastlåst version"), number, version, latest is not None)
    yield from _after_publication(latest, version)


def _after_publication(latest: Publication | None, page: str) -> Iterator[Step]:
    filing = getattr(latest, "filing", None) if latest else None
    decisions = list(latest.decisions.all()) if latest else []
    decided = [each for each in decisions if each.outcome]
    filed, treated = (f"{page}#filing", f"{page}#decisions") if latest else (page, page)
    yield Step(_("Journaliseret"), filing.document_number if filing else "", filed, filing is not None)
    agenda = figures.day(decisions[-1].decided_on) if decisions else ""
    yield Step(_("På dagsordenen"), agenda, treated, bool(decisions))
    when = figures.day(decided[-1].decided_on) if decided else ""
    yield Step(_("Behandlet"), when, treated, bool(decided))


def _counted(label: str, done: int, total: int, noun: str, url: str) -> Step:
    text = _("%(done)s af %(total)s %(noun)s") % {"done": done, "total": total, "noun": noun}
    return Step(label, text, url, done=0 < total == done)


def _in_the_way(count: int | None) -> str:
    """What the check found, as far as the page knows."""
    if count is None:
        return ""
    return _("%(count)s skal løses") % {"count": count} if count else _("i orden")
