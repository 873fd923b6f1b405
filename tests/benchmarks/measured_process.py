"""A process that does a task when it is told to, and says how much of the processor it took.

    DJANGO_SETTINGS_MODULE=… python -m tests.benchmarks.measured_process MODULE ARGUMENT…

MODULE has `tasks(*arguments)`, which makes what can be done, by name. Each line of standard input names one
and how often; the answer is a line of JSON: the milliseconds of each time, and how many statements it takes.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import django
from django.conf import settings

NANOSECONDS = 1_000_000  # in a millisecond


def main(module: str, *arguments: str) -> None:
    """Serve until standard input ends."""
    django.setup()
    # As the tests do: static files are not collected, and yet nothing is measured that only developers see.
    settings.DEBUG = False
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints goes elsewhere
    tasks: Mapping[str, Callable[[], object]] = import_module(module).tasks(*arguments)
    for line in sys.stdin:
        name, times = line.rsplit(maxsplit=1)
        print(json.dumps(_measured(tasks[name], int(times))), file=answers, flush=True)


def _measured(task: Callable[[], object], times: int) -> dict[str, object]:
    from django.db import connection  # noqa: PLC0415  # Django is set up first
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as captured:
        task()
    statements = len(captured)
    took = []
    for _ in range(times):
        start = _milliseconds()
        task()
        took.append(_milliseconds() - start)
    return {"times": took, "statements": statements}


def _milliseconds() -> float:
    """What this process and those that it started have used of the processor."""
    others = sum(_nanoseconds(pid) for pid in _descendants(os.getpid()))
    return (time.process_time_ns() + others) / NANOSECONDS


def _descendants(pid: int) -> Iterator[int]:
    for thread in Path(f"/proc/{pid}/task").iterdir():
        children = ""
        with suppress(FileNotFoundError):  # the thread has ended meanwhile
            children = (thread / "children").read_text()
        for child in children.split():
            yield int(child)
            yield from _descendants(int(child))


def _nanoseconds(pid: int) -> int:
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads)


if __name__ == "__main__":
    main(*sys.argv[1:])
