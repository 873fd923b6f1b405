"""Which fixed sets of values does the field know? Plain enums, free of Django, shared by every layer."""

from enum import StrEnum


class Status(StrEnum):
    """How a goal stands. The six values are the only ones there are."""

    ACHIEVED = "achieved"
    PARTLY_ACHIEVED = "partly_achieved"
    NOT_ACHIEVED = "not_achieved"
    NOT_MEASURABLE = "not_measurable"
    IN_PROGRESS = "in_progress"
    NOT_REPORTED = "not_reported"


class Measure(StrEnum):
    """What kind of figure an indicator takes."""

    COUNT = "count"
    SHARE = "share"
    JUDGEMENT = "judgement"


class Direction(StrEnum):
    """Whether more or less is better."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Accumulation(StrEnum):
    """How the figures of several years become one."""

    SUM = "sum"
    POOLED = "pooled"
    LATEST = "latest"


class Basis(StrEnum):
    """Whether a tolerance is a percentage of the target or percentage points."""

    RELATIVE = "relative"
    POINTS = "points"


class Boundary(StrEnum):
    """Whether a deviation of exactly the tolerance is outside it (strict) or within it (inclusive)."""

    STRICT = "strict"
    INCLUSIVE = "inclusive"


class Unmeasurable(StrEnum):
    """Why a figure could not be measured."""

    NO_COHORT = "no_cohort"
    TOO_RECENT = "too_recent"
    NO_DATA = "no_data"
    NOT_HELD = "not_held"


class PreventionLevel(StrEnum):
    """The levels of the prevention triangle (plan 2016–17, introduction)."""

    PREVENTIVE = "preventive"
    ANTICIPATORY = "anticipatory"
    INTERVENTIVE = "interventive"


class RoundState(StrEnum):
    """Whether figures can be entered in a reporting round."""

    OPEN = "open"
    CLOSED = "closed"


class SubmissionState(StrEnum):
    """How far a goal's submission has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"


class RedactionState(StrEnum):
    """Whether a passage is to be blanked, was blanked, stays, or was put back."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    UNDONE = "undone"


class Treatment(StrEnum):
    """What is done about something that a check found: it is told as it is, or made unrecognisable."""

    KEEP = "keep"
    SUPPRESS = "suppress"
    ROUND = "round"


class AmountKind(StrEnum):
    """What an amount of a budget line says."""

    BUDGET = "budget"
    SPENT = "spent"
    EXPECTED = "expected"
    CARRIED_OVER = "carried_over"


class VoteSide(StrEnum):
    """How a party voted on a decision."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"


class PartOf(StrEnum):
    """Which number of a measurement a part ("heraf") belongs to."""

    FIGURE = "figure"
    DENOMINATOR = "denominator"


class BasisPart(StrEnum):
    """What may differ in the basis of a judgement."""

    WORDING = "wording"
    PERIOD = "period"
    AS_OF = "as_of"
    WORD = "word"
    OWN_JUDGEMENT = "own_judgement"
    REPLACED = "replaced"
    INDICATOR = "indicator"
    LABEL = "label"
    UNIT = "unit"
    COUNTED = "counted"
    AMONG = "among"
    MEASURE = "measure"
    DIRECTION = "direction"
    ACCUMULATION = "accumulation"
    CARRIES_OVER = "carries_over"
    TOLERANCE = "tolerance"
    SPAN = "span"
    TARGET = "target"
    FIGURE = "figure"
    LEFT_OUT = "left_out"
    PARTS = "parts"


class Recorded(StrEnum):
    """When what was approved was recorded: by the approval itself, or of one that was there before."""

    APPROVAL = "approval"
    UPGRADE = "upgrade"
    IMPORT = "import"


class Role(StrEnum):
    """What a person may do."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"


class ReasonCode(StrEnum):
    """Why a status is what it is; `plans.wording` holds the sentence for each."""

    # the figure against the target
    TARGET_MET = "target_met"
    WITHIN_TOLERANCE = "within_tolerance"
    BEYOND_TOLERANCE = "beyond_tolerance"
    TARGET_OF_ZERO_EXCEEDED = "target_of_zero_exceeded"
    JUDGED = "judged"
    # time
    REACHED_EARLY = "reached_early"
    EXCEEDED_EARLY = "exceeded_early"
    IN_PROGRESS = "in_progress"
    # figures that are missing
    FIGURE_MISSING = "figure_missing"
    YEARS_MISSING = "years_missing"
    COUNTS_MISSING = "counts_missing"
    WHOLE_PERIOD_FIGURE_MISSING = "whole_period_figure_missing"
    TARGETS_DIFFER = "targets_differ"
    # what cannot be measured
    NO_TARGET = "no_target"
    NOT_MEASURABLE = "not_measurable"
    NOBODY_IN_TARGET_GROUP = "nobody_in_target_group"
    # what is told besides the main reason
    YEARS_LEFT_OUT = "years_left_out"
    YEARS_WITHOUT_TARGET = "years_without_target"
    YEARS_MISSED = "years_missed"
    PERCENTAGE_AS_GIVEN = "percentage_as_given"
    PROVISIONAL = "provisional"
    JUDGED_SO_FAR = "judged_so_far"
    # goals of several indicators
    WORST_PART_DECIDES = "worst_part_decides"
    ALL_PARTS_ACHIEVED = "all_parts_achieved"
    PARTS_NOT_MEASURABLE = "parts_not_measurable"
    # one case more or less
    ONE_MORE = "one_more"
    ONE_FEWER = "one_fewer"
    NONE_OF_PENDING = "none_of_pending"
    ALL_OF_PENDING = "all_of_pending"


class TrailKind(StrEnum):
    """What the trail keeps of somebody's doings, besides the history."""

    SIGN_IN = "sign_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_OUT = "sign_out"
    PROOF_FAILED = "proof_failed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  # a kind of event
    REFUSED = "refused"
    SAW = "saw"
    EXPORTED = "exported"


class JobKind(StrEnum):
    """What is made in the queue, because it takes long."""

    PDF = "pdf"
