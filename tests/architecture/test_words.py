"""Does the program say one word for one thing? A version is locked; what the public reads is published."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Where the public is meant, in the accessibility statement; "udgave" is an edition of the program.
PUBLISHED = {"templates/accessibility.html"}
WORD_ONCE_USED = re.compile(r"udgiv|udgav\b|Kassér|kasseret|[Ss]ummer til\b")


def test_a_version_is_locked_wherever_it_is_spoken_of() -> None:
    sources = [
        path
        for folder in ("plans", "desk", "reporting", "vink", "templates", "static")
        for kind in ("*.py", "*.html", "*.js")
        for path in (ROOT / folder).rglob(kind)
        if "migrations" not in path.parts
    ]
    found = {
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sources
        if str(path.relative_to(ROOT)) not in PUBLISHED
        for line in path.read_text(encoding="utf-8").splitlines()
        if WORD_ONCE_USED.search(line)
    }

    assert len(sources) > 500
    assert found == set()
