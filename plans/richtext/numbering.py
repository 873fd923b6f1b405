"""How is an item of a numbered list counted? By figures, letters or Roman numerals, as browsers do."""

_LETTERS = 26
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LARGEST_ROMAN = 3999


def number_text(number: int, numbering: str) -> str:
    """The number as "1", "a", "A", "i" or "I" has it; as figures where it cannot be told so."""
    told = ""
    if numbering in {"a", "A"}:
        rest = number
        while rest > 0:
            rest, letter = divmod(rest - 1, _LETTERS)
            told = chr(ord("a") + letter) + told
    elif numbering in {"i", "I"} and number <= _LARGEST_ROMAN:
        rest = number
        for value, letters in _ROMAN:
            while rest >= value:
                told += letters
                rest -= value
    told = told or str(number)
    return told.upper() if numbering in {"A", "I"} else told
