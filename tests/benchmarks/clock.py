"""How long does it take? The median of several runs on a warm program, in milliseconds."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from time import perf_counter

from django.db import connection, connections


def milliseconds(work: Callable[[], object], *, runs: int = 15, warm: int = 2) -> float:
    """The median time of `work`, in a thread of its own that shares the test's connection.

    It runs at least `runs` times, and for a second: what is short would else be measured while somebody else
    has the processor.

    There the stack is as short as a server's. CPython keeps frames in chunks, and calls repeated across the
    end of a chunk get and free one each time: beneath pytest's fifty frames the status page took two
    thirds longer.
    """

    def measured() -> list[float]:
        connections[connection.alias] = shared
        for _ in range(warm):
            work()
        times: list[float] = []
        until = perf_counter() + 1
        while len(times) < runs or perf_counter() < until:
            times.append(_time(work))
        return times

    shared = connections[connection.alias]
    shared.inc_thread_sharing()
    try:
        with ThreadPoolExecutor(max_workers=1) as thread:
            return median(thread.submit(measured).result())
    finally:
        shared.dec_thread_sharing()


def _time(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return 1000 * (perf_counter() - start)
