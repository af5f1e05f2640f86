"""The effects of functions of `re` and `math`, for arguments of built-in types."""

import ast
import re
import warnings
from functools import lru_cache

from engine.canonicalization.facts.effects import NO_EFFECTS, RAISES, Effects
from engine.canonicalization.facts.inference import Inference
from engine.canonicalization.facts.types import NUMBERS, kind

QUIET_MODULES = frozenset({"re", "math", "string"})
_SEARCHES = frozenset({"match", "search", "fullmatch", "findall", "split"})
_MATHEMATICS = frozenset(
    {"sqrt", "floor", "ceil", "gcd", "lcm", "factorial", "isqrt", "log", "log2", "log10", "pow", "exp", "fabs", "trunc", "comb", "perm"}
)


def is_quiet_attribute(node: ast.Attribute, inference: Inference) -> bool:
    """Whether an expression is an attribute of a module that nobody changes."""
    is_module = isinstance(node.value, ast.Name) and node.value.id in QUIET_MODULES & inference.imported
    return is_module and isinstance(node.ctx, ast.Load)


def effects_of_function(node: ast.Attribute, arguments: list[ast.expr], inference: Inference) -> Effects | None:
    """What calling a module's function does, the evaluation of its arguments aside; None where nothing is known."""
    if not isinstance(node.value, ast.Name) or not is_quiet_attribute(node, inference):
        return None
    kinds = [kind(inference.of(argument)) for argument in arguments]
    if node.value.id == "re":
        return NO_EFFECTS if _is_plain_search(node.attr, arguments, kinds) else None
    is_number = node.value.id == "math" and node.attr in _MATHEMATICS and bool(kinds) and set(kinds) <= NUMBERS
    return RAISES if is_number else None


def _is_plain_search(name: str, arguments: list[ast.expr], kinds: list[str]) -> bool:
    if name == "sub" and kinds == ["str", "str", "str"]:
        replacement = arguments[1]
        is_plain = isinstance(replacement, ast.Constant) and "\\" not in str(replacement.value)
        return is_plain and _is_pattern(arguments[0])
    return name in _SEARCHES and kinds == ["str", "str"] and _is_pattern(arguments[0])


def _is_pattern(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and compiles(node.value)


@lru_cache(maxsize=1024)
def compiles(pattern: str) -> bool:
    """Whether a text is a regular expression, and one without complaints."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(pattern)
    except (re.error, OverflowError, RecursionError, Warning):
        return False
    return True
