"""What does the program show of a database, once that is migrated?

`python -m tests.baseline.reading VERSION TO`:
VERSION is the folder of a version, and TO is filled with text files. DATABASE_URL names the database, which
holds the version's rows already and is changed: what people hold is tried in it.
"""

import json
import logging
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vink.settings")


def write_all(version: Path, to: Path) -> None:
    """Migrates, and writes a file for each thing that the program shows."""
    from django.conf import settings  # noqa: PLC0415  # needs Django
    from django.core.management import call_command  # noqa: PLC0415

    from tests.baseline.frozen import stop_the_clock  # noqa: PLC0415
    from tests.baseline.rows import kept, stored_rows  # noqa: PLC0415
    from tests.baseline.surfaces.addresses import addresses  # noqa: PLC0415
    from tests.baseline.surfaces.commands import command_outputs  # noqa: PLC0415
    from tests.baseline.surfaces.downloads import downloads  # noqa: PLC0415
    from tests.baseline.surfaces.feed import feed_answers  # noqa: PLC0415
    from tests.baseline.surfaces.pages import pages  # noqa: PLC0415
    from tests.baseline.surfaces.promises import promises  # noqa: PLC0415

    logging.disable(logging.WARNING)  # what is refused on purpose
    settings.DEBUG = False  # as on a server, and without keeping every query
    stop_the_clock().set("2020-02-11 10:00")
    keys = json.loads((version / "keys.json").read_text(encoding="utf-8"))
    before = stored_rows()
    call_command("migrate", verbosity=0)
    _write(to, "rows", "\n".join(kept(before, stored_rows())))
    for each in (
        command_outputs(),
        feed_answers(keys["token Power BI"], keys["token Excel"]),
        downloads(),
        pages(),
        promises(keys, version / "indberetning.xlsx"),
    ):
        for name, text in each:
            _write(to, name, text)
    _write(to, "addresses", "\n".join(addresses()))


def _write(to: Path, name: str, text: str) -> None:
    path = to / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    django.setup()
    write_all(Path(sys.argv[1]), Path(sys.argv[2]))
