"""How is what was blanked kept for a while so that nobody reads it? Encrypted, with its key elsewhere.

Each redaction has a key of its own, a file in `SEALED_KEYS_ROOT`; without that folder nothing is sealed. What
a backup of the database holds of it cannot be read once the key is destroyed: the folder is in no backup.
Texts that hold a CPR number are never sealed.
"""

import os
import re
import secrets
import stat
from collections.abc import Collection
from datetime import timedelta
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from plans.domain import blanking
from plans.domain.personal_data import cpr_like

KEPT_FOR = timedelta(days=30)
_BITS, _NONCE = 256, 12
_NAME = re.compile(r"[0-9a-f]{32}\.key")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class KeyIsGone(Exception):
    """The key is destroyed, or the sealed text is not what was sealed with it."""


def is_possible() -> bool:
    """Whether there is a folder for keys that nobody else on the machine opens; it is made when missing."""
    root = _root()
    if root is None:
        return False
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(root, os.W_OK | os.X_OK) and not root.stat().st_mode & _OTHERS


def holds_cpr(text: str) -> bool:
    """Whether a CPR number is read in the text, be it plain or HTML."""
    return bool(cpr_like(blanking.as_passage(text)) or cpr_like(blanking.as_passage(blanking.visible(text))))


def make_key() -> str:
    """Make a key and give its name, under which it is found again."""
    name = f"{secrets.token_hex(16)}.key"
    handle = os.open(_path(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(AESGCM.generate_key(bit_length=_BITS))
        file.flush()
        os.fsync(file.fileno())
    return name


def sealed(name: str, content: bytes, *, bound_to: str) -> bytes:
    """The content, encrypted; it opens for the same `bound_to` alone."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(_key(name)).encrypt(nonce, content, bound_to.encode())


def opened(name: str, content: bytes, *, bound_to: str) -> bytes:
    """The bytes that were sealed in `content` with the key `name`. Raises KeyIsGone."""
    try:
        return AESGCM(_key(name)).decrypt(content[:_NONCE], content[_NONCE:], bound_to.encode())
    except InvalidTag as error:
        raise KeyIsGone from error


def destroy(name: str) -> None:
    """Destroy a key, so that nothing that was sealed with it is ever read again; twice does no harm."""
    if _root() is None or not _NAME.fullmatch(name):
        return
    path = _path(name)
    try:
        with path.open("r+b") as file:
            file.write(os.urandom(_BITS // 8))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return


def strays(known: Collection[str]) -> list[str]:
    """The keys of nothing that is sealed, such as those of a redaction that failed."""
    root = _root()
    if root is None or not root.is_dir():
        return []
    return sorted(
        path.name for path in root.iterdir() if _NAME.fullmatch(path.name) and path.name not in known
    )


def made_at(name: str) -> float:
    """When the key was made, in seconds since 1970."""
    return _path(name).stat().st_mtime


def _root() -> Path | None:
    return Path(settings.SEALED_KEYS_ROOT) if settings.SEALED_KEYS_ROOT else None


def _path(name: str) -> Path:
    root = _root()
    if root is None or not _NAME.fullmatch(name):
        raise KeyIsGone
    return root / name


def _key(name: str) -> bytes:
    try:
        return _path(name).read_bytes()
    except OSError as error:
        raise KeyIsGone from error
