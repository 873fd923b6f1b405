"""Why does a goal stand as it does? One sentence for each reason that the rule can give."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plans.domain.display import yardstick_of
from plans.domain.values import Assessment, IndicatorFacts, OneCase, Reason, Tolerance, Yardstick
from plans.enums import Basis, Direction, Measure, ReasonCode, Status, Unmeasurable
from plans.wording import figures
from plans.wording.statuses import PlanWords, capitalised

Values = Mapping[str, Any]


def explanation(
    assessment: Assessment, *, measure: Measure | None, direction: Direction | None, words: PlanWords
) -> str:
    """The main reason and what a reader must know besides, as running text."""
    reasons = [assessment.reason, *assessment.notes]
    return " ".join(sentence(reason, measure=measure, direction=direction, words=words) for reason in reasons)


def sentence(
    reason: Reason, *, measure: Measure | None, direction: Direction | None, words: PlanWords
) -> str:
    """The sentence for one reason; figures are written as `measure` has it, statuses in the plan's words."""
    context = _Context(reason.values, measure or Measure.COUNT, direction, words)
    if reason.code in _PLAIN:
        return str(_PLAIN[reason.code])
    if reason.code in _OF_YEARS:
        return _OF_YEARS[reason.code] % {"years": context.years}
    return _COMPOSED[reason.code](context)


def one_case_sentence(case: OneCase, words: PlanWords, assessment: Assessment, facts: IndicatorFacts) -> str:
    """ "Én færre i mål: 6 af 15 = 40 pct., ikke nået."; the share is shown so that it comes to its status."""
    against = yardstick_of(assessment, facts)
    also = assessment.also_against if case.actual == assessment.actual else ()
    return _ONE_CASE[case.code] % {
        "counts": figures.counts(case.numerator, case.denominator),
        "share": figures.share_of_counts(case.actual, against, also),
        "status": words.word(case.status, Measure.SHARE),
    }


class _Context:
    """What a sentence may say."""

    def __init__(
        self, values: Values, measure: Measure, direction: Direction | None, words: PlanWords
    ) -> None:
        self.values = values
        self.measure = measure
        self.direction = direction
        self.words = words

    @property
    def years(self) -> str:
        """The years that the reason names; a figure for the whole period has none."""
        named = [str(year) for year in self.values["years"] if year is not None]
        return figures.listed(named) if named else _("hele perioden")

    @property
    def parts(self) -> str:
        """The indicators that the reason names."""
        return figures.listed([str(part) for part in self.values["parts"]])


def _target_met(c: _Context) -> str:
    return _("Måltallet er overholdt.") if c.direction is Direction.AT_MOST else _("Måltallet er nået.")


def _deviation(c: _Context) -> dict[str, str]:
    limit = Tolerance(Fraction(c.values["tolerance"]), Basis(c.values["basis"]))
    return {
        "deviation": figures.deviation(c.values["deviation"], limit),
        "tolerance": figures.tolerance(limit.percent, limit.basis),
        "word": c.words.word(Status.PARTLY_ACHIEVED, c.measure),
    }


def _within_tolerance(c: _Context) -> str:
    if c.values["inclusive"]:
        return _("Afvigelsen er %(deviation)s, inden for tolerancen (højst %(tolerance)s).") % _deviation(c)
    return _("Afvigelsen er %(deviation)s, inden for tolerancen (mindre end %(tolerance)s).") % _deviation(c)


def _beyond_tolerance(c: _Context) -> str:
    if not c.values["tolerance"]:
        return _("Afvigelsen er %(deviation)s; planen har ingen tolerance.") % _deviation(c)
    if c.values["inclusive"]:
        return _("Afvigelsen er %(deviation)s; den må højst være %(tolerance)s for »%(word)s«.") % _deviation(
            c
        )
    if c.values["deviation"] == c.values["tolerance"]:
        return _("Afvigelsen er %(deviation)s, ikke mindre end tolerancen (%(tolerance)s).") % _deviation(c)
    return _("Afvigelsen er %(deviation)s; den skal være under %(tolerance)s for »%(word)s«.") % _deviation(c)


def _exceeded_early(c: _Context) -> str:
    if not c.values.get("tolerance"):  # none, or a target of 0, on which there can be none
        return _("Måltallet er allerede overskredet.")
    return _("Måltallet er allerede overskredet, mere end tolerancen tillader.")


def _in_progress(c: _Context) -> str:
    passed, months = c.values["months_passed"], c.values["months"]
    time = ngettext(
        "%(passed)s af %(months)s måned er gået", "%(passed)s af %(months)s måneder er gået", months
    ) % {
        "passed": passed,
        "months": months,
    }
    share = c.values.get("share_of_target")
    if share is None:
        return _("%(time)s.") % {"time": time}
    values = {"time": time, "share": figures.percent(share)}
    if c.direction is Direction.AT_MOST:
        return _("%(time)s; %(share)s af det højeste tal er brugt.") % values
    return _("%(time)s; %(share)s af måltallet er nået.") % values


