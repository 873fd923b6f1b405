"""Which texts would be said in English? With `marked_english` every translated text stands in « »."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.utils import translation
from django.utils.translation import trans_real


class _Marked(trans_real.DjangoTranslation):
    """A language that has a translation of everything."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"«{msgid1 if n == 1 else msgid2}»"


@contextmanager
def marked_english() -> Iterator[None]:
    """English is active; "nået" becomes "«nået»", and what must stay Danish has no mark."""
    languages = "django.utils.translation.trans_real._translations"
    with mock.patch.dict(languages, {"en": _Marked("en")}), translation.override("en"):
        yield
