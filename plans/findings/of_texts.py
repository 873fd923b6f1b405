"""What in the texts may not or should not be published? Unknown characters, CPR numbers, few people."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from plans.disclosure.choices import Choices
from plans.disclosure.small_numbers import FEW_PEOPLE_IN_TEXT
from plans.disclosure.texts import found_in_text, passages_of_few
from plans.domain.personal_data import cpr_like
from plans.findings.finding import Finding
from plans.findings.places import Places
from plans.findings.texts import Text, texts
from plans.models import Report
from plans.status_report import StatusReport
from plans.typeface import missing_characters

_MOST_LOCATIONS = 5  # places with unknown characters
_BIRTHDAY = 6  # the digits of a CPR number that tell less than the whole


def unknown_characters(of: Iterable[Text]) -> Iterator[Finding]:
    """Characters that the PDF's font lacks, in the texts that the annex prints."""
    printed = [text for text in of if text.is_printed]
    # In one go, since looking the font up takes longer than a text.
    if not missing_characters("\n".join(text.plain for text in printed)):
        return
    for text in printed:
        if missing := missing_characters(text.plain):
            characters = ", ".join(missing)
            yield Finding(
                code="unknown_characters",
                location=text.location,
                message=_("Bilagets skrifttype mangler: %(characters)s.") % {"characters": characters},
                why=_("Skriv teksten uden tegnet; ellers kan bilaget ikke blive til PDF."),
                url=text.url,
                link=text.link,
                blocks=True,
                key=text.key,
                found=characters,
            )


def where_unknown(status: StatusReport, memo: Report | None) -> str:
    """The places of the annex whose texts have characters that the PDF's font lacks; "" for none."""
    found = list(islice(unknown_characters(texts(Places(status, memo))), _MOST_LOCATIONS))
    locations = "; ".join(f"{finding.location} ({finding.found})" for finding in found)
    return _("Ret teksten her: %(places)s.") % {"places": locations} if locations else ""


def cpr_numbers(of: Iterable[Text]) -> Iterator[Finding]:
    """What looks like a CPR number; shown and kept without its last four digits."""
    for text in of:
        if numbers := cpr_like(text.plain):
            hidden = ", ".join(_hidden(number) for number in numbers)
            # A hash with the site's key tells whether it is still the same number, and nobody which.
            mark = salted_hmac("cpr", "\n".join(numbers), algorithm="sha256").hexdigest()[:12]
            yield Finding(
                code="cpr_number",
                location=text.location,
                message=_("Teksten indeholder noget, der ligner et CPR-nummer: %(numbers)s.")
                % {"numbers": hidden},
                why=_("Fjern nummeret. Er det ikke et CPR-nummer, så acceptér det, og skriv, hvad det er."),
                url=text.url,
                link=text.link,
                blocks=False,
                key=text.key,
                found=f"{hidden} ({mark})",
            )


def few_people(status: StatusReport, of: Iterable[Text], choices: Choices) -> Iterator[Finding]:
    """Texts on goals that tell of so few people that somebody may know them, or repeat hidden figures."""
    for text in of:
        if text.goal is None or not text.is_commentary:
            continue
        hidden = choices.treatments(status, text.goal)
        if passages := passages_of_few(text.goal, hidden, text.plain):
            quoted = ", ".join(f"»{passage}«" for passage in passages)
            pattern = _("Teksten fortæller om ganske få personer: %(quoted)s.")
            if hidden:
                pattern = _("Teksten gentager tal, der er skjult: %(quoted)s.")
            yield Finding(
                code=FEW_PEOPLE_IN_TEXT,
                location=text.location,
                message=pattern % {"quoted": quoted},
                why=_(
                    "Så små tal kan pege på enkeltpersoner. Skriv teksten om, fx »færre end fem«, eller"
                    " acceptér, at den bliver stående, og skriv hvorfor."
                ),
                url=text.url,
                link=text.link,
                blocks=False,
                key=text.key,
                found=found_in_text(passages),
            )


def _hidden(number: str) -> str:
    return f"{number[:_BIRTHDAY]}-••••"
