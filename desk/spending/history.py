"""What happened to the amounts of a round? Each change in words, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from desk.spending.reading import SpendingDesk
from plans import queries
from plans.domain.values import Period
from plans.queries import SpendingChange
from plans.wording import figures, money


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Something that happened to an amount."""

    when: str
    who: str
    label: str
    change: str


def history_lines(desk: SpendingDesk) -> list[HistoryLine]:
    """What happened to the round's amounts, the newest first."""
    tables = {str(post.line.table_id) for post in desk.posts}
    changes = queries.spending_history(desk.report.plan.pk)
    period = desk.report.period
    lines = [
        (change.when, _history_line(desk, change))
        for change in changes
        if change.post_key[0] in tables and _is_of_years(change, period)
    ]
    newest_first = sorted([*lines, *_answers(desk)], key=lambda each: each[0], reverse=True)
    return [line for _when, line in newest_first]


def _answers(desk: SpendingDesk) -> Iterator[tuple[datetime, HistoryLine]]:
    """Who let which odd amount stand, and when."""
    for post in desk.posts:
        line = post.line
        subject = line.category or (line.area.title if line.area else "")
        detail = line.funding if line.funding != line.category else ""
        years = figures.years(Period(line.first_year, line.last_year))
        for key, answer in desk.answered.get(line.pk, {}).items():
            yield (
                answer.when,
                HistoryLine(
                    when=figures.day_and_time(answer.when),
                    who=answer.who,
                    label=", ".join(filter(None, [subject, detail, years])),
                    change=_("bekræftede, at %(amount)s er rigtigt") % {"amount": money.amount(Decimal(key))},
                ),
            )


def _is_of_years(change: SpendingChange, period: Period) -> bool:
    _table, _area, _category, first, last, _funding = change.post_key
    return bool(first and last) and int(first) <= period.last and period.first <= int(last)


def _history_line(desk: SpendingDesk, change: SpendingChange) -> HistoryLine:
    _table, area, category, first, last, funding = change.post_key
    titles = {str(pk): each.title for pk, each in desk.areas.items()}
    years = figures.years(Period(int(first), int(last)))
    subject = category or titles.get(area, "")
    changes = []
    if change.is_gone and change.amount:
        changes.append(_("%(amount)s blev taget tilbage") % {"amount": money.amount(change.amount[0])})
    elif change.is_first and change.amount:
        changes.append(money.amount(change.amount[1]))
    elif change.amount:
        before, after = change.amount
        changes.append(f"{money.amount(before)} → {money.amount(after)}")
    if change.note and not change.is_gone:
        changes.append(_("note: »%(note)s«") % {"note": change.note[1]} if change.note[1] else _("uden note"))
    return HistoryLine(
        when=figures.day_and_time(change.when),
        who=change.who or _("Hentet fra en fil"),
        label=", ".join(part for part in (subject, funding if funding != category else "", years) if part),
        change="; ".join(changes),
    )
