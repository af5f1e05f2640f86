"""Messages of the protocol graphql-transport-ws (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md)."""

from typing import Any

import orjson

from api.execution.encoding import encoded

SUBPROTOCOL = "graphql-transport-ws"
INVALID_MESSAGE = 4400
UNAUTHORIZED = 4401
FORBIDDEN = 4403
INIT_TIMEOUT = 4408
SUBSCRIBER_EXISTS = 4409
TOO_MANY_INITS = 4429
TRY_AGAIN_LATER = 1013


class InvalidMessage(Exception):
    """A message that the protocol does not know."""


def parsed(message: dict[str, Any]) -> dict[str, Any]:
    """The content of a message that came. Raises InvalidMessage."""
    text = message.get("text")
    if not isinstance(text, str):
        raise InvalidMessage("messages are texts")
    try:
        content = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise InvalidMessage("messages are JSON") from error
    if not isinstance(content, dict) or not isinstance(content.get("type"), str):
        raise InvalidMessage("a message is an object with a type")
    return content


def operation_id(content: dict[str, Any]) -> str:
    """The id that a message names. Raises InvalidMessage."""
    key = content.get("id")
    if not isinstance(key, str) or not 0 < len(key) <= 200:
        raise InvalidMessage("an operation has an id of 1 to 200 characters")
    return key


def spelled(kind: str, **fields: Any) -> str:  # noqa: ANN401 - JSON values
    """A message as text."""
    return encoded({"type": kind, **fields}).decode()


def next_prefix(key: str) -> str:
    """What stands before an answer in a message `next`; the answer and a brace follow."""
    return f'{{"id":{encoded(key).decode()},"type":"next","payload":'
