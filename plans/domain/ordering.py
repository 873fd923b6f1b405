"""In which order do Danish words come? One key for sorting and searching, as neither database knows it."""

import unicodedata

# After z come æ, ø and å; older spellings and neighbours' letters count as them. What stands for them here no
# text holds: "|" is a character that one may look for.
_AE, _OE, _AA = "\ufdd0", "\ufdd1", "\ufdd2"
_LETTERS = str.maketrans({"æ": _AE, "ä": _AE, "ø": _OE, "ö": _OE, "å": _AA})
# What nobody sees in a word, such as a soft hyphen, is not of it; quotes are alike, as nobody types them all.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_QUOTES = str.maketrans("“”„‟″»«’‘‚", '"' * 7 + "'" * 3)


def danish_key(text: str) -> str:
    """A key that sorts as Danish does: case and accents apart, "aa" as å, and æ, ø, å after z."""
    # macOS writes "å" as two characters: they are put together before accents are dropped.
    composed = unicodedata.normalize("NFC", text.translate(_UNSEEN)).translate(_QUOTES)
    folded = composed.casefold().replace("aa", "å").translate(_LETTERS)
    decomposed = unicodedata.normalize("NFD", folded)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
