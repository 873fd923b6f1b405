"""Do the lock files pin everything, and name no place to fetch it from?

Tests the lock files of Python and npm: exact versions, a hash for each package, no host name.
"""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PYTHON_LOCKS = sorted(path.name for path in ROOT.glob("requirements*.lock"))

SETUP = (ROOT / "scripts/setup").read_text()


@pytest.mark.parametrize("name", [*PYTHON_LOCKS, "package-lock.json"])
def test_a_lock_names_no_host(name: str) -> None:
    assert "://" not in (ROOT / name).read_text()


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_a_python_lock_pins_every_package_with_hashes(name: str) -> None:
    text = (ROOT / name).read_text().replace("\\\n", "")
    pins = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]

    assert pins
    assert [
        pin for pin in pins if not re.match(r"[a-z0-9.-]+(\[[a-z,]+\])?==\S+ .*--hash=sha256:", pin)
    ] == []


def test_pip_installs_one_package_that_needs_no_other() -> None:
    """Pips differ in how they read a lock where a package asks for another; uv installs all the rest."""
    assert re.findall(r"^[a-z0-9.-]+(?===)", (ROOT / "requirements-uv.lock").read_text(), re.MULTILINE) == [
        "uv"
    ]
    assert re.findall(r"pip install .*?-r (\S+)", SETUP.replace("\\\n", "")) == ["requirements-uv.lock"]


def test_development_runs_on_the_same_versions_as_the_server() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9.-]+==\S+", (ROOT / name).read_text(), flags=re.MULTILINE))

    assert pins("requirements.lock") - pins("requirements-dev.lock") == set()


def test_the_npm_lock_pins_every_package_with_a_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    installed = {name: package for name, package in packages.items() if name}

    assert installed
    assert {
        name for name, package in installed.items() if not package["integrity"].startswith("sha512-")
    } == set()


@pytest.mark.slow
def test_the_list_of_what_the_program_is_made_of_is_what_the_locks_install(tmp_path: Path) -> None:
    subprocess.run([ROOT / "scripts/sbom", tmp_path], check=True, stdout=subprocess.PIPE)

    pins = re.findall(
        r"^([a-z0-9.-]+)(?:\[[a-z,]+\])?==(\S+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE
    )
    packages = json.loads((ROOT / "package.json").read_text())["dependencies"]
    assert _components(tmp_path / "vink-python.cdx.json") == sorted(pins)
    assert _components(tmp_path / "vink-javascript.cdx.json") == sorted(packages.items())


def _components(path: Path) -> list[tuple[str, str]]:
    """Names and versions, of a file that says it is CycloneDX."""
    listed = json.loads(path.read_text())
    assert listed["bomFormat"] == "CycloneDX"
    return sorted((each["name"], each["version"]) for each in listed["components"])
