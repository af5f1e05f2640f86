"""Sealing secrets at rest: AES-256-GCM (NIST SP 800-38D) under keys derived from the installation's secret by HKDF (RFC 5869)."""

import base64
import hashlib
import os
from binascii import Error as Base64Error
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from engine.domain.errors import SecretUnreadable

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_PURPOSE = b"skyt sealed secrets 1"
_NONCE_BYTES = 12


class KeyRing:
    """The present key, which seals, and older ones, which still open.

    A sealed text is `key id.base64(nonce and ciphertext)`. The context (such as organization and provider) is authenticated with it, so
    that a sealed text that was moved to another row does not open.
    """

    def __init__(self, secret: str, old_secrets: Sequence[str] = ()) -> None:
        """Take the installation's secret, empty for none, and the ones before it."""
        self._secrets, self._has_present = [text for text in (secret, *old_secrets) if text], bool(secret)

    @property
    def can_seal(self) -> bool:
        """Whether there is a present key."""
        return self._has_present

    def seal(self, plain: str, context: str) -> str:
        """Encrypt a text for a context. Raises SecretUnreadable when there is no present key."""
        if not self._has_present:
            raise SecretUnreadable("secrets cannot be kept: set SKYT_SECRET_KEY, for example to 48 random characters, and start again")
        nonce = os.urandom(_NONCE_BYTES)
        key_id, cipher = self._keys[0]
        sealed = cipher.encrypt(nonce, plain.encode(), context.encode())
        return f"{key_id}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def open(self, sealed: str, context: str) -> str:
        """Decrypt a sealed text. Raises SecretUnreadable when its key is not on the ring, or when it is not of this context."""
        key_id, _, text = sealed.partition(".")
        cipher = dict(self._keys).get(key_id)
        if cipher is None:
            raise SecretUnreadable("a stored secret was sealed under another SKYT_SECRET_KEY; name that one in SKYT_OLD_SECRET_KEYS")
        try:
            raw = base64.urlsafe_b64decode(text)
            return cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], context.encode()).decode()
        except (_invalid_tag(), Base64Error, ValueError) as error:
            raise SecretUnreadable("a stored secret was changed, or belongs elsewhere; enter it anew") from error

    def is_present(self, sealed: str) -> bool:
        """Whether a sealed text is under the present key."""
        return self._has_present and sealed.partition(".")[0] == self._keys[0][0]

    @cached_property
    def _keys(self) -> list[tuple[str, "AESGCM"]]:
        """Ids and ciphers, the present key first where there is one; derived at the first use, which few processes come to."""
        return [_cipher(secret) for secret in self._secrets]


def _invalid_tag() -> type[Exception]:
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as below

    return InvalidTag


def _cipher(secret: str) -> tuple[str, "AESGCM"]:
    # OpenSSL takes 7 MB, which is for those only who keep secrets.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    key = HKDF(SHA256(), 32, None, _PURPOSE).derive(secret.encode())
    return hashlib.sha256(b"key id" + key).hexdigest()[:12], AESGCM(key)
