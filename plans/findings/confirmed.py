"""Which numbers of the texts has somebody let stand beside a goal's figures? Who, in words."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property

from plans import queries
from plans.domain.questions import key_of, pair_of_key
from plans.domain.text_questions import numbers_of
from plans.queries.answers import TEXT, Answered
from plans.status_report import GoalStatus, StatusReport
from plans.wording.questions import number_confirmed


class Confirmed:
    """The answers to what was asked of a report's texts; asked for where a text is found to be odd."""

    def __init__(self, status: StatusReport) -> None:
        self._status = status

    @cached_property
    def _answers(self) -> Mapping[int, Mapping[str, Answered]]:
        return queries.answered(TEXT, [goal.id for goal in self._status.goals])

    def sentences(self, goal: GoalStatus, quotes: Iterable[str]) -> str:
        """Who has confirmed which of the numbers in these quotes of the goal's text, beside its figures."""
        quoted = {number for quote in quotes for number in numbers_of(quote)}
        standing = {key_of(figure) for part in goal.indicators for figure in part.facts.figures}
        found = (
            number_confirmed(number, answer.who, answer.when)
            for number, figure, answer in self._pairs(goal)
            if number in quoted and figure in standing
        )
        return " ".join(dict.fromkeys(found))

    def _pairs(self, goal: GoalStatus) -> Iterator[tuple[Decimal, str, Answered]]:
        """The number, the key of the figure beside it, and who answered; of this round alone."""
        prefix = f"{self._status.period}: "
        for key, answer in self._answers.get(goal.id, {}).items():
            number, figure = pair_of_key(key.removeprefix(prefix))
            if key.startswith(prefix) and figure:
                yield Decimal(number), figure, answer
