"""What does the preview of a workbook cost a server? Run as a process of its own, so that its memory is too.

    python -m tests.benchmarks.workbook_process FILE USER ADDRESS

It prints the seconds from the file's arrival to the preview, and the MiB at the peak above an idle server's.
"""

import json
import resource
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import django

KIB_IN_MIB = 1024
RUNS = 3


def main(file: Path, user: str, address: str) -> None:
    """Send the file three times, and read its preview each time."""
    django.setup()
    from django.contrib.auth import get_user_model  # noqa: PLC0415  # Django is set up first
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import setup_test_environment  # noqa: PLC0415

    setup_test_environment()
    client = Client()
    client.force_login(get_user_model().objects.get(username=user))
    assert client.get(address).status_code == 200
    idle = _resident()
    times = []
    for _run in range(RUNS):
        with file.open("rb") as workbook:
            start = perf_counter()
            answer = client.post(address, {"action": "upload", "workbook": workbook})
        assert answer.status_code == 302, answer.status_code
        preview = client.get(address)
        times.append(perf_counter() - start)
        cells = preview.content.count(b'class="workbook-cell"')
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB_IN_MIB
    print(json.dumps({"seconds": median(times), "mebibytes": peak - idle, "cells": cells}))  # noqa: T201


def _resident() -> float:
    """The process's memory now, in MiB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / KIB_IN_MIB
    raise RuntimeError("the system does not tell a process's memory")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
