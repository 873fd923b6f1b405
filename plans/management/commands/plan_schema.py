"""What may a plan file hold? `manage.py plan_schema` says it as JSON Schema, for people and for editors."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from plans.planfile.json_schema import described_schema


class Command(BaseCommand):
    """Writes the JSON Schema of plan files to standard output."""

    help = "Skriver JSON Schema for planfiler: alle nøgler, hvad de betyder, og et eksempel."

    def handle(self, **options: Any) -> None:  # noqa: ARG002
        self.stdout.write(json.dumps(described_schema(), ensure_ascii=False, indent=2))
