"""What is wrong with what a person entered? A sentence that names the field and says what is expected."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from plans.domain.measures import traits
from plans.domain.numbers import WHOLE_PERCENT, NumberError, NumberProblem
from plans.enums import Measure
from plans.richtext.signs import UnknownSign
from plans.wording import figures

Values = Mapping[str, Any]


def figure_name(slot: int | None, measure: Measure | None = None) -> str:
    """What the field of a figure is called: "Tallet for 2019", "Vurderingen for hele planen".

    Without a measure it is the name of figures of several.
    """
    when = _("hele planen") if slot is None else str(slot)
    is_judged = measure is not None and traits(measure).is_judged
    pattern = _("Vurderingen for %(when)s") if is_judged else _("Tallet for %(when)s")
    return pattern % {"when": when}


def number_problem(error: NumberError, name: str, expected: str) -> str:
    """Why what stands in the field `name` is no figure, and what would be one, such as `expected`."""
    values = {**error.values, "name": name, "example": expected}
    return _SENTENCES[error.code](values)


def example(measure: Measure | None = None) -> str:
    """What a figure of this measure looks like when it is typed; without one, any other number."""
    if measure is not None and traits(measure).of_a_whole:
        return _("47 pct. eller 7 af 15")
    return _("15 eller 1.234,5")


def figure_stays(name: str, saved: str) -> str:
    """Why a saved figure with more said of it cannot simply be emptied."""
    return _(
        "%(name)s, %(saved)s, er gemt med flere oplysninger. Skriv det rigtige, eller slet det hele under"
        " »Flere oplysninger om tallet«."
    ) % {"name": name, "saved": saved}


def spent_stays(name: str, saved: str) -> str:
    """Why an amount spent that is saved cannot simply be emptied."""
    return _(
        "%(name)s er gemt (%(saved)s) og kan ikke slettes. Skriv det rigtige beløb, eller en streg (–), hvis"
        " der ikke er noget at oplyse."
    ) % {"name": name, "saved": saved}


def spent_amount_missing(name: str) -> str:
    """There is a note without an amount."""
    return _("%(name)s mangler: der er kun en note. Skriv beløbet, fx 0,45, eller en streg (–).") % {
        "name": name
    }


def spent_in_several_lines() -> str:
    """A budget line of which several amounts were spent: there is no one amount to change."""
    return _("Forbruget står i flere poster og kan kun ændres af en administrator.")


def judgement_missing(name: str) -> str:
    """There is a basis without a judgement."""
    return _("%(name)s mangler. Vælg den på listen, fx »nået«; grundlaget kan ikke stå alene.") % {
        "name": name
    }


def judgement_unknown(name: str, typed: str) -> str:
    """What was pasted names no judgement."""
    most = 40
    quoted = typed if len(typed) <= most else f"{typed[:most]}…"
    return _("%(name)s kan ikke læses: »%(typed)s« er ingen af vurderingerne. Vælg en på listen.") % {
        "name": name,
        "typed": quoted,
    }


def text_too_long(name: str, most: int) -> str:
    """The text is longer than what is kept."""
    return _("%(name)s må højst fylde %(most)s tegn. Skriv kortere.") % {
        "name": name,
        "most": figures.number(most),
    }


def paste_too_long(most: int) -> str:
    """What was pasted into a text is longer than what is kept; nothing of it was taken in."""
    return _(
        "Det kopierede er ikke sat ind: Der er plads til højst %(most)s tegn. Sæt mindre ind ad gangen."
    ) % {"most": figures.number(most)}


def unknown_sign(sign: UnknownSign, name: str = "") -> str:
    """A text, that of the field `name` if any, holds a sign that neither the page nor the PDF can show."""
    values = {"name": name, "sign": sign.name, "place": sign.context}
    if name:
        return (
            _("%(name)s: tegnet %(sign)s i »%(place)s« kan ikke vises. Skriv det på en anden måde.") % values
        )
    return _("Tegnet %(sign)s i »%(place)s« kan ikke vises. Skriv det på en anden måde.") % values


def not_whole(name: str) -> str:
    """A count of cases has decimals."""
    return _("%(name)s skal være et helt tal uden decimaler, fx 2.") % {"name": name}


def not_a_text(name: str) -> str:
    """The text holds the character NUL, which no database keeps."""
    return _("%(name)s indeholder et tegn, der ikke kan gemmes (NUL). Slet det.") % {"name": name}


def not_on_the_list(name: str) -> str:
    """What was chosen is no choice."""
    return _("»%(name)s«: vælg et af svarene på listen.") % {"name": name}


def given_twice(name: str) -> str:
    """There is a figure, and it is said that there can be none."""
    return _("%(name)s er udfyldt, men du har også valgt, at det ikke kan opgøres. Behold kun det ene.") % {
        "name": name
    }


def reason_without_kind() -> str:
    """It is told why there is no figure, but not said that there is none."""
    return _("Du har skrevet, hvorfor det ikke kan opgøres. Vælg også et »Nej«, eller slet begrundelsen.")


def exclusion_count_missing() -> str:
    """A row of exclusions without a count."""
    return _("Antal mangler i frafaldet. Skriv, hvor mange der ikke indgår, fx 2, eller tøm rækken.")


def exclusion_reason_missing() -> str:
    """A row of exclusions without a reason."""
    return _("Årsag mangler i frafaldet. Skriv, hvorfor de ikke indgår, fx fraflyttet.")


def exclusion_due_too_early(as_of: date) -> str:
    """Those left out were due no later than the day on which the figure was known."""
    return _(
        "Indgår fra skal være efter den %(as_of)s, hvor tallet er opgjort. Skriv en senere dato, eller lad"
        " feltet stå tomt."
    ) % {"as_of": figures.day(as_of)}


def part_value_missing() -> str:
    """A row of parts without a number."""
    return _("Tallet mangler i »heraf«. Skriv, hvor mange det er, fx 12, eller tøm rækken.")


def part_label_missing() -> str:
    """A row of parts without a name."""
    return _("Skriv, hvad eller hvem »heraf« er, fx i udsatte boligområder, eller tøm rækken.")


def no_longer_under_way() -> str:
    """What is over is judged."""
    return _("Perioden er slut, så målet er ikke i gang. Vælg nået, delvist nået eller ikke nået.")


def override_reason_missing() -> str:
    """A judgement of one's own without its reason."""
    return _("Begrundelsen mangler. Skriv, hvorfor vurderingen er en anden end den beregnede.")


