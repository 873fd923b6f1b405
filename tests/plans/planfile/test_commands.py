"""Do plan files come in and go out by command, with all errors on standard error and exit code 1?

Tests the commands `import_plan`, `export_plan` and `plan_schema`.
"""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.translation import override

from plans.models import ActionPlan
from plans.planfile.json_schema import EXAMPLE, described_schema
from plans.planfile.reading import read_plan_file
from plans.planfile.schema_paths import plan_file_schema
from tests.factories import ActionPlanFactory, EffortAreaFactory
from tests.patience import PATIENCE
from tests.plans.planfile.files import rows_of_plans, small
from tests.plans.planfile.new_municipality import new_plan

ROOT = Path(__file__).parents[3]


def run(*arguments: str) -> str:
    output = StringIO()
    call_command(*arguments, stdout=output)
    return output.getvalue()


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_bytes(small())
    return path


@pytest.mark.django_db
def test_a_plan_comes_in_and_goes_out(plan_file: Path, tmp_path: Path) -> None:
    assert run("import_plan", str(plan_file)) == "trivsel-2020-21 er indlæst: 2 mål.\n"

    again = tmp_path / "again.yaml"
    again.write_text(run("export_plan", "trivsel-2020-21"))

    assert run("import_plan", str(again)) == "trivsel-2020-21 er der allerede, uændret.\n"
    assert run("export_plan", "trivsel-2020-21") == again.read_text()


@pytest.mark.slow
@pytest.mark.django_db
def test_the_plan_of_another_municipality_comes_in_and_goes_out(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(new_plan())

    assert run("import_plan", str(path)) == "ungeplan-2026-29 er indlæst: 40 mål.\n"

    assert read_plan_file(run("export_plan", "ungeplan-2026-29").encode()) == read_plan_file(new_plan())


@pytest.mark.django_db
def test_check_writes_nothing(plan_file: Path) -> None:
    assert run("import_plan", str(plan_file), "--check") == "trivsel-2020-21 kan indlæses: 2 mål.\n"
    assert rows_of_plans() == {}

    plan_file.write_bytes(small(("value: 12", "value: tolv")))
    with pytest.raises(CommandError, match="measurements"):
        run("import_plan", str(plan_file), "--check")


@pytest.mark.django_db
def test_a_wrong_file_is_told_in_full_and_nothing_is_written(plan_file: Path) -> None:
    plan_file.write_bytes(small(("numerator: 7", "numerator: 16"), ("areas: [2]", "areas: [9]")))

    with pytest.raises(CommandError) as caught:
        run("import_plan", str(plan_file))

    figure = "goals[1].indicators[0].measurements[0].numerator (linje 32)"
    assert str(caught.value).splitlines() == [
        f"{plan_file} er ikke indlæst: 2 fejl.",
        "  goals[1].areas[0] (linje 26): Der er intet indsatsområde 9 i filen; der er 1, 2.",
        f"  {figure}: 16 af 15: det første tal må ikke være større.",
    ]
    assert rows_of_plans() == {}


def manage(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "DEBUG": "1", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )


@pytest.mark.slow
def test_the_shell_sees_exit_code_1_and_the_errors_on_standard_error(plan_file: Path) -> None:
    plan_file.write_bytes(
        small(("wording: 70 pct.", "wordng: 70 pct."), ("title: Familier", "titel: Familier"))
    )

    ended = manage("import_plan", str(plan_file))

    assert ended.returncode == 1
    assert ended.stdout == ""
    for location in ("areas[1].title", "areas[1].titel", "goals[1].wording", "goals[1].wordng"):
        assert f"  {location} (linje" in ended.stderr


def test_fifty_megabytes_are_refused_after_the_first_two(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as opened:
        opened.truncate(50_000_000)

    with pytest.raises(CommandError, match="Filen er for stor; den må højst fylde 2000000 byte"):
        run("import_plan", str(large))


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match="kan ikke læses"):
        run("import_plan", str(tmp_path / name))


@pytest.mark.django_db
def test_a_plan_that_is_not_there_is_told_with_those_that_are() -> None:
    ActionPlanFactory.create(slug="vink")

    with pytest.raises(CommandError, match=r"Der er ingen handleplan med adressen vikn; der er: vink\."):
        run("export_plan", "vikn")


@pytest.mark.django_db
def test_a_plan_that_no_file_could_hold_is_told() -> None:
    area = EffortAreaFactory.create(plan__slug="vink")
    ActionPlan.objects.filter(pk=area.plan.pk).update(title="")

    with pytest.raises(CommandError, match="vink kan ikke skrives som fil"):
        run("export_plan", "vink")


def test_the_schema_describes_every_key() -> None:
    schema = json.loads(run("plan_schema"))

    undescribed = [
        f"{name}.{key}"
        for name, entry in schema["$defs"].items()
        for key, value in entry.get("properties", {}).items()
        if "description" not in value
    ]
    assert undescribed == []
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["plan"]
    assert "2 MB" in schema["description"]


def test_the_schema_speaks_the_language_that_is_active() -> None:
    with override("da"):
        described = described_schema()

    assert described["properties"]["goals"]["description"] == "Planens resultatmål i planens rækkefølge."
    assert plan_file_schema()["properties"]["goals"]["title"] == "Goals"  # describing left it as it was


@pytest.mark.django_db
def test_the_example_in_the_schema_is_a_plan_file() -> None:
    file = read_plan_file(json.dumps(EXAMPLE).encode())

    assert [goal.key for goal in file.goals] == ["moeder", "fravaer"]
