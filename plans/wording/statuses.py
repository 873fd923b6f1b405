"""Which word does a status have? The plan's own where it has one, else the usual."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from django.utils.translation import get_language, gettext, gettext_lazy, override

from plans.domain.values import Assessment
from plans.enums import Measure, ReasonCode, Status
from plans.models import StatusWord

USUAL_WORDS = {
    Status.ACHIEVED: gettext_lazy("nået"),
    Status.PARTLY_ACHIEVED: gettext_lazy("delvist nået"),
    Status.NOT_ACHIEVED: gettext_lazy("ikke nået"),
    Status.NOT_MEASURABLE: gettext_lazy("kan ikke opgøres"),
    Status.IN_PROGRESS: gettext_lazy("i gang"),
    Status.NOT_REPORTED: gettext_lazy("ikke afrapporteret"),
}
_SENTENCES = {
    Status.NOT_MEASURABLE: "Målet %(word)s.",  # "Målet kan ikke opgøres i procent."
}
_USUAL_SENTENCE = "Målet er %(word)s."


@dataclass(frozen=True, slots=True)
class PlanWords:
    """A plan's own words for statuses, by status and measure ("" for every measure)."""

    own: Mapping[tuple[Status, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[StatusWord]) -> Self:
        """The words that the plan's rows hold."""
        return cls({(Status(row.status), row.measure): row.word for row in rows})

    def word(self, status: Status, measure: Measure | None = None) -> str:
        """The word on screen: the plan's own in Danish, since they are Danish; else the usual word."""
        if get_language() != "da":
            return str(USUAL_WORDS[status])
        return self.own_word(status, measure) or str(USUAL_WORDS[status])

    def judgement(self, status: Status) -> str:
        """The word on screen of a status that somebody has chosen."""
        return self.word(status, Measure.JUDGEMENT)

    def danish_word(self, status: Status, measure: Measure | None = None) -> str:
        """The plan's word, as in its annex; Danish whatever language is active."""
        with override("da"):
            return self.own_word(status, measure) or str(USUAL_WORDS[status])

    def sentence(self, status: Status, measure: Measure | None = None) -> str:
        """What the annex says, always in Danish: "Målet er delvist indfriet."."""
        pattern = _SENTENCES.get(status, _USUAL_SENTENCE)
        return pattern % {"word": self.danish_word(status, measure)}

    def own_word(self, status: Status, measure: Measure | None) -> str:
        """The plan's own word; empty where it has none."""
        own = self.own.get((status, measure.value), "") if measure else ""
        return own or self.own.get((status, ""), "")


def judged_word(assessment: Assessment, words: PlanWords) -> str:
    """ "Nået", "Nået indtil nu": what stands where a figure would of a judged part; empty of any other."""
    if assessment.reason.code is ReasonCode.JUDGED:
        return capitalised(words.judgement(assessment.status))
    so_far = next((note for note in assessment.notes if note.code is ReasonCode.JUDGED_SO_FAR), None)
    if so_far is None:
        return ""
    word = words.judgement(Status(str(so_far.values["status"])))
    return capitalised(gettext("%(word)s indtil nu") % {"word": word})


def capitalised(word: str) -> str:
    """A word that opens a line."""
    return word[:1].upper() + word[1:]


def computed_note(computed: str, *, is_proposal: bool) -> str:
    """What stands beside an overriding judgement; until it is approved it is a proposal."""
    if is_proposal:
        return gettext("forslag; beregnet: %(word)s") % {"word": computed}
    return gettext("beregnet: %(word)s") % {"word": computed}
