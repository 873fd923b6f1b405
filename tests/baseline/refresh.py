"""What does today's program show otherwise than a version did? `scripts/baseline` writes it into `now/`."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.baseline.databases import read_sqlite
from tests.baseline.versions import versions


def main() -> int:
    """Rewrites `now/` of every version and says what changed; 1 where a difference has no page yet."""
    is_named = True
    for version in versions():
        with TemporaryDirectory() as work:
            changed = version.write_now(read_sqlite(version, Path(work)))
        print(f"{version}: " + (", ".join(changed) if changed else "nothing has changed"))  # noqa: T201
        for text in version.unnamed():
            is_named = False
            print(f"{version}: no page in differences/ is about {text}")  # noqa: T201
        for page in version.idle():
            is_named = False
            print(f"{version}: differences/{page} names what is not different")  # noqa: T201
    return 0 if is_named else 1


if __name__ == "__main__":
    sys.exit(main())
