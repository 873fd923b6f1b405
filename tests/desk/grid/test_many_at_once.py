"""What happens when many write at once, and when the server dies in the middle? By HTTP, on gunicorn."""

import http.client
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from threading import Event

import pytest

from plans.models import Change, Indicator, Measurement
from tests.factories import IndicatorFactory, ResponsibilityFactory, ResultGoalFactory, UserFactory
from tests.gunicorn_server import Browser, Server, browser_of, gunicorn, version_in
from tests.patience import PATIENCE
from tests.plans.entry_plan import EntryPlan, entry_plan

pytestmark = pytest.mark.slow

PEOPLE, EDITS = 20, 10


@dataclass
class Outcome:
    """What the server answered to one person: the figures that it took, and those that it refused."""

    accepted: list[tuple[int, int]] = field(default_factory=list)  # indicator and figure
    conflicts: list[tuple[int, int]] = field(default_factory=list)
    unanswered: list[tuple[int, int]] = field(default_factory=list)
    strange: list[tuple[int, str]] = field(default_factory=list)


@pytest.fixture
def there(transactional_db: None) -> EntryPlan:
    return entry_plan()


@pytest.fixture
def indicators(there: EntryPlan) -> list[Indicator]:
    """Four figures that everybody enters."""
    area = there.dialogue.goal.area
    more = [
        IndicatorFactory.create(goal=ResultGoalFactory.create(area=area, wording=f"Mål {number}"))
        for number in range(3)
    ]
    return [there.dialogue, *more]


def browsers(there: EntryPlan, server: Server, count: int) -> list[Browser]:
    people = [UserFactory.create(contributor=True) for _ in range(count)]
    for person in people:
        ResponsibilityFactory.create(user=person, area=there.dialogue.goal.area)
    return [browser_of(person, server) for person in people]


def edit(
    there: EntryPlan, browser: Browser, indicators: list[Indicator], first: int, count: int, enough: Event
) -> Outcome:
    """Enter `count` figures one after the other, each over the version that this person saw last."""
    outcome, seen = Outcome(), dict.fromkeys((each.pk for each in indicators), "")
    for number in range(first, first + count):
        indicator = indicators[number % len(indicators)].pk
        fields = {"indicator": indicator, "slot": "2019", "figure": number, "version": seen[indicator]}
        try:
            status, text = browser.post(there.address, fields)
        except (OSError, http.client.HTTPException):
            outcome.unanswered.append((indicator, number))
            break
        seen[indicator] = version_in(text)
        if status == 200:
            outcome.accepted.append((indicator, number))
            if len(outcome.accepted) >= 3:
                enough.set()
        elif status == 409 and f"Gem mit tal, {number}" in " ".join(text.split()).replace(".", ""):
            outcome.conflicts.append((indicator, number))
        else:
            outcome.strange.append((status, text[:500]))
    return outcome


def written(indicator: Indicator) -> list[tuple[str, str]]:
    """From which figure to which the history says that it went."""
    rows = Measurement.objects.filter(indicator=indicator, year=2019).values("pk")
    changes = Change.objects.filter(kind="measurement", object_id__in=rows, field="value")
    return list(changes.order_by("pk").values_list("old", "new"))


def check_row_and_history(indicator: Indicator) -> None:
    """The figure is the last that the history names, and each went on from the one before."""
    steps = written(indicator)
    row = Measurement.objects.filter(indicator=indicator, year=2019).first()
    assert [old for old, _new in steps] == ["", *(new for _old, new in steps[:-1])][: len(steps)]
    assert row is not None or not steps
    if row is not None:
        assert (row.value, row.version) == (Decimal(steps[-1][1]), len(steps))


def test_of_200_edits_by_20_people_none_is_lost_and_every_refusal_is_told(
    there: EntryPlan, indicators: list[Indicator], tmp_path: Path
) -> None:
    with gunicorn(tmp_path) as server, ThreadPoolExecutor(PEOPLE) as pool:
        people = browsers(there, server, PEOPLE)
        tasks = [
            pool.submit(edit, there, person, indicators, (index + 1) * 1000, EDITS, Event())
            for index, person in enumerate(people)
        ]
        outcomes = [task.result() for task in tasks]

    assert [each for outcome in outcomes for each in outcome.strange + outcome.unanswered] == []
    accepted, conflicts = defaultdict(set), 0
    for outcome in outcomes:
        conflicts += len(outcome.conflicts)
        for indicator, number in outcome.accepted:
            accepted[indicator].add(str(number))
    assert sum(map(len, accepted.values())) + conflicts == PEOPLE * EDITS
    assert conflicts > 0  # they did meet
    for each in indicators:
        check_row_and_history(each)
        assert {new for _old, new in written(each)} == accepted[each.pk]


def test_after_a_power_cut_every_figure_is_the_old_or_the_new(
    there: EntryPlan, indicators: list[Indicator], tmp_path: Path
) -> None:
    # one figure each, so that all are in the middle of a save
    enough = Event()
    with gunicorn(tmp_path) as server, ThreadPoolExecutor(len(indicators)) as pool:
        people = browsers(there, server, len(indicators))
        tasks = [
            pool.submit(edit, there, person, [indicator], (index + 1) * 1000, 500, enough)
            for index, (person, indicator) in enumerate(zip(people, indicators, strict=True))
        ]
        assert enough.wait(timeout=PATIENCE)
        server.kill()
        outcomes = [task.result() for task in tasks]

    assert all(outcome.unanswered for outcome in outcomes)
    for each, outcome in zip(indicators, outcomes, strict=True):
        assert outcome.strange == []
        check_row_and_history(each)
        saved = [new for _old, new in written(each)]
        accepted = [str(number) for _indicator, number in outcome.accepted]
        under_way = [str(number) for _indicator, number in outcome.unanswered]
        assert saved in (accepted, accepted + under_way)

    with gunicorn(tmp_path) as server:
        [anybody] = browsers(there, server, 1)
        outcome = edit(there, anybody, indicators[:1], 9000, 2, Event())
    assert len(outcome.accepted) >= 1
    check_row_and_history(indicators[0])
