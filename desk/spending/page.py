"""How does a round's spending stand on its page? By table and area, with sums, and what happened to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.round.questions import NOTHING_ASKED, Asked, QuestionView, question_view
from desk.spending.forms import SpendingForm
from desk.spending.reading import SpendingDesk, SpendingRow
from plans.actions.history import Conflict, Removed
from plans.domain.questions import question_of_spending
from plans.domain.spending import Tally, together
from plans.domain.values import Period
from plans.enums import Role
from plans.models import BudgetLine
from plans.queries import SpendingPost
from plans.web.seen import Change, Seen
from plans.web.who_changed import Choice, change_text, last_change
from plans.wording import figures, money, problems
from plans.wording.questions import confirmed_by


@dataclass(frozen=True, slots=True)
class TallyView:
    """The amount spent and what is left of the budget, in words that follow while one types."""

    id: str
    spent: str
    balance: str
    is_over: bool
    is_sum: bool
    question: QuestionView | None = None
    confirmed: str = ""  # who has let an odd amount stand
    name: str = ""  # what the amount is called
    field: str = ""  # the id of its field, where there is one


@dataclass(frozen=True, slots=True)
class RowView:
    """A budget line with its fields, or what was spent of it where nothing can be changed."""

    id: str
    label: str
    detail: str
    name: str
    budget: str
    form: SpendingForm
    is_field: bool
    is_optional: bool
    spent: str
    note: str
    locked: str
    seen: Seen
    tally: TallyView
    collision: Choice | None


@dataclass(frozen=True, slots=True)
class SumView:
    """What a table, or an area, comes to."""

    label: str
    budget: str
    tally: TallyView


@dataclass(frozen=True, slots=True)
class TableView:
    """A budget table."""

    id: str
    title: str
    about: str
    rows: tuple[RowView, ...]
    total: SumView


def table_views(
    desk: SpendingDesk, rows: Sequence[SpendingRow], conflicts: Mapping[str, Conflict]
) -> list[TableView]:
    """The round's budget tables in their order."""
    tables = []
    for table, found in groupby(rows, key=lambda row: row.post.line.table):
        of_table = list(found)
        outside = "" if table.within_frame else _("uden for planens ramme")
        tables.append(
            TableView(
                id=f"table-{table.pk}",
                title=table.title,
                about=" · ".join(part for part in (money.unit(table.unit), outside) if part),
                rows=tuple(_row(desk, row, of_table, conflicts.get(row.row_id)) for row in of_table),
                total=_sum(f"table-{table.pk}", _("I alt"), of_table),
            )
        )
    return tables


def area_views(desk: SpendingDesk, rows: Sequence[SpendingRow]) -> list[SumView]:
    """What each area comes to, where it is not one table's sum already; never of two units."""
    tables: dict[int, set[int]] = {}
    for row in rows:
        tables.setdefault(row.post.line.table_id, set()).add(row.post.line.pk)
    sums = []
    for area in sorted(desk.areas.values(), key=lambda area: area.number):
        own = [row for row in rows if row.post.line.area_id == area.pk]
        lines = {row.post.line.pk for row in own}
        units = {row.post.line.table.unit for row in own}
        if own and len(units) == 1 and lines not in tables.values():
            sums.append(_sum(f"area-{area.pk}", f"{area.number}. {area.title}", own, unit=units.pop()))
    return sums


def tallies(tables: Iterable[TableView], areas: Iterable[SumView]) -> list[TallyView]:
    """Every sum of the page, to be swapped in while one types."""
    found = [row.tally for table in tables for row in table.rows]
    return [*found, *(table.total.tally for table in tables), *(area.tally for area in areas)]


def notice(desk: SpendingDesk) -> str:
    """What the person must know before reading on; nothing where they can report."""
    if not desk.is_open:
        return _("Runden er lukket. Du kan læse beløbene, men ikke ændre dem.")
    if desk.person.role != Role.CONTRIBUTOR:
        return _("Du kan se beløbene, men ikke rette dem. Det gør de ansvarlige for områderne.")
    if not desk.mine:
        return _(
            "Ingen af områderne med budget er givet til dig, så du kan læse beløbene, men ikke ændre dem."
        )
    return ""


def overtaken_rows(desk: SpendingDesk, rows: Iterable[SpendingRow]) -> list[str]:
    """A sentence for each post that others changed while the page was open, and the person left alone."""
    pattern = _("%(post)s er ændret imens til %(amount)s (%(who)s). Det nye beløb gælder.")
    return [
        pattern
        % {
            "post": money.post_name(row.post.line),
            "amount": _amount_text(row.post.stored.amount, row.post.stored.footnote),
            "who": last_change(row.post.stored, desk.person).who,
        }
        for row in rows
        if row.change is Change.BY_OTHERS and row.post.stored
    ]


