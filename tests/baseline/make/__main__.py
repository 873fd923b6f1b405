"""Makes a baseline of the version that is checked out: `python -m tests.baseline.make FOLDER`.

DATABASE_URL names an empty database, which is filled; `tests/baseline/README.md` tells the whole way.
"""

import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vink.settings")


def main(folder: Path) -> None:
    """Fills the database, and writes into `folder` what people took away."""
    django.setup()
    from tests.baseline.frozen import draw_the_same_lots, stop_the_clock  # noqa: PLC0415  # needs Django
    from tests.baseline.make.world import make_world  # noqa: PLC0415

    draw_the_same_lots()
    folder.mkdir(parents=True, exist_ok=True)
    make_world(stop_the_clock(), folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
