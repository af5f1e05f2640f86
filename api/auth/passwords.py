"""Passwords, kept as Argon2id hashes (RFC 9106) with the library's recommended cost."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("a password that nobody has")


def hash_password(password: str) -> str:
    """The hash to keep."""
    return _HASHER.hash(_bytes(password))


async def matches(password: str, password_hash: str | None) -> bool:
    """Whether the password belongs to the hash; costs the same when there is no hash, so that nobody learns who has an account."""
    found = await asyncio.to_thread(_verify, password_hash or _NOBODY, password)
    return found and password_hash is not None


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, _bytes(password))
    except (VerificationError, InvalidHashError):
        return False


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
