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


def key() -> bytes:
    """The key with which new entries are sealed."""
    return _key_from(force_bytes(_secrets()[0]))


def keys() -> list[bytes]:
    """The keys with which entries may have been sealed, the newest first."""
    return [_key_from(force_bytes(secret)) for secret in _secrets()]


def salted(salt: str, text: str) -> str:
    """HMAC-SHA256 of a text for one purpose."""
    return salted_hmac(salt, text, secret=_secrets()[0], algorithm="sha256").hexdigest()


def is_salted(salt: str, text: str, digest: str) -> bool:
    """Whether `digest` is that of the text, made with the secret of now or an earlier one."""
    return any(
        hmac.compare_digest(salted_hmac(salt, text, secret=secret, algorithm="sha256").hexdigest(), digest)
        for secret in _secrets()
    )


def _secrets() -> list[str | bytes]:
    own = [settings.HISTORY_KEY] if settings.HISTORY_KEY else []
    of_the_site = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    # The own key first; then that of the site, with which what is older than the own key was sealed.
    return [*own, *of_the_site, *settings.HISTORY_KEY_FALLBACKS]


@cache
def _key_from(secret: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret)
