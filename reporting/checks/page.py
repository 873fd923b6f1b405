"""What does one read of the checks? What stands in the way, what asks for an answer, what was answered."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans import permissions
from plans.enums import Treatment
from plans.findings.finding import Finding
from plans.findings.readers import for_reader
from plans.models import Acknowledgement
from plans.wording import figures
from plans.wording.choices import CHOICES
from plans.wording.statuses import capitalised
from reporting.checks.forms import AcknowledgementForm
from reporting.checks.kinds import KINDS, kind_heading


@dataclass(frozen=True, slots=True)
class Answer:
    """An acknowledgement, written out."""

    id: int
    treatment: str  # "Skjules"; empty for what is no figure
    reason: str
    given: str  # "Anne Lund, 16. januar 2020"


@dataclass(frozen=True, slots=True)
class Item:
    """A finding as one reads it, with the form that answers it and what was answered."""

    anchor: str
    location: str
    message: str
    why: str
    confirmed: str  # who has said that it is right as it stands
    url: str  # empty for whoever cannot mend it
    link: str
    form: AcknowledgementForm | None
    answer: Answer | None
    lapsed: Answer | None
    is_personal_data: bool  # history and publications may hold it too; it can be asked to be blanked


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind; what holds of all of it is said once, and empty in each item."""

    heading: str  # "7 tal mangler"
    message: str
    why: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ChecksPage:
    """The findings of a report, the gravest first."""

    blocking: tuple[Group, ...]
    asking: tuple[Group, ...]
    answered: tuple[Group, ...]
    summary: str  # "3 ting skal rettes, og 2 rettes eller accepteres."
    is_clear: bool


def checks_page(
    found: Iterable[Finding], person: permissions.Person, typed: AcknowledgementForm | None = None
) -> ChecksPage:
    """The page of these findings for `person`; `typed` is an answer that was refused, and stays."""
    found = for_reader(found, person)
    blocking = [finding for finding in found if finding.blocks]
    asking = [finding for finding in found if not finding.blocks and finding.stands_in_the_way]
    answered = [finding for finding in found if not finding.stands_in_the_way]
    return ChecksPage(
        blocking=_groups(blocking, person, typed),
        asking=_groups(asking, person, typed),
        answered=_groups(answered, person, typed),
        summary=_summary(len(blocking), len(asking)),
        is_clear=not blocking and not asking,
    )


def anchor_of(code: str, key: str) -> str:
    """The finding's own place on the page."""
    return f"found-{_digest(f'{code}/{key}')}"


def mark_of(finding: Finding) -> str:
    """A short digest of what was found, posted with an answer to say what its writer saw."""
    return _digest(finding.found)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def form_of(finding: Finding) -> AcknowledgementForm:
    """An empty answer to the finding."""
    initial = {
        "code": finding.code,
        "place": finding.key,
        "seen": mark_of(finding),
        "replaces": finding.lapsed.pk if finding.lapsed else None,
        "reason": finding.lapsed.reason if finding.lapsed else "",
    }
    auto_id = f"{anchor_of(finding.code, finding.key)}-%s"
    return AcknowledgementForm(initial=initial, of_figures=finding.of_figures, auto_id=auto_id)


def _summary(blocking: int, asking: int) -> str:
    conditions = []
    if blocking:
        conditions.append(
            ngettext("%(n)s ting skal rettes", "%(n)s ting skal rettes", blocking) % {"n": blocking}
        )
    if asking:
        conditions.append(
            ngettext(
                "%(n)s ting skal rettes eller accepteres", "%(n)s ting skal rettes eller accepteres", asking
            )
            % {"n": asking}
        )
    return (
        _("%(things)s, før bilaget kan fastlåses.") % {"things": figures.listed(conditions)}
        if conditions
        else ""
    )


def _groups(
    found: Iterable[Finding], person: permissions.Person, typed: AcknowledgementForm | None
) -> tuple[Group, ...]:
    kinds: dict[str, list[Finding]] = {}
    for finding in sorted(found, key=lambda each: KINDS.index(each.kind)):
        kinds.setdefault(finding.kind, []).append(finding)
    return tuple(_group(kind, of_kind, person, typed) for kind, of_kind in kinds.items())


def _group(
    kind: str, found: list[Finding], person: permissions.Person, typed: AcknowledgementForm | None
) -> Group:
    message = found[0].message if len(found) > 1 and len({each.message for each in found}) == 1 else ""
    why = found[0].why if len({each.why for each in found}) == 1 else ""
    items = (_item(finding, person, typed) for finding in found)
    return Group(
        heading=kind_heading(kind, len(found)),
        message=message,
        why="" if found[0].acknowledgement else why,
        items=tuple(
            replace(item, message="" if message else item.message, why="" if why else item.why)
            for item in items
        ),
    )


def _item(finding: Finding, person: permissions.Person, typed: AcknowledgementForm | None) -> Item:
    anchor = anchor_of(finding.code, finding.key)
    form = None
    if not finding.blocks and finding.acknowledgement is None and permissions.can_approve(person):
        is_typed = typed is not None and (typed["code"].value(), typed["place"].value()) == (
            finding.code,
            finding.key,
        )
        form = typed if is_typed else form_of(finding)
    return Item(
        anchor=anchor,
        location=finding.location,
        message=finding.message,
        why="" if finding.acknowledgement else finding.why,
        confirmed=finding.confirmed,
        url=finding.url,
        link=finding.link,
        form=form,
        answer=_answer(finding.acknowledgement, finding),
        lapsed=_answer(finding.lapsed, finding),
        is_personal_data=finding.code == "cpr_number",
    )


def _answer(acknowledgement: Acknowledgement | None, finding: Finding) -> Answer | None:
    if acknowledgement is None:
        return None
    treatment = capitalised(str(CHOICES[Treatment][Treatment(acknowledgement.treatment)]))
    who = acknowledgement.acknowledged_by.display_name
    when = figures.day(timezone.localtime(acknowledgement.acknowledged_at).date())
    who_when = _("%(who)s, %(when)s") % {"who": who, "when": when}
    return Answer(
        acknowledgement.pk, treatment if finding.of_figures else "", acknowledgement.reason, who_when
    )
