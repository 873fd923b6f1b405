"""What the floor is asked to do: the same tasks as Vink, by the same names."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.core.management import call_command

from tests.benchmarks import big_numbers
from tests.benchmarks.floor.filling import fill
from tests.benchmarks.floor.models import Figure
from tests.benchmarks.visitor import Visitor


def tasks() -> dict[str, Callable[[], object]]:
    """Make the tables and the plans; then everything can be done."""
    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)  # the floor's own tables, which refer to people
    fill(
        plans=big_numbers.PLANS,
        first_year=big_numbers.FIRST_YEAR,
        years=big_numbers.YEARS,
        areas=big_numbers.AREAS,
        target=big_numbers.TARGET,
        user="benchmark",
    )
    visitor = Visitor(User.objects.get(username="benchmark"))
    last = big_numbers.LAST_YEAR
    large, forty = big_numbers.LARGE, big_numbers.FORTY
    figures = Figure.objects.filter(goal__area__plan__slug=large, goal__order=3, year=last)
    figure = figures.get()

    def save() -> bytes:
        reached = figures.values_list("numerator", flat=True).get() or 0
        numerator = str(50 + (reached + 1) % 40)
        return visitor.post(f"/figures/{figure.pk}/", {"numerator": numerator, "denominator": "100"})

    return {
        big_numbers.SAVE: save,
        big_numbers.FRONT: lambda: visitor.get("/"),
        big_numbers.STATUS: lambda: visitor.get(f"/plans/{large}/status/{last}/"),
        big_numbers.BOARD: lambda: visitor.get(f"/plans/{large}/board/"),
        big_numbers.ENTRY: lambda: visitor.get(f"/plans/{large}/entry/{last}/"),
        big_numbers.EXCEL: lambda: visitor.get(f"/plans/{large}/board.xlsx"),
        big_numbers.PDF: lambda: visitor.get(f"/plans/{forty}/{last}.pdf"),
        big_numbers.WORD: lambda: visitor.get(f"/plans/{forty}/{last}.docx"),
    }
