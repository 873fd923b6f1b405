"""With which key is the history sealed? One made of HISTORY_KEY, or of SECRET_KEY where there is none.

What was sealed with an earlier secret is verified with it, as long as it stands in HISTORY_KEY_FALLBACKS.
"""

import hmac
from functools import cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.encoding import force_bytes

_PURPOSE = b"vink: seals of the history"
_SALT = "plans.redaction"


def key() -> bytes:
    """The key with which new entries are sealed."""
    return _key_from(force_bytes(_secrets()[0]))


def keys() -> list[bytes]:
    """The keys with which entries may have been sealed, the newest first."""
    return [_key_from(force_bytes(secret)) for secret in _secrets()]


def keyed_hash(text: str) -> str:
    """The hash that shows, to whoever holds a text, that it stood where it was blanked: HMAC-SHA256.

    A plain hash would give the words away: there are few enough CPR numbers, and names, to try them all. A
    publication's file is too long to be guessed, and keeps its plain SHA-256, under which it was published.
    """
    return _keyed_hash(_secrets()[0], text)


def is_keyed_hash(text: str, digest: str) -> bool:
    """Whether `digest` is the keyed hash of the text, made with the secret of now or an earlier one."""
    return any(hmac.compare_digest(_keyed_hash(secret, text), digest) for secret in _secrets())


def _keyed_hash(secret: str | bytes, text: str) -> str:
    return salted_hmac(_SALT, text, secret=secret, algorithm="sha256").hexdigest()


def _secrets() -> list[str | bytes]:
    own = [settings.HISTORY_KEY] if settings.HISTORY_KEY else []
    of_the_site = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    # The own key first; then that of the site, with which what is older than the own key was sealed.
    return [*own, *of_the_site, *settings.HISTORY_KEY_FALLBACKS]


@cache
def _key_from(secret: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret)
