"""How does one get the annex without a browser? As a web page or PDF in a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reporting.annex_contents import annex_of
from reporting.management.arguments import add_plan_and_period, requested_report
from reporting.pdf import CharactersMissing, FontsMissing, render_pdf
from reporting.rendering import render_document

_NOT_YET = {
    "docx": "Bilaget kan endnu ikke skrives som Word; vælg html eller pdf.",
    "xlsx": "Bilaget kan endnu ikke skrives som Excel; vælg html eller pdf.",
}


class Command(BaseCommand):
    """manage.py annex SLUG --period 2019 --format html|pdf --output FILE"""

    help = "Skriver Bilag 1 for en handleplan og periode i en fil."

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        # --version is Django's own on every command; here it is the publication's.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **options)

    def add_arguments(self, parser: CommandParser) -> None:
        add_plan_and_period(parser)
        parser.add_argument("--format", choices=("html", "pdf", "docx", "xlsx"), required=True)
        parser.add_argument("--version", type=int, dest="number", help="en udgivet version")
        parser.add_argument("--output", type=Path, required=True, help="filen, der skrives")

    def handle(self, **options: Any) -> None:
        if options["format"] in _NOT_YET:
            raise CommandError(_NOT_YET[options["format"]])
        if options["number"] is not None:
            raise CommandError("Der kan endnu ikke hentes udgivne versioner; udelad --version.")
        memo = annex_of(requested_report(options["slug"], options["period"]))
        html = render_document(memo)
        try:
            pdf = options["format"] == "pdf"
            content = render_pdf(html, created=memo.dated_on) if pdf else html.encode()
            options["output"].write_bytes(content)
        except (CharactersMissing, FontsMissing, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{options['output']}: {len(content)} byte")
