"""What Vink is asked to do beside the floor: the same tasks by the same names, on plans that are there."""

from collections.abc import Callable

from tests.benchmarks import big_numbers


def tasks(user: str) -> dict[str, Callable[[], object]]:
    """Everything that can be done, by the person of that name."""
    from plans.models import Indicator  # noqa: PLC0415  # Django is set up first
    from tests.benchmarks.visitor import Visitor  # noqa: PLC0415
    from vink.accounts.models import User  # noqa: PLC0415

    visitor = Visitor(User.objects.get(username=user))
    last = big_numbers.LAST_YEAR
    large, forty = f"/plans/{big_numbers.LARGE}", f"/plans/{big_numbers.FORTY}"
    indicator = Indicator.objects.get(goal__plan__slug=big_numbers.LARGE, goal__order=3)

    def save() -> bytes:
        version, reached = indicator.measurements.values_list("version", "numerator").get(year=last)
        return visitor.post(
            f"{large}/entry/{last}/",
            {
                "indicator": str(indicator.pk),
                "slot": str(last),
                "figure": f"{50 + ((reached or 0) + 1) % 40} af 100",
                "version": str(version),
            },
        )

    return {
        big_numbers.SAVE: save,
        big_numbers.FRONT: lambda: visitor.get("/"),
        big_numbers.STATUS: lambda: visitor.get(f"{large}/status/{last}/"),
        big_numbers.BOARD: lambda: visitor.get(f"{large}/status/{last}/?view=dense"),
        big_numbers.ENTRY: lambda: visitor.get(f"{large}/entry/{last}/"),
        big_numbers.EXCEL: lambda: visitor.get(f"{large}/board/tavle.xlsx"),
        big_numbers.PDF: lambda: visitor.get(f"{forty}/annex/{last}/bilag-1.pdf"),
        big_numbers.WORD: lambda: visitor.get(f"{forty}/annex/{last}/bilag-1.docx"),
    }
