"""Is the history what was written? `manage.py verify_history` reckons each seal again."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from plans.history_check import Broken, Chain, Fault, Head, chains, missing

_FAULTS = {
    Fault.UNSEALED: "er ikke forseglet: den er skrevet uden om programmet",
    Fault.SEAL: "er ikke, som den blev skrevet, eller en ændring lige før den er fjernet eller tilføjet",
    Fault.TEXT: "har en anden tekst under {column}, end der blev skrevet, og ingen sletning nævner den",
    Fault.GONE: "var den seneste, da seglene blev gemt, og findes ikke mere, som den var",
}
_COLUMNS = {"old": "»før«", "new": "»efter«", "why": "»hvorfor«"}


class Command(BaseCommand):
    """Prints a line for each chain and for each entry that is broken; exit 1 if one is."""

    help = "Efterprøver, at historikken er, som den blev skrevet; nævner hver ændring, der ikke er."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--heads",
            type=Path,
            metavar="FIL",
            help="sammenlign med seglene fra sidste gang i filen, og gem de nye, når alt stemmer",
        )

    def handle(self, *, heads: Path | None, **options: Any) -> None:  # noqa: ARG002
        with translation.override("da"):
            self._verify(heads)

    def _verify(self, heads: Path | None) -> None:
        found: list[Broken] = list(missing(_read(heads))) if heads and heads.exists() else []
        verified = list(chains())
        for chain in verified:
            self.stdout.write(_chain_text(chain))
            found += chain.broken
        if found:
            raise CommandError(
                "\n".join([f"{len(found)} ændringer er ikke, som de blev skrevet:", *_lines(found, verified)])
            )
        if heads:
            _write(heads, verified)
        self.stdout.write(f"{sum(chain.entries for chain in verified)} ændringer er, som de blev skrevet.")


def _chain_text(chain: Chain) -> str:
    last = f"; seneste {chain.head.change} med segl {chain.head.seal}" if chain.head else ""
    blanked = f", {chain.blanked} tekster er slettet som personoplysninger" if chain.blanked else ""
    return f"{chain.plan or 'uden plan'}: {chain.entries} ændringer{blanked}{last}"


def _lines(found: Iterable[Broken], verified: Iterable[Chain]) -> Iterable[str]:
    for broken in found:
        about = f" ({broken.kind} {broken.object_id}, {broken.field})" if broken.kind else ""
        fault = _FAULTS[broken.fault].format(column=_COLUMNS.get(broken.column, ""))
        yield f"  {broken.plan or 'uden plan'}: ændring {broken.change}{about} {fault}"
    if all(len(chain.broken) == chain.entries for chain in verified):
        yield (
            "Ingen ændring passer: er SECRET_KEY eller HISTORY_KEY skiftet? Den tidligere skal stå i"
            " HISTORY_KEY_FALLBACKS."
        )


def _read(heads: Path) -> dict[str, Head]:
    try:
        kept = json.loads(heads.read_text(encoding="utf-8"))
        return {plan: Head(int(head["change"]), str(head["seal"])) for plan, head in kept.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CommandError(f"{heads} har ingen segl, der kan læses: {error}") from error


def _write(heads: Path, verified: Iterable[Chain]) -> None:
    kept = {
        chain.plan: {"change": chain.head.change, "seal": chain.head.seal} for chain in verified if chain.head
    }
    heads.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")
