"""Which two standings does somebody want to compare? The form behind the address, with its usual choices."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.domain.values import Period
from plans.models import ActionPlan
from reporting.compare.sides import MOST_PLANS, Side, Sides
from reporting.plan_page.terms import period_words

PLAN, PERIOD, OTHER_PLAN, OTHER_PERIOD = NAMES = ("plan", "period", "with", "period2")
_LONGEST_ECHO = 40


class _Choice(forms.ChoiceField):
    """A list whose error says what was asked for and where to find another."""

    def __init__(self, label: Any, refusal: str, **attributes: str) -> None:
        super().__init__(label=label, widget=forms.Select(attrs=attributes))
        self.refusal = refusal

    def validate(self, value: Any) -> None:
        """Refuse what is not on the list, in a sentence that names it."""
        if not self.valid_value(value):
            asked = Truncator(str(value)).chars(_LONGEST_ECHO)
            raise ValidationError(self.refusal % {"value": asked}, code="invalid_choice")


class CompareForm(forms.Form):
    """Two plans with a period each; what nobody chose is filled in, so that it is always whole."""

    def __init__(self, asked: Mapping[str, str], sides: Sides, usual: ActionPlan) -> None:
        self.sides = sides
        filled, plans = _filled(asked, sides, usual)
        super().__init__(filled)
        titles = [(each.slug, each.title) for each in sides.plans]
        no_plan = _("Der er ingen handleplan »%(value)s«. Vælg en på listen.")
        labels = {
            PLAN: gettext_lazy("Handleplan"),
            PERIOD: gettext_lazy("Periode"),
            OTHER_PLAN: gettext_lazy("Sammenlign med handleplan"),
            OTHER_PERIOD: gettext_lazy("Sammenlign med periode"),
        }
        for plan_name, period_name, plan in ((PLAN, PERIOD, plans[0]), (OTHER_PLAN, OTHER_PERIOD, plans[1])):
            of_plan = _Choice(labels[plan_name], no_plan, **_offering_periods(without=period_name))
            of_plan.choices = titles
            if not sides.are_all:
                older = _("De %(count)s nyeste kan vælges her. Vælg en ældre på dens statusside.")
                of_plan.help_text = older % {"count": MOST_PLANS}
            title = plan.title.replace("%", "%%")
            refusal = _("%(plan)s har ingen periode »%(value)s«. Vælg en på listen.")
            of_period = _Choice(labels[period_name], refusal.replace("%(plan)s", title))
            of_period.choices = list(_period_choices(plan, sides))
            self.fields[plan_name], self.fields[period_name] = of_plan, of_period

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if len(given) == len(NAMES) and (given[PLAN], given[PERIOD]) == (
            given[OTHER_PLAN],
            given[OTHER_PERIOD],
        ):
            message = _("Det er den samme periode af den samme handleplan. Vælg en anden periode eller plan.")
            self.add_error(OTHER_PERIOD, message)
        return given

    @property
    def chosen(self) -> tuple[Side, Side]:
        """The two standings; only of a form without errors."""
        given = self.cleaned_data
        one, other = (self.sides.plan(given[name]) for name in (PLAN, OTHER_PLAN))
        if one is None or other is None:
            raise AssertionError("a plan that was chosen from the list is on it")
        return Side(one, Period.parse(given[PERIOD])), Side(other, Period.parse(given[OTHER_PERIOD]))


def _filled(
    asked: Mapping[str, str], sides: Sides, usual: ActionPlan
) -> tuple[dict[str, str], tuple[ActionPlan, ActionPlan]]:
    """What was asked for, made whole; and the plans whose periods there are to choose.

    A period is not judged by a plan that does not exist: it gives way to the usual one.
    """
    plan_asked, other_asked = asked.get(PLAN, ""), asked.get(OTHER_PLAN, "")
    plan = sides.plan(plan_asked) or usual
    is_known = not plan_asked or plan.slug == plan_asked
    period = (is_known and asked.get(PERIOD)) or str(sides.usual_period(plan))
    side = Side(plan, _period(plan, sides, period))
    other = _other(asked, sides, side)
    other_is_known = not other_asked or other.plan.slug == other_asked
    other_period = (other_is_known and asked.get(OTHER_PERIOD)) or str(other.period)
    filled = {
        PLAN: plan_asked or plan.slug,
        PERIOD: period,
        OTHER_PLAN: other_asked or other.plan.slug,
        OTHER_PERIOD: other_period,
    }
    return filled, (plan, other.plan)


def _other(asked: Mapping[str, str], sides: Sides, side: Side) -> Side:
    plan = sides.plan(asked.get(OTHER_PLAN, ""))
    if plan is None:
        usual = sides.usual_other(side)
        same_plan = asked.get(OTHER_PERIOD) in {str(each) for each in sides.periods(side.plan)}
        # A period alone is one of the same plan, where that has it.
        return Side(side.plan, side.period) if same_plan and not asked.get(OTHER_PLAN) else usual
    if plan.pk == side.plan.pk:
        return sides.other_period(side)
    return Side(plan, sides.usual_period(plan))


def _period(plan: ActionPlan, sides: Sides, asked: str) -> Period:
    """The period that was asked for, or the usual one where the plan has no such."""
    return next((each for each in sides.periods(plan) if str(each) == asked), sides.usual_period(plan))


def _period_choices(plan: ActionPlan, sides: Sides) -> Iterable[tuple[str, str]]:
    reported = set(sides.reported_of(plan))
    for period in sides.periods(plan):
        words = period_words(period, plan.period)
        pattern = _("%(period)s (afrapporteret)") if period in reported else "%(period)s"
        yield str(period), pattern % {"period": words}


def _offering_periods(*, without: str) -> dict[str, str]:
    """A script fetches the periods of another plan as soon as it is chosen; without one, the button does."""
    return {
        "hx-get": str(reverse_lazy("compare")),
        "hx-include": "closest form",
        "hx-params": f"not {without}",
        "hx-target": "#compare",
        "hx-sync": "closest form:replace",
        "hx-swap": "outerHTML",
    }
