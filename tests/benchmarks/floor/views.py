"""The pages of the floor: the front page, status, board, entry, and a figure that is saved."""

from collections import Counter
from http import HTTPStatus
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tests.benchmarks.floor.models import Change, Figure, Goal, Plan


def goals_of(plan: Plan, year: int | None = None) -> QuerySet[Goal]:
    """The plan's goals with their areas and figures, of all years or of one."""
    figures = Figure.objects.all() if year is None else Figure.objects.filter(year=year)
    goals = Goal.objects.filter(area__plan=plan).select_related("area")
    return goals.prefetch_related(Prefetch("figures", figures))


def in_year(slug: str, year: int) -> dict[str, Any]:
    """The plan's goals, each with its figure of the year, and how many stand how."""
    plan = get_object_or_404(Plan, slug=slug)
    goals: list[Any] = list(goals_of(plan, year))
    for goal in goals:
        goal.figure = next(iter(goal.figures.all()), None)
    counts = Counter(goal.figure.status for goal in goals if goal.figure)
    return {"plan": plan, "year": year, "goals": goals, "counts": counts.items()}


def front(request: HttpRequest) -> HttpResponse:
    """Ten plans, and how their goals stand in their last year."""
    page: Any = Paginator(Plan.objects.order_by("title"), 10).get_page(request.GET.get("page"))
    for plan in page:
        figures = Figure.objects.filter(goal__area__plan=plan, year=plan.last_year)
        plan.counts = Counter(figure.status for figure in figures).items()
    return render(request, "floor/front.html", {"page": page})


def status(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """How every goal stands in a year."""
    return render(request, "floor/status.html", in_year(slug, year))


def board(request: HttpRequest, slug: str) -> HttpResponse:
    """How every goal stands in every year."""
    plan = get_object_or_404(Plan, slug=slug)
    years = range(plan.first_year, plan.last_year + 1)
    return render(request, "floor/board.html", {"plan": plan, "years": years, "goals": goals_of(plan)})


class FigureForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own class takes none while it runs
    """What is typed for a figure."""

    class Meta:
        model = Figure
        fields = ("value", "numerator", "denominator")


def entry(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """A form for every goal's figure."""
    context = in_year(slug, year)
    for goal in context["goals"]:
        goal.form = FigureForm(instance=goal.figure)
    return render(request, "floor/entry.html", context)


def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a figure with its row of history; the answer is its row of the entry page."""
    figure = get_object_or_404(Figure.objects.select_related("goal__area__plan"), pk=pk)
    old = str(figure.actual)
    form = FigureForm(request.POST, instance=figure)
    if form.is_valid():
        with transaction.atomic():
            form.save()
            Change.objects.create(figure=figure, who_id=request.user.pk, old=old, new=str(figure.actual))
        form = FigureForm(instance=figure)
    goal: Any = figure.goal
    goal.figure, goal.form = figure, form
    answer = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "floor/row.html", {"goal": goal, "plan": goal.area.plan}, status=answer)
