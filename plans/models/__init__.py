"""What is kept? All tables, from the plan to the published report and its history."""

from plans.models.change import Change, HistoryIsKept
from plans.models.goal import GoalHeading, GoalWording, Indicator, ResultGoal, Target
from plans.models.job import Job
from plans.models.measurement import Exclusion, Measurement, MeasurementPart
from plans.models.money import (
    BudgetLine,
    BudgetTable,
    Decision,
    DecisionRemark,
    DecisionVote,
    KeyFigure,
    KeyFigurePart,
)
from plans.models.outgoing_mail import OutgoingMail
from plans.models.plan import ActionPlan, Effort, EffortArea, Responsibility, StatusWord
from plans.models.redaction import RedactedPlace, Redaction, SealedOriginal
from plans.models.report import (
    Acknowledgement,
    Publication,
    PublicationFiling,
    PublicationShare,
    Report,
    ReportRow,
    ReportTable,
)
from plans.models.reporting_round import Approval, Draft, ReportingRound, Submission
from plans.models.trail import TrailEntry
from plans.models.visit import Visit

__all__ = [
    "Acknowledgement",
    "ActionPlan",
    "Approval",
    "BudgetLine",
    "BudgetTable",
    "Change",
    "Decision",
    "DecisionRemark",
    "DecisionVote",
    "Draft",
    "Effort",
    "EffortArea",
    "Exclusion",
    "GoalHeading",
    "GoalWording",
    "HistoryIsKept",
    "Indicator",
    "Job",
    "KeyFigure",
    "KeyFigurePart",
    "Measurement",
    "MeasurementPart",
    "OutgoingMail",
    "Publication",
    "PublicationFiling",
    "PublicationShare",
    "RedactedPlace",
    "Redaction",
    "Report",
    "ReportRow",
    "ReportTable",
    "ReportingRound",
    "Responsibility",
    "ResultGoal",
    "SealedOriginal",
    "StatusWord",
    "Submission",
    "Target",
    "TrailEntry",
    "Visit",
]
