"""How much does the managers' overview tell, so that it fits on one page?

`STEPS` are the attempts from most to least detail: how many goals of each status, and how many characters of
their texts. What went well is left out first.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from plans.enums import Status
from plans.status_report import StatusReport

EVERYTHING = 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Details:
    """How many goals are named of each kind, and how many characters of their texts.

    What is left out is counted in words: "og 12 andre nåede mål".
    """

    failed: int = EVERYTHING
    partly: int = EVERYTHING
    open: int = EVERYTHING  # missing, in progress, not measurable; of each
    achieved: int = EVERYTHING
    changes: int = EVERYTHING
    wording: int = EVERYTHING
    comment: int = EVERYTHING
    title: int = EVERYTHING
    is_large: bool = False  # in larger type

    def most(self, status: Status) -> int:
        """How many goals of the status are named one by one."""
        match status:
            case Status.NOT_ACHIEVED:
                return self.failed
            case Status.PARTLY_ACHIEVED:
                return self.partly
            case Status.ACHIEVED:
                return self.achieved
            case Status.NOT_REPORTED | Status.IN_PROGRESS | Status.NOT_MEASURABLE:
                return self.open


# Each step takes less room than the one before: what went well is left out first, what went wrong last.
STEPS = (
    Details(wording=300, comment=260, changes=6, is_large=True),
    Details(wording=300, comment=260, changes=6),
    Details(wording=220, comment=200, changes=4),
    Details(wording=160, comment=160, changes=3, achieved=16),
    Details(wording=130, comment=130, changes=2, achieved=8),
    Details(wording=110, comment=110, changes=2, achieved=4, open=6, title=200),
    Details(wording=100, comment=90, changes=1, achieved=0, open=4, partly=8, failed=20, title=160),
    Details(wording=90, comment=0, changes=1, achieved=0, open=2, partly=6, failed=20, title=120),
    Details(wording=80, comment=0, changes=0, achieved=0, open=1, partly=4, failed=12, title=100),
    Details(wording=70, comment=0, changes=0, achieved=0, open=0, partly=2, failed=6, title=80),
)
# Nothing is set in smaller type: no page holds more lines than these.
MOST_LINES = 75


def worth_trying(report: StatusReport) -> Iterator[Details]:
    """The steps, without those whose goals are more than a page has lines."""
    for step in STEPS:
        lines = sum(min(count, step.most(status)) for status, count in report.counts.items())
        if lines <= MOST_LINES or step is STEPS[-1]:
            yield step
