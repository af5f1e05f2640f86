"""Reading a rule's parameters."""

from engine.domain.json_value import JsonObject


def number(parameters: JsonObject, name: str, default: float) -> float:
    """A parameter that is a number. Raises TypeError when it is something else, which fails the rule closed."""
    value = parameters.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        message = f"the parameter '{name}' must be a number"
        raise TypeError(message)
    return value
