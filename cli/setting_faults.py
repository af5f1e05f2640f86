"""What is wrong with environment variables named SKYT_*, in words; values are never shown, because they may be secrets."""

import json
import re

from pydantic import ValidationError
from pydantic_settings import SettingsError

_FIELD = re.compile(r'field "(\w+)"')


def setting_faults(error: ValidationError | SettingsError) -> list[str]:
    """One sentence for each fault: the variable, the place in its JSON, and what is allowed there."""
    if isinstance(error, ValidationError):
        return [_fault(fault["loc"], fault["msg"]) for fault in error.errors()]
    field, cause = _FIELD.search(str(error)), error.__cause__
    reason = f"it is not JSON ({cause.msg} at character {cause.pos + 1})" if isinstance(cause, json.JSONDecodeError) else "it is not JSON"
    return [f"{error}"] if field is None else [_fault((field[1],), reason)]


def variable_fault(field: str, reason: str) -> str:
    """The sentence for one setting."""
    return f"the environment variable SKYT_{field.upper()} cannot be used: {reason}"


def _fault(place: tuple[int | str, ...], reason: str) -> str:
    field, *inside = map(str, place)
    return variable_fault(field, f"at {'.'.join(inside)}: {reason}" if inside else reason)