def spending_progress(posts: Iterable[SpendingPost]) -> tuple[int, int, str]:
    """How many of the posts with money have their amount, of how many, and the same in words."""
    asked = [post for post in posts if post.tally.budget is not None]
    done = sum(not post.is_missing for post in asked)
    pattern = ngettext(
        "%(done)s af %(total)s budgetpost har et forbrug",
        "%(done)s af %(total)s budgetposter har et forbrug",
        len(asked),
    )
    return done, len(asked), pattern % {"done": done, "total": len(asked)}


def _row(
    desk: SpendingDesk, row: SpendingRow, of_table: Sequence[SpendingRow], conflict: Conflict | None
) -> RowView:
    line, stored = row.post.line, row.post.stored
    label, detail = _words(row.post.line, [other.post.line for other in of_table], desk.report.period)
    qualifier = line.qualifier
    spent = stored.qualifier if stored else ""
    return RowView(
        id=row.row_id,
        label=label,
        detail=detail,
        name=money.post_name(line),
        budget=f"{qualifier} {money.amount(row.post.tally.budget)}".strip(),
        form=row.form,
        # What was typed stays to be copied, even where it can be saved no more.
        is_field=row.may_change or row.is_changed,
        is_optional=row.post.tally.budget is None,
        spent=f"{spent} {money.amount(row.post.tally.spent)}".strip() if stored else "",
        note=" · ".join(each.footnote for each in row.post.spent_lines if each.footnote),
        locked=_locked(desk, row.post),
        seen=row.seen,
        tally=_row_tally(desk, row),
        collision=_collision(desk, row, conflict),
    )


def _words(line: BudgetLine, others: Sequence[BudgetLine], period: Period) -> tuple[str, str]:
    """The row's name, and below it where the money comes from, and its years if not the round's."""
    subject = money.subject(line)
    label, detail = subject, line.funding
    if line.funding and (line.funding == subject or len({money.subject(other) for other in others}) == 1):
        label, detail = line.funding, ""
    own = Period(line.first_year, line.last_year)
    years = figures.years(own) if own != period else ""
    return label, " · ".join(part for part in (detail, years) if part)


def _locked(desk: SpendingDesk, post: SpendingPost) -> str:
    """Why this post alone cannot be changed; nothing where it can, or where `notice` tells it for all."""
    if notice(desk):
        return ""
    if not desk.is_mine(post):
        return _("Området er givet til andre, som indberetter forbruget.")
    return problems.spent_in_several_lines() if len(post.spent_lines) > 1 else ""


def _collision(desk: SpendingDesk, row: SpendingRow, conflict: Conflict | None) -> Choice | None:
    if conflict is None or row.form.spent is None:
        return None
    mine = _amount_text(row.form.spent.amount, row.form.spent.note)
    if isinstance(conflict, Removed):
        last = change_text(conflict.change, desk.person)
        return Choice(mine=mine, theirs=_("intet beløb"), last=last, current=None)
    current = conflict.current
    if not isinstance(current, BudgetLine):
        raise TypeError("an amount collides with a budget line")
    theirs = _amount_text(current.amount, current.footnote)
    last = last_change(current, desk.person)
    return Choice(mine=mine, theirs=theirs, last=last, current=current.version)


def _amount_text(amount: object, note: str) -> str:
    written = money.amount(amount)  # type: ignore[arg-type]  # an amount or None
    return f"{written} ({note})" if note else written


def _sum(element_id: str, label: str, rows: Sequence[SpendingRow], *, unit: str = "") -> SumView:
    whole = together(row.tally for row in rows)
    budget = money.amount(whole.budget)
    return SumView(label, money.in_unit(budget, unit), _tally(f"{element_id}-sum", whole, is_sum=True))


def _row_tally(desk: SpendingDesk, row: SpendingRow) -> TallyView:
    """What a line's amount comes to, and what is asked of it."""
    tally = _tally(row.row_id, row.tally, is_sum=False)
    field = row.form["amount"].auto_id if row.may_change or row.is_changed else ""
    name = money.post_name(row.post.line)
    asked = asked_of_row(desk, row)
    return replace(tally, question=asked.question, confirmed=asked.confirmed, field=field, name=name)


def asked_of_row(desk: SpendingDesk, row: SpendingRow) -> Asked:
    """What to ask of a line's amount, or who has let it stand; nothing where the person cannot enter it."""
    line, question = row.post.line, question_of_spending(row.tally) if row.may_change else None
    if question is None:
        return NOTHING_ASKED
    answer = desk.answered.get(line.pk, {}).get(question.key)
    if answer is not None:
        return Asked(confirmed=confirmed_by(answer.who, answer.when))
    return Asked(question_view(question, row.row_id, unit=line.table.unit))


def _tally(element_id: str, tally: Tally, *, is_sum: bool) -> TallyView:
    return TallyView(
        id=element_id,
        spent=money.amount(tally.spent),
        balance=money.balance(tally),
        is_over=tally.is_over,
        is_sum=is_sum,
    )
