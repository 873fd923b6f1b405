"""What is a member of a fixed set called where one chooses it? Short words for forms, lists and filters."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from plans.enums import (
    Accumulation,
    AmountKind,
    Basis,
    Boundary,
    Direction,
    JobKind,
    Measure,
    PartOf,
    PreventionLevel,
    Recorded,
    RedactionState,
    RoundState,
    Status,
    SubmissionState,
    TrailKind,
    Treatment,
    Unmeasurable,
    VoteSide,
)
from plans.wording.statuses import USUAL_WORDS

if TYPE_CHECKING:
    from django.utils.functional import Promise

Labels = Mapping[StrEnum, "str | Promise"]

CHOICES: Mapping[type[StrEnum], Labels] = {
    Status: {status: word for status, word in USUAL_WORDS.items()},  # noqa: C416  # a dict of any enum
    Measure: {
        Measure.COUNT: _("antal"),
        Measure.SHARE: _("andel i procent"),
        Measure.JUDGEMENT: _("vurdering"),
    },
    Direction: {
        Direction.AT_LEAST: _("mindst måltallet"),
        Direction.AT_MOST: _("højst måltallet"),
    },
    Accumulation: {
        Accumulation.SUM: _("årenes tal lægges sammen"),
        Accumulation.POOLED: _("antallene lægges sammen, og andelen regnes af summerne"),
        Accumulation.LATEST: _("det seneste års tal gælder"),
    },
    Basis: {
        Basis.RELATIVE: _("procent af måltallet"),
        Basis.POINTS: _("procentpoint"),
    },
    Boundary: {
        Boundary.STRICT: _("mindre end tolerancen"),
        Boundary.INCLUSIVE: _("højst tolerancen"),
    },
    Unmeasurable: {
        Unmeasurable.NO_COHORT: _("ingen i målgruppen"),
        Unmeasurable.TOO_RECENT: _("for tidligt at opgøre"),
        Unmeasurable.NO_DATA: _("ingen data"),
        Unmeasurable.NOT_HELD: _("ikke afholdt"),
    },
    PreventionLevel: {
        PreventionLevel.PREVENTIVE: _("forebyggende"),
        PreventionLevel.ANTICIPATORY: _("foregribende"),
        PreventionLevel.INTERVENTIVE: _("indgribende"),
    },
    RoundState: {
        RoundState.OPEN: _("åben"),
        RoundState.CLOSED: _("lukket"),
    },
    SubmissionState: {
        SubmissionState.DRAFT: _("ikke sendt ind"),
        SubmissionState.SUBMITTED: _("sendt ind"),
        SubmissionState.APPROVED: _("godkendt"),
        SubmissionState.RETURNED: _("sendt tilbage"),
    },
    AmountKind: {
        AmountKind.BUDGET: _("budget"),
        AmountKind.SPENT: _("forbrugt"),
        AmountKind.EXPECTED: _("forventet forbrug"),
        AmountKind.CARRIED_OVER: _("overført"),
    },
    VoteSide: {
        VoteSide.FOR: _("for"),
        VoteSide.AGAINST: _("imod"),
        VoteSide.ABSTAINED: _("undlod at stemme"),
    },
    RedactionState: {
        RedactionState.ASKED: _("anmodet"),
        RedactionState.GRANTED: _("slettet"),
        RedactionState.REFUSED: _("afvist"),
        RedactionState.UNDONE: _("fortrudt"),
    },
    Treatment: {
        Treatment.KEEP: _("bringes, som de er"),
        Treatment.SUPPRESS: _("skjules"),
        Treatment.ROUND: _("afrundes til nærmeste fem"),
    },
    Recorded: {
        Recorded.APPROVAL: _("godkendelsen"),
        Recorded.UPGRADE: _("opgraderingen"),
        Recorded.IMPORT: _("indlæsningen"),
    },
    PartOf: {
        PartOf.FIGURE: _("tallet"),
        PartOf.DENOMINATOR: _("nævneren"),
    },
    TrailKind: {
        TrailKind.SAW: _("Så personoplysninger"),
        TrailKind.EXPORTED: _("Hentede en fil"),
        TrailKind.REFUSED: _("Blev afvist"),
        TrailKind.SIGN_IN: _("Loggede på"),
        TrailKind.SIGN_IN_FAILED: _("Forkert adgangskode"),
        TrailKind.SIGN_OUT: _("Loggede af"),
        TrailKind.PROOF_FAILED: _("Forkert adgangskode i egen session"),
        TrailKind.PASSWORD_CHANGED: _("Valgte ny adgangskode"),
    },
    JobKind: {
        JobKind.PDF: _("PDF-fil"),
    },
}

_BY_VALUES = {
    frozenset(member.value for member in enum): {member.value: label for member, label in labels.items()}
    for enum, labels in CHOICES.items()
}


def labels_of(values: frozenset[str]) -> Mapping[str, "str | Promise"]:
    """What the members of the set with exactly these values are called; nothing for a set unknown here."""
    return _BY_VALUES.get(values - {""}, {})
