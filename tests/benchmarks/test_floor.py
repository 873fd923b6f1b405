"""What Vink costs beside a plain program of one day: the ratio of processor time, task for task.

Both run warm on one PostgreSQL with the same plans, each in a process of its own, and take turns: whoever
else works on the computer slows both down.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from statistics import median
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection

from plans.enums import Role
from tests.benchmarks import big_numbers
from tests.benchmarks.big_plans import build_plan
from tests.benchmarks.conftest import Table
from tests.factories import UserFactory
from tests.outside_tools import ROOT

ROUNDS = 5
USER = "benchmark"


@dataclass(frozen=True, slots=True)
class Limit:
    """What a task may take."""

    wanted: float  # times the floor
    most: float  # times the floor: more than it was when this was written, by what a busy computer adds
    statements: int
    times: int  # in a round


@dataclass(frozen=True, slots=True)
class Answer:
    """What a task took each time, in milliseconds, and its statements."""

    times: list[float]
    statements: int


LIMITS = {
    big_numbers.SAVE: Limit(3, 6, 16, 20),
    big_numbers.FRONT: Limit(6, 14, 23, 5),
    big_numbers.STATUS: Limit(2.5, 5, 15, 5),
    big_numbers.BOARD: Limit(2, 3, 15, 3),
    big_numbers.ENTRY: Limit(1.2, 2.5, 18, 3),
    big_numbers.EXCEL: Limit(1, 3.2, 14, 2),
    big_numbers.PDF: Limit(0.7, 1, 15, 2),
    big_numbers.WORD: Limit(0.7, 1, 15, 5),
}


@pytest.mark.django_db(transaction=True)
def test_beside_the_floor(table: Table) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("both stand on one PostgreSQL")
    contributor = UserFactory.create(role=Role.CONTRIBUTOR, username=USER)
    for slug, goals in big_numbers.PLANS.items():
        build_plan(slug, goals=goals, contributor=contributor)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with _vink() as vink, _floor() as floor:
        took: dict[tuple[str, str], list[float]] = {}
        statements: dict[tuple[str, str], int] = {}
        for number in range(ROUNDS + 1):
            for name, limit in LIMITS.items():
                for who, process in (("vink", vink), ("floor", floor)):
                    answer = _ask(process, name, limit.times if number else 1)
                    statements[who, name] = answer.statements
                    took.setdefault((who, name), []).extend(answer.times if number else [])
    beyond = []
    for name, limit in LIMITS.items():
        own, plain = median(took["vink", name]), median(took["floor", name])
        ratio, asked = own / plain, statements["vink", name]
        table.add(
            f"÷ floor: {name}",
            f"{ratio:.2f} ×",
            f"{limit.wanted:g} × wanted, {limit.most:g} × at most",
            f"{plain:.1f} ms, {statements['floor', name]} statements",
            f"{own:.1f} ms, {asked} statements{'' if ratio <= limit.wanted else ' – not met yet'}",
        )
        if asked > limit.statements or ratio > limit.most:
            beyond.append(f"{name}: {asked} statements, {ratio:.2f} × the floor")
    assert not beyond


@contextmanager
def _vink() -> Iterator[subprocess.Popen[str]]:
    name = str(connection.settings_dict["NAME"])
    environment = {
        "DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl(),
        "DJANGO_SETTINGS_MODULE": "vink.settings",
        "ALLOWED_HOSTS": "testserver",
    }
    with _process("tests.benchmarks.own_tasks", USER, **environment) as process:
        yield process


@contextmanager
def _floor() -> Iterator[subprocess.Popen[str]]:
    server = urlsplit(os.environ["DATABASE_URL"])
    name = f"floor_{os.getpid()}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.floor.settings",
        "FLOOR_DATABASE": name,
        "FLOOR_HOST": parse_qs(server.query).get("host", [server.hostname or ""])[0],
        "FLOOR_USER": server.username or "",
    }
    try:
        with _process("tests.benchmarks.floor.tasks", **environment) as process:
            yield process
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}")


@contextmanager
def _process(*arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.measured_process", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        with closing(process.stdin):
            yield process


def _ask(process: subprocess.Popen[str], name: str, times: int) -> Answer:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{name} {times}\n")
    process.stdin.flush()
    return Answer(**json.loads(process.stdout.readline()))
