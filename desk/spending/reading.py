"""Which amounts does a person report in a round, and which of them have they changed?

`spending_desk` reads the budget lines of a round's years; `SpendingDesk.rows` gives each line its form,
filled in as stored or as posted, and says whether the person may change it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from desk.spending.forms import SpendingForm
from plans import queries
from plans.actions.spending import GivenSpending
from plans.domain.spending import Tally
from plans.domain.values import Period
from plans.enums import RoundState
from plans.models import EffortArea, ReportingRound
from plans.permissions import Person, can_enter
from plans.queries import SpendingPost
from plans.queries.answers import SPENT, Answered
from plans.status_report import StatusReport
from plans.versions import version_of
from plans.web.plan_pages import report_or_404
from plans.web.seen import Change, Seen, marks_of
from plans.wording import money

MINE, THEIRS = "mine", "theirs"
Posted = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SpendingRow:
    """A post with its form, and what the person saw of it."""

    post: SpendingPost
    form: SpendingForm
    seen: Seen
    change: Change
    may_change: bool

    @property
    def is_changed(self) -> bool:
        """Whether the person typed something else than what is stored."""
        return self.change is Change.OWN

    @property
    def row_id(self) -> str:
        """The prefix under which its fields are posted."""
        return row_id(self.post)

    @property
    def tally(self) -> Tally:
        """Budget and amount spent as the page shows them; an amount that cannot be read counts as none."""
        if not self.is_changed:
            return self.post.tally
        self.form.is_valid()
        return Tally(self.post.tally.budget, self.form.cleaned_data.get("amount"))


@dataclass(frozen=True)
class SpendingDesk:
    """The budget lines of a round's years, for one person."""

    report: StatusReport
    round: ReportingRound
    person: Person
    posts: tuple[SpendingPost, ...]
    areas: Mapping[int, EffortArea]  # of the plan, by id
    given: frozenset[int]

    @property
    def is_open(self) -> bool:
        """Whether amounts can be reported at all."""
        return self.round.state == RoundState.OPEN

    def is_mine(self, post: SpendingPost) -> bool:
        """Whether the person reports this post; one without an area is reported by all who have one."""
        areas = [post.line.area_id] if post.line.area_id is not None else self.areas
        return can_enter(self.person, list(areas), self.given)

    def may_change(self, post: SpendingPost) -> bool:
        """Whether the person can report it here and now."""
        return self.is_open and self.is_mine(post) and len(post.spent_lines) <= 1

    @cached_property
    def mine(self) -> tuple[SpendingPost, ...]:
        """The posts that the person reports."""
        return tuple(post for post in self.posts if self.is_mine(post))

    @cached_property
    def answered(self) -> Mapping[int, Mapping[str, Answered]]:
        """Which odd amounts somebody has let stand, by budget line; asked for where an amount is odd."""
        return queries.answered(SPENT, [post.line.pk for post in self.posts])

    def ask_again(self) -> None:
        """Ask again what was answered, once somebody has just answered."""
        vars(self).pop("answered", None)

    def rows(self, posted: Posted | None = None) -> list[SpendingRow]:
        """The posts with their forms, filled in as stored, or as posted where the person changed them.

        Raises PermissionDenied where something was posted that is not the person's.
        """
        return [self._row(post, posted) for post in self.posts]

    def _row(self, post: SpendingPost, posted: Posted | None) -> SpendingRow:
        prefix = row_id(post)
        as_stored, may = self._form(post, None), self.may_change(post)
        version = post.stored.version if post.stored else None
        now = Seen(marks=marks_of([as_stored]), version=version, is_typed=False)
        if posted is None or f"{prefix}-amount" not in posted or posted.get(f"{prefix}-choice") == THEIRS:
            return SpendingRow(post, as_stored, now, Change.NONE, may_change=may)
        form = self._form(post, posted)
        seen = Seen.of(posted, prefix)
        change = seen.change([form], now=now)
        if change is not Change.OWN:
            return SpendingRow(post, as_stored, now, change, may_change=may)
        if not self.is_mine(post):
            raise PermissionDenied(_("Du kan ikke indberette forbruget: området er ikke givet til dig."))
        if posted.get(f"{prefix}-choice") == MINE:
            seen = replace(seen, version=version_of(posted.get(f"{prefix}-current", "")))
        return SpendingRow(post, form, seen.brought_up_to(now), change, may_change=may)

    def _form(self, post: SpendingPost, posted: Posted | None) -> SpendingForm:
        return SpendingForm(posted, prefix=row_id(post), name=money.post_name(post.line), stored=post.stored)


def row_id(post: SpendingPost) -> str:
    """The prefix under which a post's fields are posted."""
    return f"line-{post.line.pk}"


def given_on(rows: Sequence[SpendingRow]) -> Iterator[GivenSpending]:
    """The amounts that the person changed, from the rows that are valid."""
    for row in rows:
        if row.is_changed and row.form.spent is not None:
            yield GivenSpending(
                row_id=row.row_id, line=row.post.line, spent=row.form.spent, version=row.seen.version
            )


def desk_or_404(slug: str, period: Period, person: Person) -> SpendingDesk:
    """The amounts of a round. Raises Http404 where the period has no round."""
    report = report_or_404(slug, period)
    if report.round is None:
        raise Http404
    return spending_desk(report, report.round, person)


def spending_desk(report: StatusReport, round_: ReportingRound, person: Person) -> SpendingDesk:
    """Fetch what `person` sees of the amounts of a round."""
    lines = queries.spending_lines([report.plan.pk])
    areas = {area.pk: area for area in EffortArea.objects.filter(plan=report.plan.pk)}
    return SpendingDesk(
        report=report,
        round=round_,
        person=person,
        posts=tuple(queries.spending_posts(lines, report.period)),
        areas=areas,
        given=queries.areas_given_to(person.pk, timezone.localdate()) & areas.keys(),
    )
