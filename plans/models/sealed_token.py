"""How is the key in an address kept, so that whoever reads the database or a backup cannot use it?

As a digest, by which it is found, and encrypted, so that the page can show the address again. The key is made
of SECRET_KEY; with another SECRET_KEY the addresses still work, and cannot be shown.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

_PURPOSE = b"vink: addresses of shared publications"


def digest_of(token: str) -> str:
    """SHA-256 is enough: 256 random bits cannot be guessed, as a password can."""
    return hashlib.sha256(token.encode()).hexdigest()


def sealed(token: str) -> str:
    """The token, encrypted."""
    return _keys().encrypt(token.encode()).decode("ascii")


def opened(text: str) -> str:
    """The token that was encrypted; empty where SECRET_KEY is another since."""
    try:
        return _keys().decrypt(text.encode("ascii")).decode()
    except InvalidToken:
        return ""


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key_from(secret)) for secret in secrets])


def _key_from(secret: str | bytes) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(force_bytes(secret))
    return base64.urlsafe_b64encode(derived)
