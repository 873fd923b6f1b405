"""Which pages tell of a plan's money? The page, and the same as an Excel file."""

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plans import queries
from plans.models import ActionPlan
from plans.permissions import Person, can_enter
from plans.web.attachments import MediaType, attachment
from plans.web.person import person_of
from plans.web.plan_pages import PageLink, plan_or_404, whole_plan_frame
from plans.wording import figures
from reporting.money.excel import render_money_xlsx
from reporting.money.page import money_page
from reporting.money.reading import areas_of
from reporting.plan_page.reading import budget_tables_of, key_figures_of


@require_safe
def money(request: WSGIRequest, slug: str) -> HttpResponse:
    """A plan's money, and its key figures."""
    plan = plan_or_404(slug)
    page = money_page(plan, budget_tables_of(plan), key_figures_of(plan))
    context = {
        **whole_plan_frame(request, plan, "money"),
        "page": page,
        "spending": _spending_links(plan, person_of(request)) if page.tables else [],
        "xlsx_url": "" if page.is_empty else reverse("money_xlsx", args=[plan.slug]),
    }
    return render(request, "reporting/money.html", context)


@require_safe
def money_xlsx(request: WSGIRequest, slug: str) -> HttpResponse:  # noqa: ARG001  # the signature of a view
    """The same money as typed cells."""
    plan = plan_or_404(slug)
    content = render_money_xlsx(plan, budget_tables_of(plan), key_figures_of(plan))
    return attachment(content, MediaType.EXCEL, f"oekonomi-{plan.slug}.xlsx")


def _spending_links(plan: ActionPlan, person: Person) -> list[PageLink]:
    """Where the person reports what was spent, a round each; nothing for those who do not."""
    given = queries.areas_given_to(person.pk, timezone.localdate())
    if not can_enter(person, areas_of(plan), given):
        return []
    rounds = [each for each in queries.open_rounds() if each.plan_id == plan.pk]
    return [
        PageLink(
            _("Indberet forbrug %(years)s") % {"years": figures.years(each.period)},
            reverse("spending", args=[plan.slug, each.period]),
            current=False,
        )
        for each in rounds
    ]
