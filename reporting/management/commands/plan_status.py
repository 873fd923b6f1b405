"""Where does a plan stand? As a table to read, or as JSON or CSV to go on with."""

import csv
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from plans.status_report import StatusReport
from plans.wording import figures
from reporting.goal_rows import GoalRow, goal_rows, status_counts
from reporting.management.arguments import add_plan_and_period, day, requested_report
from reporting.status_json import status_json

_COLUMNS = ("key", "text", "table", "position", "status", "computed_status", "actual", "target", "deviation")


class Command(BaseCommand):
    """manage.py plan_status SLUG --period 2019 [--as-of DATE] [--format table|json|csv]"""

    help = "Viser, hvor en handleplans resultatmål står i en periode."

    def add_arguments(self, parser: CommandParser) -> None:
        add_plan_and_period(parser)
        parser.add_argument(
            "--as-of", type=day, help="opgjort pr. denne dato; ellers rundens dato, ellers i dag"
        )
        parser.add_argument("--format", choices=("table", "json", "csv"), default="table")

    def handle(self, **options: Any) -> None:
        report = requested_report(options["slug"], options["period"], options["as_of"])
        # A command has no reader's language: the sentences are in Danish.
        with translation.override("da"):
            if options["format"] == "json":
                self.stdout.write(json.dumps(status_json(report), ensure_ascii=False, indent=2))
            elif options["format"] == "csv":
                self._csv(report)
            else:
                self._table(report)

    def _csv(self, report: StatusReport) -> None:
        columns = (*_COLUMNS, "reason")
        writer = csv.DictWriter(self.stdout, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(status_json(report)["goals"])

    def _table(self, report: StatusReport) -> None:
        self.stdout.write(
            f"{report.plan.title} · {figures.years(report.period)} · {figures.day(report.as_of)}"
        )
        for row in goal_rows(report):
            self.stdout.write(f"\n{row.number:>3}. {row.wording}")
            self.stdout.write(f"     {_figures(row)}")
            self.stdout.write(f"     {row.word}{f' ({row.note})' if row.note else ''}. {row.explanation}")
        counts = [f"{each.word}: {each.count}" for each in status_counts(report) if each.count]
        self.stdout.write("\n" + " · ".join(counts))


def _figures(row: GoalRow) -> str:
    parts = [(line.label, f"{line.actual} / {line.target_and_unit}") for line in row.lines]
    return "; ".join(f"{label}: {text}" if label else text for label, text in parts)
