"""How does an administrator take a goal out of its plan from a year on, and back in?

`withdraw_page` withdraws a goal that is in its plan, and restores one that was withdrawn; both ask for a
reason.
"""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.actions.goals import restore_goal, withdraw_goal
from plans.admin.confirming import SEEN, person
from plans.admin.rows import RowAdmin
from plans.admin.task_pages import Task, page_of, task_page
from plans.models import Measurement, ResultGoal


class RestoreForm(forms.Form):
    """The reason, and the version of the goal that the person saw."""

    why = forms.CharField(
        label=gettext_lazy("Begrundelse"),
        help_text=gettext_lazy("Står i historikken, fx »Udvalget besluttede det den 3. marts«."),
        widget=AdminTextareaWidget(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(RestoreForm):
    """The same fields, and the year from which the goal is withdrawn."""

    from_year = forms.TypedChoiceField(label=gettext_lazy("Udgår fra og med"), coerce=int)
    field_order = ("from_year", "why", "version")

    def __init__(self, *args: object, years: range, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.fields["from_year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]


def withdraw_page(model_admin: RowAdmin, request: HttpRequest, goal_id: int) -> HttpResponse:
    """The page on which a goal is withdrawn from its plan, or restored to it."""
    goal = get_object_or_404(ResultGoal.objects.select_related("plan"), pk=goal_id)
    task = _withdrawing(request, goal) if goal.withdrawn_from is None else _restoring(request, goal)
    return task_page(model_admin, request, goal, task)


def _withdrawing(request: HttpRequest, goal: ResultGoal) -> Task:
    def do(form: forms.Form) -> str:
        values = form.cleaned_data
        year = values["from_year"]
        withdraw_goal(
            by=person(request),
            goal=goal,
            from_year=year,
            why=values["why"],
            version=values["version"],
            seen=request.POST.get(SEEN, ""),
        )
        return _("Målet udgår fra og med %(year)s. Det, der er afrapporteret før, står uændret.") % {
            "year": year
        }

    sentences = [
        f"»{goal.wording}«",
        _("Fra det år, du vælger, står målet ikke længere i status, indberetning og bilag. Intet slettes."),
    ]
    entered = Measurement.objects.filter(indicator__goal=goal, year__isnull=False).order_by("-year").first()
    if entered is not None:
        sentences.append(_("Der er indberettet tal for målet til og med %(year)s.") % {"year": entered.year})
    return Task(
        title=_("Lad målet udgå"),
        sentences=sentences,
        button=_("Lad målet udgå"),
        form=WithdrawForm(
            request.POST or None, years=goal.plan.period.years, initial={"version": goal.version}
        ),
        do=do,
        lead_to=lambda: page_of(goal),
    )


def _restoring(request: HttpRequest, goal: ResultGoal) -> Task:
    def do(form: forms.Form) -> str:
        values = form.cleaned_data
        seen = request.POST.get(SEEN, "")
        restore_goal(by=person(request), goal=goal, why=values["why"], version=values["version"], seen=seen)
        return _("Målet er med igen i alle planens år.")

    return Task(
        title=_("Tag målet med igen"),
        sentences=[
            f"»{goal.wording}«",
            _("Målet er udgået fra og med %(year)s.") % {"year": goal.withdrawn_from},
        ],
        button=_("Tag målet med igen"),
        form=RestoreForm(request.POST or None, initial={"version": goal.version}),
        do=do,
        lead_to=lambda: page_of(goal),
    )
