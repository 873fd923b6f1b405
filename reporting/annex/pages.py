"""Where can one go within the annex of a round? To the annex itself, and to what a person may do with it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from plans.permissions import Person, can_edit_report, has_tasks
from plans.status_report import StatusReport
from plans.web.plan_pages import PageLink


def annex_pages(report: StatusReport, current_page: str, person: Person) -> list[PageLink]:
    """The annex and what `person` may do with it, in the order of the work; `here` is where the reader is.

    `here` and the entries are names of addresses, each made of the plan and the period; the redactions are
    the whole plan's.
    """
    pages = {"annex": _("Bilaget")}
    if can_edit_report(person) and report.round is not None:
        pages["report_editor"] = _("Rediger")
    if has_tasks(person):
        pages["report_checks"] = _("Kontrol")
    pages["publications"] = _("Udgivelser")
    url_args = [report.plan.slug, report.period]
    links = [
        PageLink(label, reverse(page, args=url_args), page == current_page) for page, label in pages.items()
    ]
    if has_tasks(person):
        links.append(PageLink(_("Sletning"), reverse("redactions", args=[report.plan.slug]), current=False))
    return links
