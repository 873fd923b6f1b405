"""How does one get the annex without a browser? As a file: web page, PDF, Word, or Excel."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plans import queries
from plans.disclosure.treatment import for_outside
from plans.pdf import worker
from plans.pdf.document import CharactersMissing, FontsMissing
from plans.status_report import StatusReport
from reporting.annex.contents import annex_of
from reporting.annex.excel import render_xlsx
from reporting.annex.rendering import render_document
from reporting.annex.word import render_docx
from reporting.management.arguments import add_plan_and_period, requested_report
from reporting.publish.page import FORMATS


def _pdf(report: StatusReport) -> bytes:
    memo = annex_of(report)
    return worker.render(render_document(memo), created=memo.dated_on)


_RENDER: Mapping[str, Callable[[StatusReport], bytes]] = {
    "html": lambda report: render_document(annex_of(report)).encode(),
    "pdf": _pdf,
    "docx": lambda report: render_docx(annex_of(report)),
    "xlsx": lambda report: render_xlsx(for_outside(report)),
}


def _live(report: StatusReport, file_format: str) -> bytes:
    """The report's file as it would be now."""
    if file_format not in _RENDER:
        raise CommandError(
            f"{file_format} hører til en fastlåst version; skriv --version, eller brug plan_status."
        )
    try:
        return _RENDER[file_format](report)
    except (CharactersMissing, FontsMissing, worker.RenderingFailed) as error:
        raise CommandError(str(error)) from error


def _published(report: StatusReport, file_format: str, number: int) -> bytes:
    """A stored file, byte by byte."""
    memo = queries.report_of(report.round) if report.round else None
    versions = {each.number: each for each in queries.publications_of(memo)} if memo else {}
    if number not in versions:
        known = ", ".join(str(each) for each in sorted(versions)) or "ingen"
        raise CommandError(f"Version {number} er ikke fastlåst. Fastlåste versioner: {known}.")
    if file_format not in FORMATS:
        raise CommandError(f"En fastlåst version har ingen {file_format}; vælg {', '.join(FORMATS)}.")
    return queries.stored_file(versions[number], FORMATS[file_format])


class Command(BaseCommand):
    """manage.py annex SLUG --period 2019 --format html|pdf|docx|xlsx|json [--version N] --output FILE"""

    help = "Skriver Bilag 1 for en handleplan og periode i en fil."

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        # --version is Django's own on every command; here it is the publication's.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **options)

    def add_arguments(self, parser: CommandParser) -> None:
        add_plan_and_period(parser)
        parser.add_argument("--format", choices=(*_RENDER, "json"), required=True)
        parser.add_argument("--version", type=int, dest="number", help="en fastlåst version")
        parser.add_argument("--output", type=Path, required=True, help="filen, der skrives")

    def handle(self, **options: Any) -> None:
        report = requested_report(options["slug"], options["period"])
        if options["number"] is None:
            content = _live(report, options["format"])
        else:
            content = _published(report, options["format"], options["number"])
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            raise CommandError(f"{options['output']} kan ikke skrives: {error.strerror}.") from error
        self.stdout.write(f"{options['output']}: {len(content)} byte")
