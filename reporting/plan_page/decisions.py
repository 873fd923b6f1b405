"""What did the committees decide? Each decision with its case, its votes and its minutes."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans.enums import VoteSide
from plans.models import Decision
from plans.prose import Prose, prose
from plans.wording import figures
from reporting.plan_page.source_notes import SourceNote, source_note
from reporting.plan_page.terms import vote_side_word


@dataclass(frozen=True, slots=True)
class VoteLine:
    """One side of a vote: "For stemte", "9", "A, B, F, C, V, O"."""

    side: str
    count: str
    parties: str


@dataclass(frozen=True, slots=True)
class PartyRemark:
    """What a party had entered in the minutes."""

    party: str
    text: Prose


@dataclass(frozen=True, slots=True)
class DecisionPart:
    """One decision, written out."""

    title: str
    committee: str
    facts: str  # "6. december 2010 · sag 2010-171721 · punkt 10"
    recommendation: Prose
    outcome: Prose
    votes: tuple[VoteLine, ...]
    remarks: tuple[PartyRemark, ...]
    source: SourceNote | None


def decision_part(decision: Decision) -> DecisionPart:
    """The decision; its votes and remarks must have been fetched."""
    votes = sorted(decision.votes.all(), key=lambda vote: list(VoteSide).index(VoteSide(vote.side)))
    facts = [
        figures.day(decision.decided_on),
        _("sag %(number)s") % {"number": decision.case_number} if decision.case_number else "",
        _("punkt %(number)s") % {"number": decision.item_number} if decision.item_number else "",
    ]
    return DecisionPart(
        title=decision.title,
        committee=decision.committee,
        facts=" · ".join(fact for fact in facts if fact),
        recommendation=prose(decision.recommendation),
        outcome=prose(decision.outcome),
        votes=tuple(
            VoteLine(
                vote_side_word(VoteSide(vote.side)),
                figures.number(vote.count) if vote.count else _("ingen"),
                vote.parties,
            )
            for vote in votes
        ),
        remarks=tuple(PartyRemark(remark.party, prose(remark.text)) for remark in decision.remarks.all()),
        source=source_note(decision),
    )
