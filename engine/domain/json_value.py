"""The type of a JSON value, its one canonical spelling and its content hash."""

import hashlib
import json

from typing_extensions import TypeAliasType

Json = TypeAliasType("Json", "bool | int | float | str | list[Json] | dict[str, Json] | None")
JsonObject = dict[str, Json]


def canonical_json(value: Json) -> bytes:
    """Spell a JSON value in one way only: sorted keys, no spaces, UTF-8.

    Integers of any size keep all their digits. Raises ValueError for NaN and infinities, which JSON does not have.
    """
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "surrogatepass")


def content_hash(value: Json) -> str:
    """Hash a JSON value by its canonical spelling: 64 hexadecimal digits of SHA-256 (FIPS 180-4)."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def text_hash(text: str) -> str:
    """Hash a text by its UTF-8 bytes: 64 hexadecimal digits of SHA-256 (FIPS 180-4)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
