"""The endpoint of provider `http`, as it is named on the command line."""

import json
from pathlib import Path

from engine.domain.errors import Fault, InvalidInput
from engine.domain.json_value import JsonObject

_FIELDS = ("url", "body", "responsePath", "keyHeader")
_HINT = """write '{"url": "https://...", "body": {"input": "{prompt}"}, "responsePath": "/output"}', or @FILE with that in it"""


def read_endpoint(text: str) -> JsonObject:
    """Read an endpoint from JSON, or from the file that `@` names.

    Raises InvalidInput for a file that cannot be read, for what is no JSON object, and for names that an endpoint does not have.
    """
    try:
        endpoint = json.loads(Path(text[1:]).read_text(encoding="utf-8") if text.startswith("@") else text)
    except (OSError, ValueError) as error:
        raise InvalidInput([Fault(f"--endpoint cannot be read: {error}", "$.endpoint")], _HINT) from error
    if not isinstance(endpoint, dict):
        raise InvalidInput([Fault("--endpoint is not a JSON object", "$.endpoint")], _HINT)
    faults = [Fault(f"an endpoint has no '{name}'", f"$.endpoint.{name}") for name in endpoint if name not in _FIELDS]
    faults += [Fault(f"an endpoint needs '{name}'", f"$.endpoint.{name}") for name in _FIELDS[:3] if name not in endpoint]
    if faults:
        raise InvalidInput(faults, _HINT)
    return endpoint
