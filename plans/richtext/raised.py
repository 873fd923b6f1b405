"""How is a raised or lowered text told? By raised and lowered signs, or as one types it: 10^(n+1)."""

from collections.abc import Sequence

from plans.richtext import rule

_SIGNS = {"super": str.maketrans(*rule.RAISED), "sub": str.maketrans(*rule.LOWERED)}
_AS_TYPED = {"super": "^", "sub": "_"}
_EDGES = " \t\n\f\r\N{NO-BREAK SPACE}"


def as_raised(texts: Sequence[str], kind: str, before: str, behind: str) -> Sequence[str]:
    """The pieces of a text that is raised ("super") or lowered ("sub") as a whole.

    Figures and signs are raised and lowered ones. With letters, for which there are none, it is typed as
    "10^(n+1)" and "x_i": glued to what stands `before` it, it would say something else. At the beginning of
    a line, where `before` is "", there is nothing to part it from. `behind` is the text that follows.
    """
    words = "".join(texts).strip(_EDGES)
    if not any(map(str.isalpha, words)):
        return [text.translate(_SIGNS[kind]) for text in texts]
    is_after_figure = before in set("0123456789")
    if not before or (is_after_figure and kind == "super" and words.lower() in rule.ORDINALS):
        return texts
    if kind == "super" and words.lower() == "tm":
        return ["™"]
    if kind == "super" and is_after_figure and words == "o":
        return ["°"]
    begin, end = _AS_TYPED[kind], ""
    if not _stands_alone(words, behind):
        begin, end = f"{begin}(", ")"
    return _around(texts, begin, end)


def _stands_alone(words: str, behind: str) -> bool:
    if words.startswith("(") and words.endswith(")"):
        return True
    return words.removesuffix(")").isalnum() and (words.endswith(")") or not behind[:1].isalnum())


def _around(texts: Sequence[str], begin: str, end: str) -> Sequence[str]:
    """The pieces with a sign before the first of their words and one behind the last."""
    pieces = list(texts)
    first = next(at for at, text in enumerate(pieces) if text.strip(_EDGES))
    words = pieces[first].lstrip(_EDGES)
    pieces[first] = pieces[first][: len(pieces[first]) - len(words)] + begin + words
    last = next(at for at in range(len(pieces) - 1, -1, -1) if pieces[at].strip(_EDGES))
    words = pieces[last].rstrip(_EDGES)
    pieces[last] = words + end + pieces[last][len(words) :]
    return pieces
