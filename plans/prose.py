"""How is a plain text set on a page? Blank lines part paragraphs; bullets and numbers become lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

_BULLET = re.compile(r"^[•\-–]\s+(?=\S)")  # an asterisk is a footnote's mark
_NUMBER = re.compile(r"^(\d{1,2})[.)]\s+(?=\S)")
# A line of its own that ends like this is a sentence, or leads to what follows; otherwise it is a caption.
_SENTENCE_ENDS = (".", ",", ":", ";", "!", "…", ")", "”", "»")
LONGEST_CAPTION = 90


class BlockKind(StrEnum):
    """What a block of text is."""

    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    BULLETS = "bullets"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or caption by its lines, or a list by its items; `start` is its first number."""

    kind: BlockKind
    lines: tuple[str, ...]
    start: int = 1


Prose = tuple[Block, ...]


def prose(text: str) -> Prose:
    """The blocks of `text` in order; none for a blank text.

    A short line between blank lines that no sentence ends ("Hvad gør vi?") is the caption of what follows it.
    """
    blocks = [block for part in re.split(r"\n[ \t]*\n", text.strip()) for block in _blocks(part)]
    return tuple(
        Block(BlockKind.CAPTION, block.lines) if _is_caption(block) and follower is not _NOTHING else block
        for block, follower in pairwise([*blocks, _NOTHING])
    )


_NOTHING = Block(BlockKind.CAPTION, ())


def _blocks(part: str) -> Iterator[Block]:
    """The runs of equal lines in a part that no blank line interrupts."""
    run: list[str] = []
    kind, start = BlockKind.PARAGRAPH, 1
    for line in (line.strip() for line in part.splitlines()):
        if not line:
            continue
        found, number, words = _read(line)
        if run and found is not kind:
            yield Block(kind, tuple(run), start)
            run = []
        if not run:
            kind, start = found, number
        run.append(words)
    if run:
        yield Block(kind, tuple(run), start)


def _read(line: str) -> tuple[BlockKind, int, str]:
    if bullet := _BULLET.match(line):
        return BlockKind.BULLETS, 1, line[bullet.end() :]
    if number := _NUMBER.match(line):
        return BlockKind.NUMBERS, int(number[1]), line[number.end() :]
    return BlockKind.PARAGRAPH, 1, line


def _is_caption(block: Block) -> bool:
    if block.kind is not BlockKind.PARAGRAPH or len(block.lines) != 1:
        return False
    line = block.lines[0]
    return len(line) <= LONGEST_CAPTION and not line.endswith(_SENTENCE_ENDS)
