"""How long does it take? The median of several runs on a warm program, in milliseconds."""

from collections.abc import Callable
from statistics import median
from time import perf_counter


def milliseconds(work: Callable[[], object], *, runs: int = 15, warm: int = 2) -> float:
    """The median time of `work`."""
    for _ in range(warm):
        work()
    times = []
    for _ in range(runs):
        start = perf_counter()
        work()
        times.append(1000 * (perf_counter() - start))
    return median(times)
