"""How does a test get the rows that it needs? One factory a table; what a test leaves out has a likely value.

Call `.create(…)`, which mypy follows. A goal, an indicator and so on belong to the plan of their area: pass
`area=` (or `area__plan=plan`), never a plan beside it. Orders, numbers and keys count up by themselves.
"""

from tests.factories.figures import ExclusionFactory, MeasurementFactory, MeasurementPartFactory
from tests.factories.goals import (
    GoalHeadingFactory,
    GoalWordingFactory,
    IndicatorFactory,
    ResultGoalFactory,
    TargetFactory,
)
from tests.factories.jobs import JobFactory
from tests.factories.money import BudgetLineFactory, BudgetTableFactory
from tests.factories.people import PASSWORD, DraftFactory, OutgoingMailFactory, UserFactory, VisitFactory
from tests.factories.plans import (
    ActionPlanFactory,
    DecisionFactory,
    DecisionRemarkFactory,
    DecisionVoteFactory,
    EffortAreaFactory,
    EffortFactory,
    KeyFigureFactory,
    KeyFigurePartFactory,
    ResponsibilityFactory,
    StatusWordFactory,
)
from tests.factories.publications import (
    AcknowledgementFactory,
    PublicationFactory,
    PublicationFilingFactory,
    PublicationShareFactory,
)
from tests.factories.redactions import RedactedPlaceFactory, RedactionFactory, SealedOriginalFactory
from tests.factories.rounds import (
    ApprovalFactory,
    ReportFactory,
    ReportingRoundFactory,
    ReportRowFactory,
    ReportTableFactory,
    SubmissionFactory,
)

__all__ = [
    "PASSWORD",
    "AcknowledgementFactory",
    "ActionPlanFactory",
    "ApprovalFactory",
    "BudgetLineFactory",
    "BudgetTableFactory",
    "DecisionFactory",
    "DecisionRemarkFactory",
    "DecisionVoteFactory",
    "DraftFactory",
    "EffortAreaFactory",
    "EffortFactory",
    "ExclusionFactory",
    "GoalHeadingFactory",
    "GoalWordingFactory",
    "IndicatorFactory",
    "JobFactory",
    "KeyFigureFactory",
    "KeyFigurePartFactory",
    "MeasurementFactory",
    "MeasurementPartFactory",
    "OutgoingMailFactory",
    "PublicationFactory",
    "PublicationFilingFactory",
    "PublicationShareFactory",
    "RedactedPlaceFactory",
    "RedactionFactory",
    "ReportFactory",
    "ReportRowFactory",
    "ReportTableFactory",
    "ReportingRoundFactory",
    "ResponsibilityFactory",
    "ResultGoalFactory",
    "SealedOriginalFactory",
    "StatusWordFactory",
    "SubmissionFactory",
    "TargetFactory",
    "UserFactory",
    "VisitFactory",
]
