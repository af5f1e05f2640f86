"""Reading a rule's parameters; what has another type than asked for fails the rule closed."""

from engine.domain.json_value import JsonObject


def number(parameters: JsonObject, name: str, default: float) -> float:
    """A parameter that is a number. Raises TypeError when it is something else."""
    value = parameters.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        message = f"the parameter '{name}' must be a number"
        raise TypeError(message)
    return value


def text(parameters: JsonObject, name: str, default: str | None = None) -> str:
    """A parameter that is a text. Raises TypeError when it is something else or missing without default."""
    value = parameters.get(name, default)
    if not isinstance(value, str):
        message = f"the parameter '{name}' must be a text"
        raise TypeError(message)
    return value


def texts(parameters: JsonObject, name: str) -> tuple[str, ...]:
    """A parameter that is a list of texts; empty when missing. Raises TypeError when it is something else."""
    value = parameters.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        message = f"the parameter '{name}' must be a list of texts"
        raise TypeError(message)
    return tuple(str(item) for item in value)


def flag(parameters: JsonObject, name: str) -> bool:
    """A parameter that is true or false; false when missing. Raises TypeError when it is something else."""
    value = parameters.get(name, False)
    if not isinstance(value, bool):
        message = f"the parameter '{name}' must be true or false"
        raise TypeError(message)
    return value
