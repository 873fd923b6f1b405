"""Where in a report is something found, and on which page is it mended?

`Places` gives, for a goal of one report, its place in words ("Tabel 3, mål 2: …"), its commentary as plain
text, and the addresses of the pages on which goal, memo or plan are changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from plans.enums import SubmissionState
from plans.models import Report
from plans.richtext import plain_text, rich
from plans.status_report import GoalStatus, StatusReport


@dataclass(frozen=True)
class Places:
    """The places of one report: what they are called, what they hold, and where they lead."""

    status: StatusReport
    memo: Report | None

    def goal(self, goal: GoalStatus, part: str = "") -> str:
        """ "Tabel 3, mål 2: 70 pct. af alle borgere …"; without a table where the report leaves it out.

        The whole wording: two goals often differ in their last words alone.
        """
        wording = f"{goal.reported_wording} – {part}" if part else goal.reported_wording
        if goal.id not in self._rows:
            return wording
        table, number = self._rows[goal.id]
        values = {"table": table, "number": number, "wording": wording}
        return _("%(table)s, mål %(number)s: %(wording)s") % values

    def is_left_out(self, goal: GoalStatus) -> bool:
        """Whether the memo has tables without this goal."""
        return self.memo is not None and goal.id not in self._rows

    @cached_property
    def _rows(self) -> Mapping[int, tuple[str, int]]:
        """The table and the number in it of every goal that has a row."""
        tables = self.memo.tables.all() if self.memo else ()
        return {
            row.goal_id: (table.label, number)
            for table in tables
            for number, row in enumerate(table.rows.all(), start=1)
        }

    def commentary(self, goal: GoalStatus) -> str:
        """What was said of the goal, as plain text."""
        return self._commentaries[goal.id]

    @cached_property
    def _commentaries(self) -> Mapping[int, str]:
        return {
            goal.id: plain_text(rich(goal.submission.commentary)) if goal.submission else ""
            for goal in self.status.goals
        }

    def goal_entry(self, goal: GoalStatus) -> str:
        """The page on which the goal's figures and text are entered."""
        return self._page("goal_entry", goal.key)

    def approval(self) -> str:
        """The page on which goals are approved."""
        return self._page("approval")

    def reopening(self) -> Mapping[str, str]:
        """Where each approved goal is opened again, by the page on which it is entered."""
        return {
            self.goal_entry(goal): f"{self.approval()}#goal-{goal.id}"
            for goal in self.status.goals
            if goal.submission is not None and goal.submission.state is SubmissionState.APPROVED
        }

    def editor(self) -> str:
        """The page on which the memo is edited."""
        return self._page("report_editor")

    def standing(self) -> str:
        """The page that tells how the goals stand."""
        return self._page("status")

    def plan(self) -> str:
        """The page of the plan as it was adopted."""
        return reverse("plan", args=[self.status.plan.slug])

    def _page(self, name: str, *further: str) -> str:
        return reverse(name, args=[self.status.plan.slug, self.status.period, *further])
