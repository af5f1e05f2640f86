"""Answers as bytes."""

import json
from typing import Any

import orjson


def encoded(answer: Any) -> bytes:  # noqa: ANN401 - an answer, a message
    """JSON; texts with lone surrogates, which UTF-8 cannot spell, go out escaped."""
    try:
        return orjson.dumps(answer)
    except orjson.JSONEncodeError:
        return json.dumps(answer, default=_plain, separators=(",", ":")).encode()


def _plain(value: object) -> object:
    if isinstance(value, orjson.Fragment):
        return orjson.loads(value.contents)
    raise TypeError(f"{type(value).__name__} is no JSON value")
