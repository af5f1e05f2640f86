"""Calls that should not be made, or not with these arguments."""

import ast
import re
from collections.abc import Callable, Iterator
from fnmatch import translate
from functools import lru_cache
from typing import Any

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.built_texts import is_built_text
from engine.restrictions.detector import PYTHON, Detector
from engine.restrictions.finding import Finding, finding_at
from engine.restrictions.names import full_name, imported_names, named_calls
from engine.restrictions.parameters import flag, text, texts


def python_calls(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each call of one of `calls`, by its full name through imports; `*` in a name stands for anything.

    Narrowed by `when` (an argument, by `keyword` or `position`, is the constant `equals`, one of the texts `among`, or at least
    `at_least`), `unless` (it is one of the `names`, or the constant `equals`), `without` (a keyword that is missing, or given as None or
    False), and `built_text` (the first argument is a text put together from parts).
    """
    is_wanted = _wanted(texts(parameters, "calls"))
    for name, calls in named_calls(answer).items():
        for call in calls if is_wanted(name) else ():
            if _applies(answer, call, parameters):
                yield finding_at(call, text(parameters, "message", "'{call}' is not allowed").replace("{call}", name))


@lru_cache(maxsize=1_000)
def _wanted(names: tuple[str, ...]) -> Callable[[str], object]:
    """Whether a full name is one of some names, in which `*` and `?` stand for anything."""
    return re.compile("|".join(map(translate, names))).match


def _applies(answer: Answer, call: ast.Call, parameters: JsonObject) -> bool:
    when: Any = parameters.get("when")
    unless: Any = parameters.get("unless")
    if when is not None and not _holds(answer, call, when):
        return False
    if unless is not None and _holds(answer, call, unless):
        return False
    without = parameters.get("without")
    if without is not None and any(keyword.arg is None or _gives(keyword, without) for keyword in call.keywords):
        return False
    return not flag(parameters, "built_text") or bool(call.args and is_built_text(call.args[0], answer))


def _gives(keyword: ast.keyword, name: object) -> bool:
    is_empty = isinstance(keyword.value, ast.Constant) and (keyword.value.value is None or keyword.value.value is False)
    return keyword.arg == name and not is_empty


def _holds(answer: Answer, call: ast.Call, condition: dict[str, Any]) -> bool:
    value = _argument(call, condition)
    if value is None:
        return False
    if "names" in condition:
        name = full_name(value, imported_names(answer))
        return any(name == wanted or name.endswith("." + wanted) for wanted in condition["names"])
    if not isinstance(value, ast.Constant):
        return False
    if "at_least" in condition:
        return isinstance(value.value, int) and value.value >= condition["at_least"]
    if "among" in condition:
        return value.value in condition["among"]
    return type(value.value) is type(condition["equals"]) and bool(value.value == condition["equals"])


def _argument(call: ast.Call, condition: dict[str, Any]) -> ast.expr | None:
    named = [keyword.value for keyword in call.keywords if keyword.arg == condition.get("keyword")]
    position = condition.get("position")
    if named or position is None:
        return named[0] if named else None
    return call.args[position] if position < len(call.args) else None


_CONDITION: JsonObject = {
    "type": "object",
    "properties": {
        "keyword": {"type": "string"},
        "position": {"type": "integer", "minimum": 0},
        "equals": {"type": ["string", "number", "boolean", "null"]},
        "at_least": {"type": "integer"},
        "among": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 200},
        "names": {"type": "array", "items": {"type": "string"}, "minItems": 1},
    },
    "anyOf": [{"required": ["keyword"]}, {"required": ["position"]}],
    "oneOf": [{"required": ["equals"]}, {"required": ["at_least"]}, {"required": ["among"]}, {"required": ["names"]}],
    "additionalProperties": False,
}

DETECTOR = Detector(
    "python_calls",
    PYTHON,
    python_calls,
    {
        "calls": {
            "type": "array",
            "items": {"type": "string", "pattern": r"^[A-Za-z_?*][A-Za-z0-9_.?*]{0,99}$"},
            "minItems": 1,
            "maxItems": 200,
        },
        "message": {"type": "string", "minLength": 1, "maxLength": 500},
        "when": _CONDITION,
        "unless": _CONDITION,
        "without": {"type": "string"},
        "built_text": {"type": "boolean"},
    },
    ("calls",),
)
