"""How does an administrator open a round, change its dates, close it and open it again?

The administration's pages for reporting rounds; a new round is opened by an action, and closed and opened
again on a page of its own.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans import queries
from plans.actions import history
from plans.actions.rounds import close_round, open_round, reopen_round
from plans.admin.confirming import person
from plans.admin.large_tables import NamedChoicesFilter, NewestFilter
from plans.admin.row_forms import VersionedRowForm
from plans.admin.rows import RowAdmin, choice_column, page
from plans.admin.task_pages import Task, page_of, task_page
from plans.domain.questions import question_of_deadline
from plans.domain.values import Period
from plans.enums import RoundState
from plans.models import ActionPlan, EffortArea, ReportingRound
from plans.web.row_ids import row_id
from plans.wording import figures
from plans.wording.questions import question_text


class RoundForm(VersionedRowForm):
    class Meta:
        help_texts = {
            "first_year": gettext_lazy("Det år, der indberettes for, fx 2020."),
            "last_year": gettext_lazy("Det samme år, eller planens sidste år, når hele planen gøres op."),
            "as_of": gettext_lazy("Den dag, tallene gælder, fx årets sidste dag."),
            "deadline": gettext_lazy("Den dag, indberetningen skal være færdig."),
        }


class VersionForm(forms.Form):
    """Which version of the row the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


