"""Which findings does a person see, and where do their links lead?

`for_reader` gives nothing to readers, takes away links to pages that the person may not open, and leads
approvers to where a goal is opened again.
"""

from collections.abc import Iterable
from dataclasses import replace

from django.urls import resolve
from django.utils.translation import gettext as _

from plans import permissions
from plans.enums import Role
from plans.findings.finding import Finding

# Pages that not everybody gets who works on a round.
_NEEDS = {"report_editor": permissions.can_edit_report, "approval": permissions.can_approve}


def for_reader(findings: Iterable[Finding], person: permissions.Person) -> list[Finding]:
    """The findings as `person` reads them: no links to pages that are not theirs, and nothing for readers."""
    if not permissions.has_tasks(person):
        return []
    return [_read_by(finding, person) for finding in findings]


def _read_by(finding: Finding, person: permissions.Person) -> Finding:
    page = resolve(finding.url).url_name or ""
    if page in _NEEDS and not _NEEDS[page](person):
        return replace(finding, url="")
    if page != "goal_entry" or person.role == Role.CONTRIBUTOR or finding.of_figures:
        return finding  # small numbers are looked at; they are seldom wrong
    if permissions.can_approve(person):
        if finding.reopen_url:
            return replace(finding, url=finding.reopen_url, link=_("Genåbn målet, så det kan rettes"))
        if finding.code == "unconfirmed_override":
            return finding
    return replace(finding, link=_("Se målets indberetning"))
