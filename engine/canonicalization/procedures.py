"""Private methods that do something and return nothing: their statements, with arguments for parameters, where the class calls them."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from engine.canonicalization.comprehending import fresh_variable
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.syntax import SCOPES, is_annotated
from engine.canonicalization.trees import copied, walk

_ODD = (*SCOPES, ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.Global, ast.Nonlocal, ast.NamedExpr, ast.GeneratorExp)
_HIDDEN = frozenset({"super", "__class__"})


@dataclass(frozen=True, slots=True)
class Procedures:
    """Such methods by their names."""

    methods: dict[str, ast.FunctionDef]
    facts: ProgramFacts

    def body_of(self, node: ast.expr, receiver: str) -> list[ast.stmt] | None:
        """What a call of one of them does, as statements; None if it is no such call, or gives what may not be read at any time."""
        method = self.methods.get(called_method(node, receiver))
        if method is None or not isinstance(node, ast.Call) or node.keywords or len(node.args) != len(method.args.args) - 1:
            return None
        if not all(self.facts.is_readable(argument) for argument in node.args):
            return None
        parameters = [argument.arg for argument in method.args.args]
        values: dict[str, ast.expr] = dict(zip(parameters, [ast.Name(receiver, ast.Load()), *node.args], strict=True))
        own = sorted({part.id for part in _names(method) if not isinstance(part.ctx, ast.Load)})
        values |= {name: ast.Name(fresh_variable(self.facts), ast.Load()) for name in own}
        return [_Substitution(values).visit(copied(line)) for line in method.body]

    def called_in(self, block: list[ast.stmt]) -> list[str]:
        """Those that some code mentions."""
        return [part.attr for line in block for part in walk(line) if isinstance(part, ast.Attribute) and part.attr in self.methods]


def procedures_among(methods: Iterable[ast.FunctionDef], facts: ProgramFacts) -> Procedures:
    """The procedures among methods that only their class calls."""
    return Procedures({item.name: item for item in methods if _is_procedure(item, facts)}, facts)


def called_method(node: ast.AST, receiver: str) -> str:
    """M in `self.m(…)`."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return ""
    return node.func.attr if isinstance(node.func.value, ast.Name) and node.func.value.id == receiver else ""


def _is_procedure(method: ast.FunctionDef, facts: ProgramFacts) -> bool:
    """Whether a method takes positional arguments only, which it never changes, returns nothing, and has no scope of its own inside."""
    arguments = method.args
    extras = [*arguments.posonlyargs, *arguments.defaults, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    if any(extra is not None for extra in extras) or is_annotated(method):
        return False
    inside = [part for line in method.body for part in walk(line)]
    if any(isinstance(part, _ODD) or (isinstance(part, ast.Name) and part.id in _HIDDEN) for part in inside):
        return False
    variables, parameters = facts.bindings.variables, {argument.arg for argument in arguments.args}
    stored = [part.id for part in _names(method) if not isinstance(part.ctx, ast.Load)]
    return not parameters & set(stored) and all(name in variables and variables[name].is_surely_bound for name in stored)


def _names(method: ast.FunctionDef) -> list[ast.Name]:
    return [part for line in method.body for part in walk(line) if isinstance(part, ast.Name)]


class _Substitution(ast.NodeTransformer):
    def __init__(self, values: dict[str, ast.expr]) -> None:
        self.values = values

    def visit_Name(self, node: ast.Name) -> ast.expr:
        value = self.values.get(node.id)
        if isinstance(node.ctx, ast.Load) or not isinstance(value, ast.Name):
            return node if value is None else copied(value)
        return ast.Name(value.id, node.ctx)