@admin.register(ReportingRound)
class ReportingRoundAdmin(RowAdmin):
    form = RoundForm
    list_display = ("plan", "years", "as_of", "deadline", choice_column("state", gettext_lazy("tilstand")))
    list_filter = (("plan", NewestFilter), ("state", NamedChoicesFilter))
    list_select_related = ("plan",)
    search_fields = ("plan__title", "first_year", "last_year")
    ordering = ("-plan__starts_on", "plan", "-last_year", "first_year", "-as_of")
    fixed_once_saved = ("plan", "first_year", "last_year", "state_word")
    tasks = ((gettext_lazy("Luk eller genåbn runden"), page("plans_reportinground_state")),)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        names = ["plan", "first_year", "last_year", "as_of", "deadline"]
        return names if obj is None else [*names, "state_word", "source_ref", "remark"]

    def get_urls(self) -> list[URLPattern]:
        state = self.admin_site.admin_view(self.state_view)
        return [path("<int:object_id>/state/", state, name="plans_reportinground_state"), *super().get_urls()]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Proposes the plan's first year without a round, as of the year's last day."""
        initial: dict[str, Any] = dict(super().get_changeform_initial_data(request))
        key = row_id(initial.get("plan"))
        plan = ActionPlan.objects.filter(pk=key).first() if key is not None else None
        if plan is not None:
            reported = set(plan.rounds.values_list("first_year", flat=True))
            year = next((each for each in plan.period.years if each not in reported), plan.period.last)
            initial = {"first_year": year, "last_year": year, "as_of": Period(year, year).ends_on, **initial}
        return initial

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Leaves out the buttons that save and go on editing: opening a round is done once."""
        if kwargs.get("add"):
            context |= {
                "title": _("Åbn en runde"),
                "show_save_and_add_another": False,
                "show_save_and_continue": False,
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Saves a change as other rows are saved; a new round is opened by `open_round`."""
        if change:
            super().save_model(request, obj, form, change)
            self._ask_of_deadline(request, obj, form)
            return
        values = {name: form.cleaned_data[name] for name in self.get_fields(request)}
        opened = open_round(by=person(request), **values)
        obj.pk, obj.version = opened.pk, opened.version
        self._ask_of_deadline(request, obj, form)

    def _ask_of_deadline(self, request: HttpRequest, round_: ReportingRound, form: Any) -> None:
        """Asks of a deadline that is over when it is set, the first time that the round gets this one."""
        question = question_of_deadline(round_.deadline, timezone.localdate())
        if question is None or "deadline" not in form.changed_data:
            return
        if queries.times_set(history.kind_of(round_), round_.pk, "deadline", question.key) == 1:
            self.message_user(request, question_text(question), messages.WARNING)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Show where figures are entered now, and warn of areas that nobody enters figures for."""
        entry = reverse("entry", args=[obj.plan.slug, obj.period])
        message = format_html(
            _(
                "Runden for {years} er åben. De ansvarlige indberetter på"
                ' <a href="{entry}">indberetningens side</a>.'
            ),
            years=figures.years(obj.period),
            entry=entry,
        )
        self.message_user(request, message, messages.SUCCESS)
        areas = areas_of_nobody(obj.plan)
        if areas:
            self.message_user(
                request,
                _("Ingen har ansvar for: %(areas)s. Giv dem til en person under Ansvar.")
                % {"areas": ", ".join(str(area) for area in areas)},
                messages.WARNING,
            )
        self._ask_for_a_deputy(request)
        return self.response_post_save_add(request, obj)

    def _ask_for_a_deputy(self, request: HttpRequest) -> None:
        """Warn where one person alone may approve, or nobody: what they enter themselves waits for ever."""
        found = queries.approvers(timezone.localdate())
        if len(found) > 1 or any(each.has_deputy for each in found):
            return
        if not found:
            self.message_user(
                request,
                _("Ingen kan godkende. Giv en person rollen godkender under Brugere."),
                messages.WARNING,
            )
            return
        message = format_html(
            _(
                "Kun {name} kan godkende. Det, som {name} selv indberetter, og det, der kommer, mens {name}"
                ' er væk, kan ingen godkende. <a href="{url}">Udpeg en stedfortræder</a>'
            ),
            name=found[0].display_name,
            url=reverse("admin:accounts_deputy_add"),
        )
        self.message_user(request, message, messages.WARNING)

    def state_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """The page on which the round is closed, or opened again."""
        round_ = get_object_or_404(ReportingRound.objects.select_related("plan"), pk=object_id)
        closing = round_.state == RoundState.OPEN
        act = close_round if closing else reopen_round

        def do(form: forms.Form) -> str:
            act(by=person(request), round=round_, version=form.cleaned_data["version"])
            if closing:
                return _("Runden er lukket. Tallene kan læses, men ikke ændres.")
            return _("Runden er åben igen. De ansvarlige kan indberette.")

        consequence = (
            _("Når runden er lukket, kan ingen ændre tallene i den. Den kan åbnes igen.")
            if closing
            else _("Når runden er åben igen, kan de ansvarlige ændre tallene. Godkendte mål er stadig låst.")
        )
        task = Task(
            title=_("Luk runden") if closing else _("Åbn runden igen"),
            sentences=[f"{round_.plan}, {figures.years(round_.period)}", consequence],
            button=_("Luk runden") if closing else _("Åbn runden igen"),
            form=VersionForm(request.POST or None, initial={"version": round_.version}),
            do=do,
            lead_to=lambda: page_of(round_),
        )
        return task_page(self, request, round_, task)

    @admin.display(description=gettext_lazy("år"), ordering="last_year")
    def years(self, round_: ReportingRound) -> str:
        return figures.years(round_.period)

    @admin.display(description=gettext_lazy("tilstand"))
    def state_word(self, round_: ReportingRound) -> str:
        return str(choice_column("state", "")(round_))

    def choice_label(self, row: ReportingRound) -> str:
        """The round with its date, because there may be several for the same years."""
        return f"{row} ({figures.day(row.as_of)})"


def areas_of_nobody(plan: ActionPlan) -> list[EffortArea]:
    """The areas that nobody enters figures for today."""
    today = timezone.localdate()
    is_held = Q(responsibilities__starts_on__lte=today) & (
        Q(responsibilities__ends_on__isnull=True) | Q(responsibilities__ends_on__gte=today)
    )
    covered = plan.areas.filter(is_held, responsibilities__user__is_active=True)
    return list(plan.areas.exclude(pk__in=covered.values("pk")).order_by("number"))
