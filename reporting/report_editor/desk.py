"""How does the report editor answer? The whole page, or for htmx the editor with its preview alone."""

from dataclasses import dataclass, replace
from functools import cached_property
from http import HTTPStatus
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import trigger_client_event

from plans import queries
from plans.actions.report_content import ReportContent, content_of
from plans.models import Report, ResultGoal
from plans.permissions import Person
from plans.status_report import StatusReport
from plans.versions import version_of
from plans.web.htmx import htmx_of
from plans.web.plan_pages import report_or_404
from reporting.annex.contents import annex_of
from reporting.annex.pages import annex_frame
from reporting.report_editor import undo
from reporting.report_editor.clashes import Clash, changed_by
from reporting.report_editor.forms import PartForm
from reporting.report_editor.page import editor_page
from reporting.report_editor.parts import Part, digest
from reporting.report_editor.reading import report_again


@dataclass(frozen=True, slots=True)
class Opened:
    """A part whose form is open, and what its form is held against: the version and the words seen."""

    part: Part
    form: PartForm
    version: int
    seen: str
    clash: Clash | None = None


@dataclass(frozen=True)
class Desk:
    """A person at the report of a round."""

    request: WSGIRequest
    status: StatusReport
    person: Person
    report: Report

    @cached_property
    def content(self) -> ReportContent:
        """What the report says now."""
        return content_of(self.report)

    @cached_property
    def adopted(self) -> dict[int, ResultGoal]:
        """The plan's goals as adopted, by id."""
        return queries.adopted_goals(self.status.plan)

    @property
    def version_seen(self) -> int:
        """The version of the report that the person saw; 0 where the page does not say."""
        return version_of(self.request.POST.get("version", "")) or 0

    @property
    def address(self) -> str:
        """The address of the editor for this report."""
        return reverse("report_editor", args=[self.status.plan.slug, self.status.period])

    def afresh(self, report: Report | None = None) -> "Desk":
        """A copy with the report and its status as they are stored now."""
        status = report_or_404(self.status.plan.slug, self.status.period)
        return replace(self, status=status, report=report or report_again(self.report))

    def opened(self, name: str) -> Opened | None:
        """The form of a part as it is now; None where the report has no such part."""
        part = Part.named(name)
        values = part.values(self.content, self.adopted) if part else None
        if part is None or values is None:
            return None
        return Opened(part, part.form(values), self.report.version, digest(values))

    def page(
        self,
        opened: Opened | None = None,
        *,
        warning: str = "",
        focus: str = "",
        status: HTTPStatus = HTTPStatus.OK,
    ) -> HttpResponse:
        """The editor. `warning` says what was not done, `focus` is the id of what the person goes on with."""
        context = {
            **annex_frame(self.status, "report_editor", self.person),
            "editor": editor_page(self.content, self.adopted, [goal.id for goal in self.status.goals]),
            "annex": annex_of(self.status),
            "action": self.address,
            "version": self.report.version,
            "opened": opened,
            "warning": warning,
            "focus": focus,
            "undo": undo.kept(self.request, self.report),
        }
        template = "reporting/report_editor/editor.html" if self._is_htmx else "reporting/report_editor.html"
        return render(self.request, template, context, status=status)

    def done(self, report: Report, message: str, *, focus: str = "", opened: str = "") -> HttpResponse:
        """The editor after something was done, with the way back; a browser without scripts is led there."""
        if report.version != self.report.version:
            undo.keep(self.request, report, undo.Undo(message, self.content))
        if not self._is_htmx:
            query = f"?{urlencode({'edit': opened})}" if opened else ""
            return redirect(f"{self.address}{query}#{opened or focus}")
        now = self.afresh(report)
        return trigger_client_event(now.page(now.opened(opened), focus=focus), "announce", {"text": message})

    def overtaken(self) -> HttpResponse:
        """The report as it is now, for a person who asked for something while somebody else changed it."""
        last = changed_by(self.report, self.person)
        message = (
            _("Bilaget er ændret imens af %(who)s. Her er det, som det er nu. Gør det igen, hvis det skal.")
            % {"who": last.who}
            if last
            else _("Bilaget er ændret imens. Her er det, som det er nu. Gør det igen, hvis det skal.")
        )
        return self.page(warning=message, status=HTTPStatus.CONFLICT)

    @property
    def _is_htmx(self) -> bool:
        return bool(htmx_of(self.request))
