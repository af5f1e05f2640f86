"""Expressions that always stand for an object of one of the module's own classes, or for None.

The greatest set of variables, attributes and results of functions of which each gets nothing but such values: as long as all hold them,
none can get anything else first. This needs to know every assignment and every call, so it holds only where callers use the entry point
alone, and nothing names members by texts.
"""

import ast

from engine.canonicalization.blocks import own_nodes
from engine.canonicalization.members import plain_classes, uses_reflection
from engine.canonicalization.program import Program

Function = ast.FunctionDef | ast.AsyncFunctionDef
_HARMLESS = frozenset({"__init__", "__repr__", "__str__", "__iter__", "__contains__"})
_REACHING = frozenset({"type", "super", "vars", "globals", "locals", "object"})


class OwnObjects:
    """What is known of one version of a program; `is_known` is False where the module may be used in ways that it does not show."""

    def __init__(self, program: Program) -> None:
        """Find the greatest set."""
        self._program, self._occurrences = program, program.facts.occurrences
        self._classes = {node.name: node for node in plain_classes(program.tree)}
        self._methods: list[Function] = [item for node in self._classes.values() for item in node.body if isinstance(item, ast.FunctionDef)]
        self._method_names = {item.name for item in self._methods}
        self.selves = {item.args.args[0].arg for item in self._methods}
        self._parameters = {
            argument.arg: (function, place)
            for function in self._occurrences.functions
            for place, argument in enumerate([*function.args.posonlyargs, *function.args.args])
        }
        self.is_known = self._is_closed()
        self._found: set[str] = set()
        if self.is_known:
            self._settle()

    def _is_closed(self) -> bool:
        program, occurrences = self._program, self._occurrences
        is_open_class = program.assumptions.entry_point in self._classes and program.assumptions.public_members is None
        special = {name for name in self._method_names if name.startswith("__")} - _HARMLESS
        is_shadowed = "isinstance" in program.facts.shadowed
        if (
            not program.is_checked
            or is_shadowed
            or is_open_class
            or special
            or uses_reflection(program.tree)
            or _REACHING & occurrences.loads.keys()
        ):
            return False
        is_plain = all(
            len(occurrences.stores[name]) == 1 and all(map(self._is_made_or_tested, occurrences.loads[name])) for name in self._classes
        )
        return bool(self._classes) and is_plain and all(len(occurrences.stores[name]) == 1 for name in self.selves)

    def _is_made_or_tested(self, use: ast.expr) -> bool:
        call = self._occurrences.parent(use)
        if not isinstance(call, ast.Call):
            return False
        return call.func is use or (isinstance(call.func, ast.Name) and call.func.id == "isinstance" and call.args[1:] == [use])

    def _settle(self) -> None:
        variables = {name for name in self._program.bindings.variables if self._occurrences.stores.get(name)}
        attributes = {f".{name}" for name in self._occurrences.attribute_stores if name not in self._method_names}
        results = {f"{name}()" for name in [f".{method}" for method in self._method_names] + [item.name for item in self._functions()]}
        self._found = (variables - self.selves) | attributes | results
        lost: set[str] = {""}
        while lost:
            lost = {key for key in self._found if not self._gets_objects(key)}
            self._found -= lost

    def _functions(self) -> list[Function]:
        return [item for item in self._occurrences.functions if item not in self._methods and len(self._occurrences.stores[item.name]) == 1]

    def holds(self, node: ast.expr | None) -> bool:
        """Whether an expression always gives an object of the module's classes, or None, or fails."""
        match node:
            case ast.Name():
                return node.id in self._found or node.id in self.selves
            case ast.Attribute():
                return f".{node.attr}" in self._found and self.holds(node.value)
            case ast.Call():
                return self._gives(node.func)
            case ast.Constant():
                return node.value is None
        return isinstance(node, ast.IfExp | ast.BoolOp | ast.NamedExpr) and all(map(self.holds, _outcomes(node)))

    def _gives(self, function: ast.expr) -> bool:
        if isinstance(function, ast.Attribute):
            return f".{function.attr}()" in self._found and self.holds(function.value)
        return isinstance(function, ast.Name) and (function.id in self._classes or f"{function.id}()" in self._found)

    def _gets_objects(self, key: str) -> bool:
        if key.endswith("()"):
            named = [item for item in self._methods if f".{item.name}()" == key] or [
                item for item in self._functions() if f"{item.name}()" == key
            ]
            return all(map(self._returns_objects, named))
        stores = self._occurrences.attribute_stores[key[1:]] if key.startswith(".") else self._occurrences.stores[key]
        return all(map(self._stores_object, stores))

    def _returns_objects(self, function: Function) -> bool:
        nodes = list(own_nodes(function.body))
        if (
            isinstance(function, ast.AsyncFunctionDef)
            or function.decorator_list
            or any(isinstance(node, ast.Yield | ast.YieldFrom) for node in nodes)
        ):
            return False
        return all(node.value is None or self.holds(node.value) for node in nodes if isinstance(node, ast.Return))

    def _stores_object(self, store: ast.AST) -> bool:
        if isinstance(store, ast.arg):
            return self._is_passed_objects(store.arg)
        parent = self._occurrences.parent(store)
        if isinstance(parent, ast.Assign):
            return self.holds(parent.value)
        if isinstance(parent, ast.NamedExpr):
            return parent.target is store and self.holds(parent.value)
        whole = self._occurrences.parent(parent) if isinstance(parent, ast.Tuple) else None
        if not isinstance(parent, ast.Tuple) or not isinstance(whole, ast.Assign) or not isinstance(whole.value, ast.Tuple):
            return False
        parts = [*parent.elts, *whole.value.elts]
        is_matched = len(parent.elts) == len(whole.value.elts) and not any(isinstance(part, ast.Starred) for part in parts)
        return is_matched and all(map(self.holds, whole.value.elts))

    def _is_passed_objects(self, name: str) -> bool:
        """Whether every call of a function that nobody outside calls passes an object, or leaves it to a default."""
        if name not in self._parameters:
            return False
        function, place = self._parameters[name]
        calls = self._calls_of(function)
        if calls is None or function.decorator_list:
            return False
        return all(self.holds(_given(call, function, place, is_method=function in self._methods)) for call in calls)

    def _calls_of(self, function: Function) -> list[ast.Call] | None:
        """All calls of a function; None where there may be others."""
        program, occurrences = self._program, self._occurrences
        uses: list[ast.expr]
        if function in self._methods and function.name == "__init__":
            return self._constructions(function)
        if function in self._methods:
            if function.name.startswith("__") or function.name in (program.assumptions.public_members or ()):
                return None
            uses = [*occurrences.attribute_loads[function.name]]
        elif function.name == program.assumptions.entry_point or len(occurrences.stores[function.name]) != 1:
            return None
        else:
            uses = [*occurrences.loads[function.name]]
        calls = [self._call_by(use) for use in uses]
        return None if None in calls else [call for call in calls if call is not None]

    def _constructions(self, function: Function) -> list[ast.Call] | None:
        owner = next(node for node in self._classes.values() if function in node.body)
        if owner.name == self._program.assumptions.entry_point or self._occurrences.attribute_loads["__init__"]:
            return None
        return [call for use in self._occurrences.loads[owner.name] if (call := self._call_by(use)) is not None]

    def _call_by(self, use: ast.expr) -> ast.Call | None:
        call = self._occurrences.parent(use)
        return call if isinstance(call, ast.Call) and call.func is use else None


def _outcomes(node: ast.IfExp | ast.BoolOp | ast.NamedExpr) -> list[ast.expr]:
    """The expressions of which one gives the value of another."""
    if isinstance(node, ast.BoolOp):
        return node.values
    return [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node.value]


def _given(call: ast.Call, function: Function, place: int, *, is_method: bool) -> ast.expr | None:
    """What a call passes for a parameter, or its default; None where that is not plain."""
    names = [*function.args.posonlyargs, *function.args.args]
    missing = len(names) - len(function.args.defaults)
    default = function.args.defaults[place - missing] if place >= missing else None
    is_plain = not call.keywords and not any(isinstance(argument, ast.Starred) for argument in call.args)
    passed = place - is_method
    return None if not is_plain else call.args[passed] if passed < len(call.args) else default