def override_missing() -> str:
    """A reason for a judgement that was not chosen."""
    return _("Du har skrevet en begrundelse. Vælg også din egen vurdering, eller slet begrundelsen.")


def share_or_percentage(number: Decimal, name: str) -> str:
    """A number of at most 1 without "%": a share of 1, as Excel pastes 47 % as a value, or so few percent?"""
    hundredfold = (number * 100).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    values = {"large": figures.plain_number(hundredfold), "small": figures.plain_number(number), "name": name}
    return (
        _("%(name)s: Mener du %(large)s pct. eller %(small)s pct.? Skriv %(large)s %% eller %(small)s %%.")
        % values
    )


def _neither(values: Values) -> str:
    number = values["number"]
    if 0 < number <= 1:
        return share_or_percentage(number, values["name"])
    percentage = figures.plain_number(number) if number <= WHOLE_PERCENT else "47"
    return _(
        "%(name)s skal være antal eller procent. Skriv antal, fx 7 af 15, eller procent,"
        " fx %(percentage)s pct."
    ) % {**values, "percentage": percentage}


def _numerator_above(values: Values) -> str:
    return _(
        "%(name)s passer ikke: %(numerator)s kan ikke være en del af %(denominator)s. Skriv først dem,"
        " der nåede målet, så alle, fx 7 af 15."
    ) % {
        **values,
        "numerator": figures.number(values["numerator"]),
        "denominator": figures.number(values["denominator"]),
    }


_SENTENCES: dict[NumberProblem, Callable[[Values], str]] = {
    NumberProblem.EMPTY: lambda values: _("%(name)s mangler. Skriv fx %(example)s.") % values,
    NumberProblem.NOT_A_NUMBER: lambda values: (
        _("%(name)s kan ikke læses. Skriv det med cifre, fx %(example)s.") % values
    ),
    NumberProblem.DOT_FOR_COMMA: lambda values: (
        _("%(name)s har et punktum. Skriv komma foran decimaler, fx %(instead)s.") % values
    ),
    NumberProblem.SPACE_FOR_DOT: lambda values: (
        _("%(name)s har et mellemrum. Skriv %(dotted)s eller %(plain)s.") % values
    ),
    NumberProblem.NEGATIVE: lambda values: (
        _("%(name)s kan ikke være mindre end 0. Skriv fx %(example)s.") % values
    ),
    NumberProblem.TOO_MANY_DIGITS: lambda values: (
        _("%(name)s er for stort: højst %(most)s cifre før kommaet. Skriv fx %(example)s.") % values
    ),
    NumberProblem.TOO_MANY_DECIMALS: lambda values: (
        _("%(name)s har for mange decimaler: højst %(most)s, og intet afrundes for dig. Skriv fx 14,25.")
        % values
    ),
    NumberProblem.NEITHER_COUNTS_NOR_PERCENTAGE: _neither,
    NumberProblem.COUNT_WITH_DECIMALS: lambda values: (
        _("%(name)s skal være hele antal uden decimaler. Skriv fx 7 af 15.") % values
    ),
    NumberProblem.COUNT_TOO_LARGE: lambda values: (
        _("%(name)s er for stort: højst %(most)s. Skriv fx 7 af 15.")
        % {**values, "most": figures.number(values["most"])}
    ),
    NumberProblem.NUMERATOR_ABOVE_DENOMINATOR: _numerator_above,
    NumberProblem.PERCENTAGE_ABOVE_HUNDRED: lambda values: (
        _("%(name)s kan ikke være %(percentage)s pct. En andel er højst 100 pct. Skriv fx %(example)s.")
        % {**values, "percentage": figures.number(values["percentage"])}
    ),
}
