"""What is there for me to do? My goals in the open rounds, or the rounds that I answer for."""

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from desk.tasks.cards import task_card
from desk.tasks.overview import overview_card
from plans import queries
from plans.actions.redaction_people import redactions_to_decide
from plans.enums import Role
from plans.permissions import Person, check_has_tasks
from plans.tasks.rounds import RoundTasks, open_rounds
from plans.tasks.spending import missing_spending
from plans.web.person import person_of


@require_safe
def tasks(request: WSGIRequest) -> HttpResponse:
    """What is to be done in every open round of all plans."""
    person, today = person_of(request), timezone.localdate()
    check_has_tasks(person)
    rounds = open_rounds(today=today)
    if person.role != Role.CONTRIBUTOR:
        cards = [overview_card(each, person, today=today) for each in rounds]
        redactions = redactions_to_decide(person)
        context = {"cards": cards, "redactions": redactions}
        return render(request, "desk/tasks/overview.html", context)
    mine = _with_goals_of(person, rounds)
    unspent = missing_spending(person, mine)
    context = {
        "cards": [task_card(each, today=today, unspent=unspent[each.round.pk]) for each in mine],
        "has_areas": bool(mine) or bool(queries.areas_given_to(person.pk, today)),
    }
    return render(request, "desk/tasks/page.html", context)


def _with_goals_of(person: Person, rounds: list[RoundTasks]) -> list[RoundTasks]:
    mine = (each.of_person(person.pk) for each in rounds)
    return [each for each in mine if each.goals]
