"""What do the commands say? Their output, and which arguments they take."""

from argparse import SUPPRESS
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command, get_commands, load_command_class
from django.core.management.base import BaseCommand, CommandError

from tests.baseline.surfaces.files import digest, text_of
from tests.baseline.surfaces.plans import PERIODS, PUBLISHED, REPORTED

_OURS = ("plans", "reporting", "desk", "vink")


def command_outputs() -> Iterator[tuple[str, str]]:
    """The file's name and what is in it."""
    yield "commands/arguments", "\n".join(_arguments())
    for slug, periods in PERIODS.items():
        for form in ("table", "json", "csv"):
            outputs = (run("plan_status", slug, "--period", period, "--format", form) for period in periods)
            yield f"commands/plan_status {slug} {form}", "\n".join(outputs)
        yield f"commands/export_plan {slug}", run("export_plan", slug)
    early = run("plan_status", "vink-2018-19", "--period", "2019", "--as-of", "2019-06-30")
    yield "commands/plan_status as of a day", early
    yield "commands/plan_schema", run("plan_schema")
    yield "commands/check_data", run("check_data")
    yield "commands/verify_publications", run("verify_publications")
    yield "commands/send_reminders dry run", run("send_reminders", "--dry-run")
    yield from _annexes()


def run(name: str, *arguments: str) -> str:
    """What a command says on both its outputs, and how it ends if not well; its arguments as in a shell."""
    output = StringIO()
    try:
        call_command(name, *arguments, stdout=output, stderr=output, no_color=True)
    except CommandError as error:
        output.write(f"[ends with an error: {error}]\n")
    except SystemExit as end:
        output.write(f"[exit {end.code}]\n")
    return output.getvalue()


def _arguments() -> Iterator[str]:
    """The arguments of each command of our own; not `--help`, which each Python sets in its own way."""
    django = {
        option for each in BaseCommand().create_parser("", "")._actions for option in each.option_strings
    }
    for name, app in sorted(get_commands().items()):
        if app.split(".")[0] not in _OURS:
            continue
        parser = load_command_class(app, name).create_parser("manage.py", name)
        yield f"{name}: {parser.description}"
        for each in parser._actions:
            if each.help == SUPPRESS or (each.option_strings and set(each.option_strings) <= django):
                continue
            called = " ".join(each.option_strings) or each.dest
            kind = "required" if each.required else "optional"
            chosen = f" of {', '.join(each.choices)}" if each.choices else ""
            yield f"{name} {called} ({kind}){chosen}: {each.help or ''}".rstrip(": ")


def _annexes() -> Iterator[tuple[str, str]]:
    """Each annex as it is now, as text and by its hash, and as it was published, by its hash."""
    hashes = []
    with TemporaryDirectory() as folder:
        for slug, period in REPORTED:
            for form in ("html", "docx", "xlsx"):
                path = Path(folder) / f"annex.{form}"
                run("annex", slug, "--period", period, "--format", form, "--output", str(path))
                hashes.append(f"{slug} {period} {form}: {digest(path)}")
                yield f"annex/{slug} {period} {form}", text_of(path)
        for slug, period, number in PUBLISHED:
            for form in ("html", "pdf", "docx", "json"):
                path, version = Path(folder) / f"published.{form}", str(number)
                asked = ("--period", period, "--format", form, "--version", version, "--output", str(path))
                run("annex", slug, *asked)
                hashes.append(f"{slug} {period} version {number} {form}: {digest(path)}")
    yield "annex/hashes", "\n".join(hashes)
