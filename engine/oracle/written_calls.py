"""Calls as Python would write them, and what they leave of their arguments."""

import json
from collections.abc import Sequence

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


def changed_argument(first: Sequence[str], second: Sequence[str]) -> tuple[str, str] | None:
    """The first argument that ends otherwise for one of two candidates, as each leaves it; None where that cannot be shown.

    Takes the encoded arguments after each of the same calls.
    """
    for one, other in zip(first, second, strict=False):
        lists = [json.loads(side) for side in (one, other) if side.startswith('["list"')]
        if len(lists) == 2:
            for number, (here, there) in enumerate(zip(lists[0][1:], lists[1][1:], strict=False), 1):
                shown = tuple(f"(argument {number} ends as {readable(json.dumps(side))})" for side in (here, there))
                if shown[0] != shown[1]:
                    return shown[0], shown[1]
    return None
