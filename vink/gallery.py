"""How does each component look in each state? One page for whoever works on the screen."""

from fractions import Fraction

from django import forms
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from plans.enums import Status
from plans.permissions import can_administer
from plans.web.facts import Fact
from plans.web.plan_pages import PageLink
from plans.wording import figures
from plans.wording.statuses import PlanWords, capitalised
from reporting.goal_rows import GoalRow, IndicatorLine, StatusCount
from reporting.tables import StatusTable
from vink.accounts.models import User


class SampleForm(forms.Form):
    """A field of each kind."""

    name = forms.CharField(
        label=gettext_lazy("Navn"),
        help_text=gettext_lazy("Som det står på planen."),
        error_messages={"required": gettext_lazy("Navn mangler. Skriv planens navn.")},
    )
    year = forms.ChoiceField(label=gettext_lazy("År"), choices=[("2018", "2018"), ("2019", "2019")])
    remark = forms.CharField(label=gettext_lazy("Bemærkning"), widget=forms.Textarea, required=False)
    provisional = forms.BooleanField(label=gettext_lazy("Foreløbigt"), required=False)


@require_safe
def gallery(request: WSGIRequest) -> HttpResponse:
    """All components with their states; administrators only, as it says nothing to anybody else."""
    if not isinstance(request.user, User) or not can_administer(request.user):
        raise Http404
    table = StatusTable([_row(status) for status in Status], caption=_("Et mål med hver status"))
    RequestConfig(request, paginate=False).configure(table)
    counts = [StatusCount(status, _word(status), number) for number, status in enumerate(Status, start=1)]
    context = {
        "statuses": counts,
        "counts": counts,
        "few_counts": [StatusCount(each.status, each.word, each.count % 3) for each in counts],
        "table": table,
        "empty_table": StatusTable([], caption=_("En tabel uden rækker")),
        "form": SampleForm(),
        "wrong_form": SampleForm({"year": "2019"}, prefix="wrong"),
        "facts": [
            Fact(_("Måltal"), figures.percent(70)),
            Fact(_("Opgjort"), figures.counts(7, 15)),
            Fact(_("Kilde"), f"https://eksempel.dk/{'forebyggelse' * 14}"),  # longer than a screen is wide
        ],
        "periods": [PageLink(str(year), "#periods", year == 2019) for year in (2018, 2019)],  # noqa: PLR2004
        "undo_fields": {"figure": "15"},
    }
    return render(request, "components/gallery.html", context)


def _word(status: Status) -> str:
    return capitalised(PlanWords().word(status))


def _row(status: Status) -> GoalRow:
    line = IndicatorLine(
        label="",
        unit="",
        target=figures.percent(70),
        actual=f"{figures.percent(47)} ({figures.counts(7, 15)})",
        deviation=figures.percent(33),
        off_by=Fraction(100, 3),
        status=status,
        word=_word(status),
        explanation="",
    )
    return GoalRow(
        key=status.value,
        url="#tables",
        number=1,
        wording=_("Borgere i uddannelse eller beskæftigelse inden 12 måneder"),
        areas=(_("Foregribende indsats"),),
        area_number=2,
        lines=(line,),
        status=status,
        word=_word(status),
        note="",
        explanation=_("Her står, hvorfor målet har sin status."),
        one_case=(),
    )
