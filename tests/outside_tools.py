"""Which programs do tests need that pip does not bring? A missing one skips a test, under CI it fails it."""

import os
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).parent.parent


def find(tool: str) -> str | None:
    """Give where a tool is, or None; `tool` is a word that scripts/find-tool knows."""
    found = subprocess.run([ROOT / "scripts/find-tool", tool], capture_output=True, text=True, check=False)
    return found.stdout.strip() or None


def require(tool: str, *, package: str) -> str:
    """Give where a tool is; without it the test is skipped, or fails where CI=true."""
    return find(tool) or missing(tool, package=package)


def missing(tool: str, *, package: str) -> NoReturn:
    """Skip the test for want of a tool, or fail it where CI=true."""
    reason = f"{tool} is not installed (as root on Debian: apt-get install {package})"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
