"""What does each button of the report editor do? Tables and goals move, part, join, go and come back."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from plans.actions.report_content import ReportContent, content_of
from plans.actions.reports import join_tables, rearrange
from plans.domain import arrangement
from plans.domain.arrangement import Arrangement, NotThere
from plans.models import Report, ResultGoal
from plans.permissions import Person
from plans.web.row_ids import row_id
from reporting.report_editor.page import short


@dataclass(frozen=True, slots=True)
class StepResult:
    """What was done: how it is told, which element gets the focus, and which part's form is opened."""

    report: Report
    message: str
    focus: str
    opened: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asks to be done to a report, as its page posts it."""

    by: Person
    report: Report
    content: ReportContent
    adopted: Mapping[int, ResultGoal]
    reported: Collection[int]  # the round's goals; one that was withdrawn is none of them
    posted: QueryDict
    version: int

    def id(self, name: str) -> int:
        """The id that the field `name` holds. Raises NotThere."""
        text = self.posted.get(name, "")
        key = row_id(text)
        if key is None:
            raise NotThere(f"{name} is {text[:_LONGEST_ID]!r}")
        return key

    @property
    def goal(self) -> int:
        """The goal that is asked about. Raises NotThere."""
        goal = self.id("goal")
        if goal not in self.adopted:
            raise NotThere(f"the plan has no goal {goal}")
        return goal

    def goal_name(self) -> str:
        """The first words of the goal, as the report words it."""
        row = self.content.rows.get(self.goal)
        return short((row.wording if row else "") or self.adopted[self.goal].wording)

    def table_name(self, table: int) -> str:
        """What a table is called."""
        return self.content.tables[arrangement.number_of(self.content.arrangement, table)].label

    def rearrange(self, to: Callable[[Arrangement], Arrangement], *, title: str = "") -> Report:
        """Let tables and goals stand as `to` arranges them."""
        return rearrange(by=self.by, report=self.report, to=to, version=self.version, title=title)


_LONGEST_ID = 19  # of a wrong one, in the log

Step = Callable[[Order], StepResult]


def _goal_up(order: Order) -> StepResult:
    goal = order.goal
    report = order.rearrange(lambda now: arrangement.goal_up(now, goal))
    return StepResult(report, _moved(order, report), f"goal-{goal}-up")


def _goal_down(order: Order) -> StepResult:
    goal = order.goal
    report = order.rearrange(lambda now: arrangement.goal_down(now, goal))
    return StepResult(report, _moved(order, report), f"goal-{goal}-down")


def _goal_to(order: Order) -> StepResult:
    """Move the goal to the end of a table, or over another goal of it; one that was left out comes back."""
    goal, table = order.goal, order.id("to")
    before = order.id("before") if order.posted.get("before") else None
    is_back = goal not in order.content.rows
    report = order.rearrange(lambda now: arrangement.with_goal(now, goal, table=table, before=before))
    message = _("Sat ind i bilaget: %(goal)s") % {"goal": order.goal_name()} if is_back else ""
    return StepResult(report, message or _moved(order, report), f"goal-{goal}-edit")


def _leave_out(order: Order) -> StepResult:
    goal = order.goal
    report = order.rearrange(lambda now: arrangement.without_goal(now, goal))
    message = _("Taget ud af bilaget: %(goal)s") % {"goal": order.goal_name()}
    return StepResult(report, message, f"left-out-{goal}-put")


def _split(order: Order) -> StepResult:
    goal = order.goal
    number, _position = arrangement.position_of(order.content.arrangement, goal)
    title = _continued(order.content.tables[number].title)
    report = order.rearrange(lambda now: arrangement.split_at(now, goal), title=title)
    new = content_of(report).tables[number + 1]
    message = _("%(table)s er ny. Giv den sin egen titel.") % {"table": new.label}
    return StepResult(report, message, "", opened=f"table-{new.table}")


def _continued(title: str) -> str:
    """The title of the second half of a table."""
    ending = " (fortsat)"
    return title if title.endswith(ending) else f"{title[: 300 - len(ending)]}{ending}"


def _table_up(order: Order) -> StepResult:
    return _table_moved(order, -1, "up")


def _table_down(order: Order) -> StepResult:
    return _table_moved(order, 1, "down")


def _table_moved(order: Order, by: int, button: str) -> StepResult:
    table = order.id("table")
    number = arrangement.number_of(order.content.arrangement, table)
    report = order.rearrange(lambda now: arrangement.table_moved(now, table, to=number + by))
    tables = content_of(report).tables
    number = arrangement.number_of(content_of(report).arrangement, table)
    return StepResult(
        report,
        _("Tabellen står nu som %(label)s.") % {"label": tables[number].label},
        f"table-{table}-{button}",
    )


def _add_table(order: Order) -> StepResult:
    report = order.rearrange(arrangement.with_table, title="Ny tabel")
    new = content_of(report).tables[-1]
    message = _("%(table)s er ny. Giv den sin egen titel.") % {"table": new.label}
    return StepResult(report, message, "", opened=f"table-{new.table}")


def _join(order: Order) -> StepResult:
    table = order.id("table")
    number = arrangement.number_of(order.content.arrangement, table)
    message = _("%(table)s er lagt sammen med tabellen over.") % {"table": order.table_name(table)}
    report = join_tables(by=order.by, report=order.report, table=table, version=order.version)
    above = order.content.tables[max(0, number - 1)].table
    return StepResult(report, message, f"table-{above}-edit")


def _remove_table(order: Order) -> StepResult:
    table = order.id("table")
    number = arrangement.number_of(order.content.arrangement, table)
    if any(row.goal in order.reported for row in order.content.tables[number].rows):
        raise NotThere("the table has goals")
    message = _("%(table)s er fjernet.") % {"table": order.table_name(table)}
    report = order.rearrange(lambda now: arrangement.without_table(now, table))
    return StepResult(report, message, "tables")


def _moved(order: Order, report: Report) -> str:
    content = content_of(report)
    number, position = arrangement.position_of(content.arrangement, order.goal)
    return _("Flyttet til %(table)s, plads %(place)s: %(goal)s") % {
        "table": content.tables[number].label,
        "place": position + 1,
        "goal": order.goal_name(),
    }


STEPS: Mapping[str, Step] = {
    "goal_up": _goal_up,
    "goal_down": _goal_down,
    "goal_to": _goal_to,
    "leave_out": _leave_out,
    "split": _split,
    "table_up": _table_up,
    "table_down": _table_down,
    "add_table": _add_table,
    "join": _join,
    "remove_table": _remove_table,
}
