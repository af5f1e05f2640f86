"""Tokens: 256 random bits, of which only a hash is kept."""

import hashlib
import secrets

_MAX_LENGTH = 200
_KEY_MARK = "skyt_"
_PREFIX_LENGTH = 12


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(32)


def new_api_key() -> tuple[str, str]:
    """An API key, which scanners for leaked secrets can tell by its beginning; and that beginning, by which people tell keys apart."""
    key = _KEY_MARK + secrets.token_urlsafe(32)
    return key, key[:_PREFIX_LENGTH]


def is_api_key(token: str) -> bool:
    """Whether a token has the form of an API key."""
    return token.startswith(_KEY_MARK)


def token_hash(token: str) -> str:
    """What is kept of a token (SHA-256; a random token needs no slow hash)."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def bearer_token(header: str | None) -> str | None:
    """The token of an Authorization header of scheme Bearer (RFC 6750)."""
    scheme, _, token = (header or "").strip().partition(" ")
    token = token.strip()
    return token if scheme.lower() == "bearer" and 0 < len(token) <= _MAX_LENGTH else None
