"""Which findings does a person get to read, and which of the pages that mend them may they open?"""

from collections.abc import Iterable
from dataclasses import replace

from django.urls import resolve

from plans import permissions
from reporting.checks.finding import Finding

# Pages that not everybody gets who works on a round.
_NEEDS = {"report_editor": permissions.can_edit_report, "approval": permissions.can_approve}


def for_reader(findings: Iterable[Finding], person: permissions.Person) -> list[Finding]:
    """The findings as `person` reads them: no links to pages that are not theirs, and nothing for readers."""
    if not permissions.has_tasks(person):
        return []
    return [finding if _may_open(finding.url, person) else replace(finding, url="") for finding in findings]


def _may_open(url: str, person: permissions.Person) -> bool:
    needed = _NEEDS.get(resolve(url).url_name or "")
    return needed is None or needed(person)
