"""How does one get the annex without a browser? As a file: web page, PDF, Word, or Excel."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plans.status_report import StatusReport
from reporting.annex.contents import annex_of
from reporting.annex.rendering import render_document
from reporting.checks.disclosure import told_outside
from reporting.management.arguments import add_plan_and_period, requested_report
from reporting.office.excel import render_xlsx
from reporting.office.word import render_docx
from reporting.pdf import worker
from reporting.pdf.document import CharactersMissing, FontsMissing


def _pdf(report: StatusReport) -> bytes:
    memo = annex_of(report)
    return worker.render(render_document(memo), created=memo.dated_on)


_RENDER: Mapping[str, Callable[[StatusReport], bytes]] = {
    "html": lambda report: render_document(annex_of(report)).encode(),
    "pdf": _pdf,
    "docx": lambda report: render_docx(annex_of(report)),
    "xlsx": lambda report: render_xlsx(told_outside(report)),
}


class Command(BaseCommand):
    """manage.py annex SLUG --period 2019 --format html|pdf|docx|xlsx --output FILE"""

    help = "Skriver Bilag 1 for en handleplan og periode i en fil."

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        # --version is Django's own on every command; here it is the publication's.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **options)

    def add_arguments(self, parser: CommandParser) -> None:
        add_plan_and_period(parser)
        parser.add_argument("--format", choices=tuple(_RENDER), required=True)
        parser.add_argument("--version", type=int, dest="number", help="en udgivet version")
        parser.add_argument("--output", type=Path, required=True, help="filen, der skrives")

    def handle(self, **options: Any) -> None:
        if options["number"] is not None:
            raise CommandError("Der kan endnu ikke hentes udgivne versioner; udelad --version.")
        report = requested_report(options["slug"], options["period"])
        try:
            content = _RENDER[options["format"]](report)
        except (CharactersMissing, FontsMissing, worker.RenderingFailed) as error:
            raise CommandError(str(error)) from error
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            raise CommandError(f"{options['output']} kan ikke skrives: {error.strerror}.") from error
        self.stdout.write(f"{options['output']}: {len(content)} byte")
