"""How does an administrator make the next plan? From the one before, on one page."""

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextInputWidget
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.actions.succession import copy_plan
from plans.admin.confirming import person
from plans.admin.rows import RowAdmin
from plans.admin.task_pages import Task, page_of, task_page
from plans.models import ActionPlan


class CopyForm(forms.Form):
    """What the new plan does not take from the old."""

    title = forms.CharField(label=gettext_lazy("Titel"), max_length=300, widget=AdminTextInputWidget)
    slug = forms.SlugField(
        label=gettext_lazy("Adresse"),
        max_length=80,
        help_text=gettext_lazy("Små bogstaver, tal og bindestreger. Ændres ikke senere."),
        widget=AdminTextInputWidget,
    )
    starts_on = forms.DateField(label=gettext_lazy("Begynder"), widget=AdminDateWidget)
    ends_on = forms.DateField(label=gettext_lazy("Slutter"), widget=AdminDateWidget)


def copy_page(model_admin: RowAdmin, request: HttpRequest, plan_id: int) -> HttpResponse:
    """The page on which a plan is copied to its successor."""
    plan = get_object_or_404(ActionPlan, pk=plan_id)
    made: list[ActionPlan] = []

    def do(form: forms.Form) -> str:
        why = _("Kopieret fra %(plan)s") % {"plan": plan}
        new = copy_plan(by=person(request), plan=plan, why=why, **form.cleaned_data)
        made.append(new)
        return format_html(
            _("{plan} er oprettet: {areas} områder og {goals} mål. Ret nu måltallene, og åbn så en runde."),
            plan=new.title,
            areas=new.areas.count(),
            goals=new.goals.count(),
        )

    task = Task(
        title=_("Kopiér %(plan)s til en ny plan") % {"plan": plan},
        sentences=[
            _("Den nye plan får områder, indsatser, overskrifter, mål og indikatorer fra %(plan)s.")
            % {"plan": plan},
            _(
                "Hvert mål viderefører det tilsvarende mål i den tidligere plan."
                " Mål, der er udgået, kommer ikke med."
            ),
            _(
                "Måltal følger med: Det første års måltal gælder det første nye år, det næste års det næste."
                " Har den nye plan flere år, gælder det sidste års måltal også dem. Et måltal for hele planen"
                " gælder hele den nye plan."
            ),
            _(
                "Tal, runder, budgetter, nøgletal og beslutninger kommer ikke med,"
                " og ingen får ansvar for områder."
            ),
        ],
        button=_("Opret den nye plan"),
        form=CopyForm(request.POST or None, initial=_suggested(plan)),
        do=do,
        lead_to=lambda: page_of(made[0]),
    )
    return task_page(model_admin, request, plan, task)


def _suggested(plan: ActionPlan) -> dict[str, Any]:
    """As many whole years, right after the plan, in the same words with the new years."""
    length = len(plan.period.years)
    first = plan.ends_on + timedelta(days=1)
    return {
        "title": _moved(plan.title, plan, length),
        "slug": _moved(plan.slug, plan, length),
        "starts_on": first,
        "ends_on": first.replace(year=first.year + length) - timedelta(days=1),
    }


def _moved(text: str, plan: ActionPlan, by: int) -> str:
    """The text with each of the plan's years, also as two digits after a dash, moved on."""

    def later(match: re.Match[str]) -> str:
        year = int(match[0])
        if year in plan.period:
            return str(year + by)
        if year in {each % 100 for each in plan.period.years}:
            return f"{(year + by) % 100:02}"
        return match[0]

    return re.sub(r"(?<!\d)(?:\d{4}|(?<=[-–/])\d{2})(?!\d)", later, text)
