"""Reading the file of persisted operations."""

from pathlib import Path

import orjson

from api.execution.request import Persisted


def load_persisted(path: Path | None, *, is_closed: bool) -> Persisted:
    """The operations of a JSON file that holds one object, texts by their SHA-256. Raises ValueError for any other file."""
    if path is None:
        return Persisted({}, is_closed=is_closed)
    try:
        texts = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise ValueError(f"the file of persisted operations {path.name} cannot be read: {error}") from error
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        raise ValueError(f"the file of persisted operations {path.name} must hold one JSON object: texts by their SHA-256")
    return Persisted(texts, is_closed=is_closed)
