"""What would be published now? The report with its memo, and what follows from both, each made once."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from plans import queries
from plans.disclosure.treatment import for_outside
from plans.findings import Finding, findings
from plans.models import Report
from plans.status_report import StatusReport
from reporting.annex.contents import annex_with
from reporting.annex.memo import Annex
from reporting.annex.rendering import render_document


@dataclass(frozen=True)
class PublicationDraft:
    """A report as it would be published now; `memo` is None where its round has none yet."""

    status: StatusReport
    memo: Report | None

    @cached_property
    def annex(self) -> Annex:
        """The annex that would be published."""
        return annex_with(self.status, self.memo)

    @cached_property
    def findings(self) -> list[Finding]:
        """Everything that the checks find."""
        return findings(self.status, self.memo)

    @property
    def in_the_way(self) -> list[Finding]:
        """What has to be mended or acknowledged before the report can be published."""
        return [finding for finding in self.findings if finding.stands_in_the_way]

    @cached_property
    def for_outside(self) -> StatusReport:
        """The report with the figures that may leave the house."""
        return for_outside(self.status)

    @cached_property
    def mark(self) -> str:
        """What tells this annex from any other: whoever publishes must have seen this one."""
        return hashlib.sha256(render_document(self.annex).encode()).hexdigest()


def draft_of(status: StatusReport) -> PublicationDraft:
    """Returns what would be published of `status` now."""
    return PublicationDraft(status, queries.report_of(status.round) if status.round else None)
