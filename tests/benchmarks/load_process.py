"""Who asks a server for pages, many at once, without taking its own process's time? A process of its own.

    python -m tests.benchmarks.load_process PORT COOKIE USERS PAGES_EACH PATH…

It writes, as JSON, the seconds that each page took, how long all of it took, and every answer but 200. Each
user keeps a connection, as browsers do, and asks for the next page when the one before has come.
"""

import json
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from time import perf_counter

PATIENCE = 30  # seconds for a page


def main(port: int, cookie: str, users: int, pages_each: int, paths: Sequence[str]) -> None:
    """Let so many users each read so many of the pages, each beginning with another one."""
    errors: list[str] = []

    def read(user: int) -> list[float]:
        connection = HTTPConnection("localhost", port, timeout=PATIENCE)
        times = []
        for number in range(pages_each):
            path = paths[(user + number) % len(paths)]
            start = perf_counter()
            try:
                connection.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "da"})
                answer = connection.getresponse()
                answer.read()
            except (OSError, HTTPException) as error:
                errors.append(f"{path}: {error!r}")
                connection.close()
                continue
            times.append(perf_counter() - start)
            if answer.status != HTTPStatus.OK:
                errors.append(f"{path}: {answer.status}")
        connection.close()
        return times

    start = perf_counter()
    with ThreadPoolExecutor(max_workers=users) as everybody:
        times = [time for each in everybody.map(read, range(users)) for time in each]
    json.dump({"times": times, "seconds": perf_counter() - start, "errors": errors}, sys.stdout)


if __name__ == "__main__":
    _, port, cookie, users, pages_each, *paths = sys.argv
    main(int(port), cookie, int(users), int(pages_each), paths)
