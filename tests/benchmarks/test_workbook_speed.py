"""How long does the preview of a workbook with 2,000 figures take, and how much memory? On SQLite."""

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from plans.enums import Role
from plans.workbook.columns import FIRST_ROW, GUIDE_SHEET, HIDDEN_SHEET, PLACES
from tests.benchmarks.big_numbers import FIRST_YEAR, YEARS
from tests.benchmarks.big_plans import build_plan
from tests.benchmarks.conftest import Table
from tests.factories import UserFactory

FIGURES, TEXTS = 2000, 200
MOST_SECONDS, MOST_MEBIBYTES = 3, 150
COMMENTARY = "Aktiviteterne er gennemført i samarbejde med foreninger, skoler og boligområder. " * 10


@pytest.mark.django_db(transaction=True)
def test_preview_of_2000_figures(table: Table, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the other process opens the database's file")
    contributor = UserFactory.create(role=Role.CONTRIBUTOR)
    plan = build_plan("stor", goals=FIGURES, contributor=contributor)
    year = str(FIRST_YEAR + YEARS - 1)
    client = Client()
    client.force_login(contributor)
    name = f"indberetning-stor-{year}"
    file = tmp_path / "udfyldt.xlsx"
    fetched = client.get(reverse("workbook_file", args=[plan.slug, year, name])).content
    file.write_bytes(_filled(fetched))
    address = reverse("workbook", args=[plan.slug, year])
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}"}
    command = [sys.executable, "-m", "tests.benchmarks.workbook_process"]
    run = subprocess.run(
        [*command, str(file), contributor.username, address],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    measured = json.loads(run.stdout.splitlines()[-1])
    assert measured["cells"] == FIGURES + TEXTS
    size = f"{file.stat().st_size / 1024:.0f} kB"
    took = f"{measured['seconds']:.2f} s"
    table.add("preview of a workbook, 2,000 figures", took, f"{MOST_SECONDS} s", "", size)
    above = f"{measured['mebibytes']:.0f} MiB above idle"
    table.add("memory of that preview", above, f"{MOST_MEBIBYTES} MiB")
    assert measured["mebibytes"] <= MOST_MEBIBYTES


def _filled(content: bytes) -> bytes:
    """Another figure in every row, and a text in every tenth."""
    book = load_workbook(BytesIO(content))
    number = 0
    for sheet in book.worksheets:
        if sheet.title in {GUIDE_SHEET, HIDDEN_SHEET}:
            continue
        for row in range(FIRST_ROW, sheet.max_row + 1):
            of_share = sheet.cell(row, PLACES["numerator"]).value is not None
            cell = sheet.cell(row, PLACES["numerator" if of_share else "value"])
            cell.value = int(str(cell.value)) + 1
            if number % (FIGURES // TEXTS) == 0:
                sheet.cell(row, PLACES["commentary"]).value = COMMENTARY
            number += 1
    file = BytesIO()
    book.save(file)
    return file.getvalue()
