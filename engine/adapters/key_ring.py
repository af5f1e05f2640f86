"""Sealing secrets at rest: AES-256-GCM (NIST SP 800-38D) under keys derived from the installation's secret by HKDF (RFC 5869)."""

import base64
import hashlib
import os
from binascii import Error as Base64Error
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from engine.domain.errors import SecretUnreadable

_PURPOSE = b"skyt sealed secrets 1"
_NONCE_BYTES = 12


class KeyRing:
    """The present key, which seals, and older ones, which still open.

    A sealed text is `key id.base64(nonce and ciphertext)`. The context (such as organization and provider) is authenticated with it, so
    that a sealed text that was moved to another row does not open.
    """

    def __init__(self, secret: str, old_secrets: Sequence[str] = ()) -> None:
        """Take the installation's secret, empty for none, and the ones before it."""
        ciphers = [_cipher(text) for text in (secret, *old_secrets) if text]
        self._ciphers = dict(reversed(ciphers))
        self._present = ciphers[0][0] if secret else None

    @property
    def can_seal(self) -> bool:
        """Whether there is a present key."""
        return self._present is not None

    def seal(self, plain: str, context: str) -> str:
        """Encrypt a text for a context. Raises SecretUnreadable when there is no present key."""
        if self._present is None:
            raise SecretUnreadable("secrets cannot be kept: set SKYT_SECRET_KEY, for example to 48 random characters, and start again")
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._ciphers[self._present].encrypt(nonce, plain.encode(), context.encode())
        return f"{self._present}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def open(self, sealed: str, context: str) -> str:
        """Decrypt a sealed text. Raises SecretUnreadable when its key is not on the ring, or when it is not of this context."""
        key_id, _, text = sealed.partition(".")
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise SecretUnreadable("a stored secret was sealed under another SKYT_SECRET_KEY; name that one in SKYT_OLD_SECRET_KEYS")
        try:
            raw = base64.urlsafe_b64decode(text)
            return cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], context.encode()).decode()
        except (InvalidTag, Base64Error, ValueError) as error:
            raise SecretUnreadable("a stored secret was changed, or belongs elsewhere; enter it anew") from error

    def is_present(self, sealed: str) -> bool:
        """Whether a sealed text is under the present key."""
        return sealed.partition(".")[0] == self._present


def _cipher(secret: str) -> tuple[str, AESGCM]:
    key = HKDF(SHA256(), 32, None, _PURPOSE).derive(secret.encode())
    return hashlib.sha256(b"key id" + key).hexdigest()[:12], AESGCM(key)