def _years_missed(c: _Context) -> str:
    missed = [
        _("%(year)s (%(actual)s mod %(target)s)")
        % {
            "year": year,
            "actual": figures.amount(
                actual,
                c.measure,
                is_given=year in c.values.get("given", ()),
                against=Yardstick(target, c.direction or Direction.AT_LEAST, Tolerance(0)),
            ),
            "target": figures.target(target, c.measure, Direction.AT_LEAST),
        }
        for year, actual, target in c.values["years"]
    ]
    if c.direction is Direction.AT_MOST:
        return _("Årets eget måltal blev ikke overholdt i %(years)s.") % {"years": figures.listed(missed)}
    return _("Årets eget måltal blev ikke nået i %(years)s.") % {"years": figures.listed(missed)}


def _worst_part(c: _Context) -> str:
    status = c.words.word(Status(c.values["status"]))
    return _("Den dårligste del afgør: %(parts)s er %(status)s.") % {"parts": c.parts, "status": status}


def unmeasurable(kind: Unmeasurable) -> str:
    """Why something could not be measured, as a clause."""
    return {
        Unmeasurable.NO_COHORT: _("ingen i målgruppen"),
        Unmeasurable.TOO_RECENT: _("for nyt til at kunne måles"),
        Unmeasurable.NO_DATA: _("der findes ingen data"),
        Unmeasurable.NOT_HELD: _("aktiviteten er ikke afholdt"),
    }[kind]


# The reasons whose sentence is always the same.
_PLAIN = {
    ReasonCode.TARGET_OF_ZERO_EXCEEDED: gettext_lazy("Måltallet er 0 og blev overskredet."),
    ReasonCode.JUDGED: gettext_lazy("Målet er vurderet; der er intet tal at regne på."),
    ReasonCode.REACHED_EARLY: gettext_lazy("Måltallet er allerede nået."),
    ReasonCode.WHOLE_PERIOD_FIGURE_MISSING: gettext_lazy(
        "De samme borgere indgår i flere år: der skal et tal for hele perioden til."
    ),
    ReasonCode.TARGETS_DIFFER: gettext_lazy(
        "Årene har forskellige måltal: der skal et tal for hvert år til."
    ),
    ReasonCode.NO_TARGET: gettext_lazy("Der er intet måltal for perioden."),
    ReasonCode.NOBODY_IN_TARGET_GROUP: gettext_lazy("Der er ingen i målgruppen."),
    ReasonCode.PERCENTAGE_AS_GIVEN: gettext_lazy("Procenten er opgivet uden antal."),
}
# Those that name years.
_OF_YEARS = {
    ReasonCode.FIGURE_MISSING: gettext_lazy("Tallet for %(years)s mangler."),
    ReasonCode.YEARS_MISSING: gettext_lazy("Der mangler tal for %(years)s."),
    ReasonCode.COUNTS_MISSING: gettext_lazy(
        "Procenten for %(years)s har ingen antal og kan ikke lægges sammen med andre år."
    ),
    ReasonCode.YEARS_LEFT_OUT: gettext_lazy("%(years)s kunne ikke opgøres og er holdt ude, måltallet med."),
    ReasonCode.YEARS_WITHOUT_TARGET: gettext_lazy("%(years)s har intet måltal og er holdt ude."),
}
# Those that need more.
_COMPOSED: dict[ReasonCode, Callable[[_Context], str]] = {
    ReasonCode.TARGET_MET: _target_met,
    ReasonCode.WITHIN_TOLERANCE: _within_tolerance,
    ReasonCode.BEYOND_TOLERANCE: _beyond_tolerance,
    ReasonCode.EXCEEDED_EARLY: _exceeded_early,
    ReasonCode.IN_PROGRESS: _in_progress,
    ReasonCode.NOT_MEASURABLE: lambda c: (
        _("Kan ikke opgøres: %(why)s.") % {"why": unmeasurable(Unmeasurable(c.values["kind"]))}
    ),
    ReasonCode.YEARS_MISSED: _years_missed,
    ReasonCode.PROVISIONAL: lambda c: (
        _("Tallet er foreløbigt, opgjort %(day)s.") % {"day": figures.day(c.values["as_of"])}
    ),
    ReasonCode.JUDGED_SO_FAR: lambda c: (
        _("Foreløbig vurdering: %(status)s.") % {"status": c.words.word(Status(c.values["status"]))}
    ),
    ReasonCode.WORST_PART_DECIDES: _worst_part,
    ReasonCode.ALL_PARTS_ACHIEVED: lambda c: (
        _("Alle dele er %(status)s.") % {"status": c.words.word(Status.ACHIEVED)}
    ),
    ReasonCode.PARTS_NOT_MEASURABLE: lambda c: (
        _("%(parts)s kan ikke opgøres.") % {"parts": capitalised(c.parts)}
    ),
}

_ONE_CASE = {
    ReasonCode.ONE_FEWER: gettext_lazy("Én færre i mål: %(counts)s = %(share)s, %(status)s."),
    ReasonCode.ONE_MORE: gettext_lazy("Én mere i mål: %(counts)s = %(share)s, %(status)s."),
    ReasonCode.NONE_OF_PENDING: gettext_lazy(
        "Hvis ingen af de afventende kommer i mål: %(counts)s = %(share)s, %(status)s."
    ),
    ReasonCode.ALL_OF_PENDING: gettext_lazy(
        "Hvis alle de afventende kommer i mål: %(counts)s = %(share)s, %(status)s."
    ),
}
