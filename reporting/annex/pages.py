"""Where can one go within the annex of a round? To the annex itself, and to what a person may do with it."""

from django.utils.translation import gettext as _

from plans.permissions import Person, can_edit_report, has_tasks
from plans.status_report import StatusReport
from plans.web.plan_pages import PageLink, PlanFrame, page_url, plan_frame
from plans.web.round_steps import round_steps


def annex_frame(
    report: StatusReport, current_page: str, person: Person, *, in_the_way: int | None = None
) -> dict[str, object]:
    """What every page of the annex of a round needs; `current_page` is the name of its address.

    `in_the_way` is how many findings hinder the publication, where the page has looked.
    """
    frame = plan_frame(report, current_page, person)
    return {
        **frame,
        "annex_pages": annex_pages(frame, current_page, person),
        "steps": round_steps(report, person, in_the_way=in_the_way),
    }


def annex_pages(frame: PlanFrame, current_page: str, person: Person) -> list[PageLink]:
    """The annex and what `person` may do with it, in the order of the work.

    `current_page`, where the reader is, and the entries are names of addresses.
    """
    plan, period, reported = frame["plan"], frame["period"], frame["reported"]
    pages = {"annex": _("Bilaget")}
    if can_edit_report(person) and period in reported:
        pages["report_editor"] = _("Rediger")
    if has_tasks(person):
        pages["report_checks"] = _("Kontrol")
    pages["publications"] = _("Versioner")
    if has_tasks(person):
        pages["redactions"] = _("Sletning")
    return [
        PageLink(label, page_url(plan, page, period, reported), page == current_page)
        for page, label in pages.items()
    ]
