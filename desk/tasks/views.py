"""What is there for me to do? My goals in the open rounds, or the rounds that I answer for."""

from django.core.handlers.wsgi import WSGIRequest
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from desk.tasks.cards import task_card
from desk.tasks.judges import judges_of
from desk.tasks.overview import overview_card
from plans import queries
from plans.actions.redaction_people import redactions_to_decide
from plans.enums import Role
from plans.permissions import can_approve, check_has_tasks
from plans.tasks.approvals import waiting_for_another
from plans.tasks.rounds import open_rounds, tasks_in
from plans.tasks.spending import missing_spending
from plans.web.paging import page_numbers
from plans.web.person import person_of

ROUNDS_ON_A_PAGE = 10


@require_safe
def tasks(request: WSGIRequest) -> HttpResponse:
    """Shows what is to be done in the open rounds: one's own goals, or how far each round is."""
    check_has_tasks(person_of(request))
    is_contributor = person_of(request).role == Role.CONTRIBUTOR
    return _own_goals(request) if is_contributor else _overview(request)


def _own_goals(request: WSGIRequest) -> HttpResponse:
    person, today = person_of(request), timezone.localdate()
    plans = queries.plans_of_areas_given_to(person.pk, today)
    rounds = (each.of_person(person.pk) for each in open_rounds(today=today, plans=plans))
    mine = [each for each in rounds if each.goals]
    unspent, judges = missing_spending(person, mine), judges_of(mine)
    context = {
        "cards": [task_card(each, judges, today=today, unspent=unspent[each.round.pk]) for each in mine],
        "has_areas": bool(plans),
    }
    return render(request, "desk/tasks/page.html", context)


def _overview(request: WSGIRequest) -> HttpResponse:
    """Shows a page of the rounds; an approver has those first in which something waits for approval."""
    person, today = person_of(request), timezone.localdate()
    rounds = queries.open_rounds()
    if can_approve(person):
        rounds = queries.with_waiting_first(rounds)
    page = Paginator(rounds, ROUNDS_ON_A_PAGE).get_page(request.GET.get("page"))
    found = tasks_in(page, today=today)
    others = waiting_for_another(person, found) if can_approve(person) else frozenset()
    context = {
        "cards": [overview_card(each, person, today=today, for_another=others) for each in found],
        "redactions": redactions_to_decide(person),
        "pages": page_numbers(page, lambda number: f"{request.path}?page={number}"),
        "rounds": page.paginator.count,
    }
    return render(request, "desk/tasks/overview.html", context)
