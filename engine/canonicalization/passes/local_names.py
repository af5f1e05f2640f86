"""Names of variables inside functions: numbered in the order of their first occurrence."""

import ast
from collections import Counter
from itertools import count

from engine.canonicalization.mentions import mentioned_names
from engine.canonicalization.scope_builder import ScopeBuilder
from engine.canonicalization.scopes import Binding, Occurrence, Scope, owner
from engine.domain.run import EvidenceLevel

_DYNAMIC = {"locals", "vars", "dir", "eval", "exec", "globals"}
_NEED_NO_ARGUMENTS = {"vars", "dir"}
_FRAMES = {
    *("inspect", "_getframe", "_current_frames", "currentframe", "f_locals", "f_back", "gi_frame", "cr_frame", "ag_frame", "tb_frame"),
    *("__code__", "co_varnames", "co_names", "co_freevars", "co_cellvars", "__closure__", "settrace", "setprofile", "traceback", "pdb"),
    *("builtins", "__builtins__", "__import__", "importlib", "dis", "NameError", "UnboundLocalError"),
}
_PREFIX = "v"


class LocalNames:
    """Renames the variables of functions, lambdas and comprehensions to v0, v1, ... within each outermost function.

    Parameters, functions, classes and plain imports keep their names, because others can see them; so does everything at module level
    and in class bodies. Sound because names of variables are visible only to what looks into frames or runs text as code: a module that
    mentions the first stays as it is, and so does a function that calls `locals`, `eval` and their like.
    """

    name = "local_names"
    level = EvidenceLevel.CANONICAL

    def rewrite(self, tree: ast.Module) -> ast.Module:
        """Rename every variable that nothing else can see."""
        if mentioned_names(tree) & _FRAMES or _has_type_parameters(tree):
            return tree
        built = ScopeBuilder(tree)
        blocked = _blocked_roots(tree, built)
        if blocked is not None:
            _rename(built, blocked)
        return tree


def _has_type_parameters(tree: ast.Module) -> bool:
    """Whether PEP 695 syntax occurs, whose scopes are not modelled here."""
    return any(getattr(node, "type_params", None) or type(node).__name__ == "TypeAlias" for node in ast.walk(tree))


def _blocked_roots(tree: ast.Module, built: ScopeBuilder) -> set[Scope] | None:
    """The outermost functions that call something dynamic; None when such a thing is used in any other way."""
    uses = Counter(node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in _DYNAMIC)
    uses.update(node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in _DYNAMIC)
    blocked: set[Scope] = set()
    for call, scope in built.scopes_of_calls:
        if isinstance(call.func, ast.Name) and call.func.id in _DYNAMIC and scope.root().is_function:
            uses[call.func.id] -= 1
            if not (call.func.id in _NEED_NO_ARGUMENTS and call.args):
                blocked.add(scope.root())
    return blocked if not +uses else None


def _rename(built: ScopeBuilder, blocked: set[Scope]) -> None:
    renamed: list[tuple[Scope, Occurrence]] = []
    reserved = set(built.visible)
    for occurrence in built.occurrences:
        scope = owner(occurrence.scope, occurrence.name)
        if scope is not None and _may_rename(scope, occurrence.name, blocked):
            renamed.append((scope, occurrence))
        else:
            reserved.add(occurrence.name)
    _number(renamed, reserved)


def _may_rename(scope: Scope, name: str, blocked: set[Scope]) -> bool:
    is_mangled = name.startswith("__") or (name.startswith("_") and "__" in name[1:])
    return scope.bindings[name] is Binding.VARIABLE and not is_mangled and scope.root() not in blocked


def _number(renamed: list[tuple[Scope, Occurrence]], reserved: set[str]) -> None:
    """Give each variable the next free number of its outermost function."""
    numbers: dict[Scope, count[int]] = {}
    names: dict[tuple[Scope, str], str] = {}
    for scope, occurrence in renamed:
        key = (scope, occurrence.name)
        if key not in names:
            free = numbers.setdefault(scope.root(), count())
            names[key] = next(name for number in free if (name := f"{_PREFIX}{number}") not in reserved)
        occurrence.rename(names[key])
