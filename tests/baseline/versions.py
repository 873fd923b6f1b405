"""Which versions are kept, and what was meant to be different since? A folder for each in `versions/`."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

FOLDER = Path(__file__).parent / "versions"
# What is old must stay in these, and more may come.
_GROWING = {"addresses", "commands/arguments"}


@dataclass(frozen=True)
class Difference:
    """What a page of `differences/` names: in which of the texts something is meant to be different."""

    name: str
    shows_in: tuple[str, ...]  # patterns such as "pages/*"

    def is_about(self, text: str) -> bool:
        return any(fnmatch(text, pattern) for pattern in self.shows_in)


@dataclass(frozen=True)
class Version:
    """A version's folder: its database, what it showed then, and what of it is different now."""

    folder: Path

    def __str__(self) -> str:
        return self.folder.name

    def expected(self) -> dict[str, str]:
        """By name, each text that today's program should give: as it was then, unless it is different now."""
        return {**self.then(), **self.now()}

    def then(self) -> dict[str, str]:
        """What the version's own code gave. It never changes."""
        return texts(self.folder / "then")

    def now(self) -> dict[str, str]:
        """Those texts that are different by intention, as they are today."""
        return texts(self.folder / "now")

    def comparable(self, given: dict[str, str]) -> dict[str, str]:
        """Of what today's program gives, that which the version knew."""
        then = self.then()
        return {
            name: _known_lines(text, then[name]) if name in _GROWING else text
            for name, text in given.items()
            if name in then
        }

    def write_now(self, given: dict[str, str]) -> list[str]:
        """Keeps those texts that are not as they were then; gives the names of those that this changes."""
        before, then = self.now(), self.then()
        after = {name: text for name, text in self.comparable(given).items() if text != then[name]}
        for name in before.keys() - after.keys():
            self._now_file(name).unlink()
        for name, text in after.items():
            self._now_file(name).parent.mkdir(parents=True, exist_ok=True)
            self._now_file(name).write_text(text, encoding="utf-8")
        return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))

    def differences(self) -> list[Difference]:
        """The differences that somebody has named."""
        return [_read(path) for path in sorted((self.folder / "differences").glob("*.md"))]

    def unnamed(self) -> list[str]:
        """The texts that are different, and no page says why."""
        named = self.differences()
        return [text for text in self.now() if not any(each.is_about(text) for each in named)]

    def idle(self) -> list[str]:
        """The pages that name a difference which is not there."""
        now = self.now()
        return [each.name for each in self.differences() if not any(map(each.is_about, now))]

    def _now_file(self, name: str) -> Path:
        return self.folder / "now" / f"{name}.txt"


def versions() -> list[Version]:
    """Every version that is kept, the oldest first."""
    return [Version(path) for path in sorted(FOLDER.iterdir()) if path.is_dir()]


def texts(folder: Path) -> dict[str, str]:
    """The text files beneath a folder, by their path without its ending."""
    files = sorted(folder.rglob("*.txt"))
    return {str(path.relative_to(folder).with_suffix("")): path.read_text(encoding="utf-8") for path in files}


def _known_lines(text: str, then: str) -> str:
    known = set(then.splitlines())
    return "".join(f"{line}\n" for line in text.splitlines() if line in known)


def _read(path: Path) -> Difference:
    return Difference(path.name, tuple(_shows_in(path)))


def _shows_in(path: Path) -> Iterator[str]:
    """The patterns of the line "Shows in: rows, pages/reader/*"."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("Shows in:"):
            yield from (
                each.strip(" `") for each in line.removeprefix("Shows in:").split(",") if each.strip()
            )
