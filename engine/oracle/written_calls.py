"""Calls as Python would write them."""

from engine.oracle.observation import encode
from engine.oracle.reading import readable
from engine.ports.sandbox import Call

MAX_WRITTEN = 400


def written(scenario: tuple[Call, ...], entry_point: str) -> str:
    """A scenario as one line: `gcd(4, 6)`, or `LRUCache(2); put(1, 1); get(1)`; at most 400 characters."""
    text = "; ".join(f"{entry_point if call.method in (None, 'init') else call.method}({_arguments(call)})" for call in scenario)
    return text if len(text) <= MAX_WRITTEN else text[: MAX_WRITTEN - 1] + "…"


def _arguments(call: Call) -> str:
    return ", ".join(readable(encode(argument)) for argument in call.arguments)
