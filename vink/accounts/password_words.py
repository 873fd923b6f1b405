"""Which passwords does a stranger guess who knows the place? Those made of a few of its words.

`vinkvinkvink`, `Sommer2026!!` and `kobenhavn2026` are long enough and on no list of common passwords; yet the
town, the program and the season, with a year behind them, are what is tried first.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ENOUGH = 6  # letters beside the words of the place, for example those of another word
_FOR_LETTERS = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s"})
_REPEATED = re.compile(r"(.{1,4}?)\1+.{0,3}", re.DOTALL)


class WordsOfThePlaceValidator:
    """Refuses a password that is little more than words of the place, or one piece again and again."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002  # Django's
        """Raise ValidationError where too little is left beside those words."""
        if _REPEATED.fullmatch(password) or _is_of_the_place(password):
            message = _("Adgangskoden er let at gætte. Brug flere ord, som ikke hører sammen.")
            raise ValidationError(message, code="password_of_the_place")

    def get_help_text(self) -> str:
        """What people are asked for."""
        return _("Brug ikke blot navnet på byen, programmet eller årstiden med et årstal efter.")


def _is_of_the_place(password: str) -> bool:
    """Whether one of the words is in it and too few letters are left; digits may stand for letters."""
    text = unicodedata.normalize("NFC", password).casefold()
    return any(_has_too_little_else(each) for each in (text, text.translate(_FOR_LETTERS)))


def _has_too_little_else(text: str) -> bool:
    letters = "".join(character for character in text if character.isalpha())
    left = re.sub("|".join(sorted(_words() | _own_words(), key=len, reverse=True)), "", letters)
    return left != letters and len(left) < ENOUGH


@cache
def _words() -> frozenset[str]:
    return frozenset((Path(__file__).parent / "words_of_the_place.txt").read_text(encoding="utf-8").split())


def _own_words() -> set[str]:
    """The words of the organisation's name."""
    return set(re.findall(r"[^\W\d_]{3,}", settings.ORGANISATION.casefold()))
