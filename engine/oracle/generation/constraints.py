"""What a declared constraint says: conditions to decide, and hints for drawing values that meet them."""

import re
from collections.abc import Mapping

from engine.oracle.generation.expressions import holds, parse_condition
from engine.oracle.generation.hints import Constraint, joined, with_hints

_SPLIT = re.compile(r"\s*;\s*|\s*,\s+(?![^\[({]*[\])}])|\s+and\s+")
_BETWEEN = re.compile(r"^(?:in(?: the)? range |between |from )(-?\d+)(?: and | to |\.\.|-)(-?\d+)$")
_LENGTH = re.compile(r"^(?:of )?length (?:of )?(at least|at most|exactly|>=|<=|==|=|>|<)?\s*(\d+)$")
_WORDS = {
    "non-empty": "len({name}) > 0",
    "not empty": "len({name}) > 0",
    "nonempty": "len({name}) > 0",
    "positive": "{name} > 0",
    "non-negative": "{name} >= 0",
    "nonnegative": "{name} >= 0",
    "not negative": "{name} >= 0",
    "negative": "{name} < 0",
    "non-zero": "{name} != 0",
    "nonzero": "{name} != 0",
    "even": "{name} % 2 == 0",
    "odd": "{name} % 2 == 1",
    "ascii": "{name}.isascii()",
    "alphabetic": "{name}.isalpha()",
    "letters only": "{name}.isalpha()",
    "digits": "{name}.isdigit()",
    "digits only": "{name}.isdigit()",
    "alphanumeric": "{name}.isalnum()",
    "lowercase": "{name}.islower()",
    "uppercase": "{name}.isupper()",
    "binary": "all(item in '01' for item in {name})",
    "binary digits": "all(item in '01' for item in {name})",
    "all positive": "all(item > 0 for item in {name})",
    "all non-negative": "all(item >= 0 for item in {name})",
}
_NOTHING = frozenset({"", "any", "none", "no constraint", "unconstrained", "arbitrary", "any value"})
_ASCENDING = frozenset({"sorted", "ascending", "sorted ascending", "sorted in ascending order", "in ascending order", "non-decreasing"})
_DESCENDING = frozenset({"descending", "sorted descending", "sorted in descending order", "in descending order", "non-increasing"})
_STRICT = frozenset({"strictly ascending", "strictly increasing", "sorted strictly ascending"})
_UNIQUE = frozenset({"unique", "distinct", "no duplicates", "without duplicates", "unique items", "distinct items", "unique elements"})
_SIGNS = {"at least": ">=", "at most": "<=", "exactly": "==", "=": "==", None: "=="}


def read_constraint(text: str, name: str, names: frozenset[str]) -> Constraint:
    """Read the constraint of the input `name`; conditions may use all `names` of the contract's inputs."""
    return _read(text.strip(), name, names | {name}, is_whole=True)


def meets(constraint: Constraint, value: object, values: Mapping[str, object]) -> bool:
    """Whether a value keeps all that was understood of its constraint; `values` are all inputs by name."""
    if isinstance(value, list | tuple):
        if constraint.order and not _is_ordered(value, constraint.order):
            return False
        if constraint.is_unique and any(item in value[:index] for index, item in enumerate(value)):
            return False
    return all(holds(condition, values) for condition in constraint.conditions)


def _is_ordered(value: list[object] | tuple[object, ...], order: str) -> bool:
    try:
        return list(value) == sorted(value, reverse=order == "descending")  # type: ignore[type-var]
    except TypeError:
        return False


def _read(text: str, name: str, names: frozenset[str], *, is_whole: bool) -> Constraint:
    phrase = text.lower().strip(" .")
    if phrase in _NOTHING:
        return Constraint()
    known = _phrase(phrase, name)
    if known is not None:
        return known
    condition = parse_condition(_spelled_out(phrase, name) or text, names)
    if condition is not None:
        return with_hints(condition, name)
    parts = [part for part in _SPLIT.split(text) if part]
    if not is_whole or len(parts) < 2:
        return Constraint(unknown=(text,))
    read = Constraint()
    for part in parts:
        read = joined(read, _read(part, name, names, is_whole=False))
    return read


def _phrase(phrase: str, name: str) -> Constraint | None:
    if phrase in _ASCENDING:
        return Constraint(order="ascending")
    if phrase in _DESCENDING:
        return Constraint(order="descending")
    if phrase in _STRICT:
        return Constraint(order="ascending", is_unique=True)
    return Constraint(is_unique=True) if phrase in _UNIQUE else None


def _spelled_out(phrase: str, name: str) -> str | None:
    """A phrase as an expression."""
    if phrase in _WORDS:
        return _WORDS[phrase].format(name=name)
    if match := _BETWEEN.match(phrase):
        return f"{match[1]} <= {name} <= {match[2]}"
    if match := _LENGTH.match(phrase):
        return f"len({name}) {_SIGNS.get(match[1], match[1])} {match[2]}"
    return None
