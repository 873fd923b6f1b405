"""How does a long text open? Its first sentence, as one line."""

import re

from plans.richtext import plain_text

# A full stop after these ends no sentence.
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:bl\.a|ca|d|dvs|ekskl|evt|f\.eks|fx|hhv|inkl|jf|kap|kl|kr|m\.fl|m\.m|m\.v|mio|mv|nr|pct|pga|s|stk|tlf|vedr)\.$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?](?=\s+[\"»”(]?[A-ZÆØÅ0-9•])")


def first_sentence(text: str, most: int) -> str:
    """The first sentence of a text, rich or plain, in at most so many characters; empty for an empty text."""
    lines = (" ".join(line.split()).removeprefix("• ") for line in plain_text(text).split("\n"))
    line = next((line for line in lines if line), "")
    for end in _END.finditer(line):
        sentence = line[: end.end()]
        if not _ABBREVIATED.search(sentence):
            return shortened(sentence, most)
    return shortened(line, most)


def shortened(text: str, most: int) -> str:
    """The text in at most so many characters, parted between words: "Målrettede dialog …"."""
    if len(text) <= most:
        return text
    words, room = "", max(most - 2, 1)
    for word in text.split(" "):
        if len(words) + len(word) + bool(words) > room:
            break
        words = f"{words} {word}".strip()
    return f"{words or text[:room]} …"
