"""Small functions that only compute a value: their calls are replaced by the value."""

import ast

from engine.canonicalization.blocks import blocks_of
from engine.canonicalization.comprehending import fresh_variable
from engine.canonicalization.facts.effects import HEAP, WORLD, Effects
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import UNKNOWN, kind
from engine.canonicalization.passes.modules import calls_nothing
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import SCOPES, is_annotated, size
from engine.canonicalization.trees import become, copied, walk

_LARGEST = 60
_LARGEST_REPEATED = 8


def _inline_calls(program: Program) -> bool:
    changed = False
    while _inline_some(program):
        program.changed()
        changed = True
    return changed


def _inline_some(program: Program) -> bool:
    """Inline what can be, one function after the other; where names occur is kept up to date meanwhile."""
    changed = False
    for block in blocks_of(program.tree):
        for node in [item for item in block if isinstance(item, ast.FunctionDef)]:
            changed |= _inline_one(node, block, program)
    return changed


def _inline_one(node: ast.FunctionDef, block: list[ast.stmt], program: Program) -> bool:
    value, facts = _value_of(node, block, program), program.facts
    calls = _calls(node, facts) if value is not None else []
    if value is None or not calls or not all(_can_replace(call, node, value, facts) for call in calls):
        return False
    innermost = [call for call in calls if not any(other is not call and _is_inside(other, call) for other in calls)]
    for call in innermost:
        _replace(call, node, value, facts)
    if len(innermost) == len(calls):
        facts.occurrences.abandon(node)
        del facts.occurrences.stores[node.name]
        block[:] = [item for item in block if item is not node] or [ast.Pass()]
    return True


def _is_inside(inner: ast.AST, outer: ast.AST) -> bool:
    return any(child is inner for child in walk(outer))


def _value_of(node: ast.FunctionDef, block: list[ast.stmt], program: Program) -> ast.expr | None:
    """What a function computes, as one expression; None for functions that do more, and for those that others may call."""
    arguments = node.args
    if (
        node.decorator_list
        or is_annotated(node)
        or arguments.defaults
        or arguments.kw_defaults
        or arguments.vararg
        or arguments.kwarg
        or arguments.posonlyargs
    ):
        return None
    is_local = program.facts.is_local(node.name) and program.facts.bindings.variables[node.name].is_surely_bound
    is_private = (
        program.is_checked and block is program.tree.body and node.name != program.assumptions.entry_point and calls_nothing(program.tree)
    )
    if not (is_local or is_private) or len(program.facts.occurrences.stores[node.name]) != 1:
        return None
    value = _as_expression(node.body)
    if (
        value is None
        or size(value) > _LARGEST
        or any(isinstance(child, (*SCOPES, ast.Yield, ast.YieldFrom, ast.Await, ast.NamedExpr)) for child in walk(value))
    ):
        return None
    names = {child.id for child in walk(value) if isinstance(child, ast.Name)}
    if names & {node.name, "super", "__class__"} or any(isinstance(child, ast.Global) for child in walk(program.tree)):
        return None
    return value if _sees_bound_names(names, node, program.facts) else None


def _as_expression(body: list[ast.stmt]) -> ast.expr | None:
    """`if c: return a; return b` as `a if c else b`."""
    first = body[0] if body else None
    if isinstance(first, ast.Return) and len(body) == 1:
        return first.value if first.value is not None else ast.Constant(None)
    if isinstance(first, ast.If):
        chosen = _as_expression(first.body)
        other = _as_expression(first.orelse or body[1:])
        if chosen is not None and other is not None and (not first.orelse or len(body) == 1):
            return ast.IfExp(first.test, chosen, other)
    return None


def _sees_bound_names(names: set[str], node: ast.FunctionDef, facts: ProgramFacts) -> bool:
    """Whether every outer variable that a function reads is surely bound where it is called."""
    variables = facts.bindings.variables
    return all(variables[name].is_surely_bound for name in names if name in variables)


def _calls(node: ast.FunctionDef, facts: ProgramFacts) -> list[ast.Call]:
    """The calls of a function, none if it is used in any other way."""
    calls = []
    for use in facts.occurrences.loads.get(node.name, []):
        call = facts.occurrences.parent(use)
        if not isinstance(call, ast.Call) or call.func is not use or call.keywords or len(call.args) != len(node.args.args):
            return []
        if node.args.kwonlyargs or any(isinstance(argument, ast.Starred) for argument in call.args):
            return []
        calls.append(call)
    return calls


def _can_replace(call: ast.Call, node: ast.FunctionDef, value: ast.expr, facts: ProgramFacts) -> bool:
    if any(child is call for child in walk(node)):
        return False
    inner = facts.effects_of(value)
    return all(
        _can_substitute(argument, parameter.arg, value, inner, facts) for argument, parameter in zip(call.args, node.args.args, strict=True)
    )


def _can_substitute(argument: ast.expr, name: str, value: ast.expr, inner: Effects, facts: ProgramFacts) -> bool:
    """Whether an argument may be computed where the parameter is used, however often."""
    effects = facts.effects_of(argument)
    uses = sum(isinstance(child, ast.Name) and child.id == name for child in walk(value))
    if not effects.is_total or any(isinstance(child, ast.NamedExpr | ast.Lambda | ast.GeneratorExp) for child in walk(argument)):
        return False
    if isinstance(argument, ast.Name | ast.Constant):
        return WORLD not in effects.reads or not inner.writes
    if effects.reads & {HEAP, WORLD} and inner.writes & {HEAP, WORLD}:
        return False
    is_value = facts.type_of(argument) is not UNKNOWN and kind(facts.type_of(argument)) in {"int", "str", "bool", "float", "None"}
    is_outside = not any(isinstance(child, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) for child in walk(value))
    return (uses <= 1 and is_outside) or (is_value and size(argument) <= _LARGEST_REPEATED)


def _replace(call: ast.Call, node: ast.FunctionDef, value: ast.expr, facts: ProgramFacts) -> None:
    """Put the value, with arguments for parameters and variables of its own, in the call's place."""
    substitution = {parameter.arg: argument for parameter, argument in zip(node.args.args, call.args, strict=True)}
    own = {child.id for child in walk(value) if isinstance(child, ast.Name) and not isinstance(child.ctx, ast.Load)}
    renamed = {name: fresh_variable(facts) for name in sorted(own)}
    facts.occurrences.abandon(call)
    become(call, _Substitution(substitution, renamed).visit(copied(value)))
    facts.occurrences.adopt(call, facts.occurrences.parents[id(call)])
    facts.forget_at(call)


class _Substitution(ast.NodeTransformer):
    def __init__(self, values: dict[str, ast.expr], renamed: dict[str, str]) -> None:
        self.values, self.renamed = values, renamed

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self.values:
            return copied(self.values[node.id])
        return ast.Name(self.renamed.get(node.id, node.id), node.ctx)


def _define(program: Program) -> bool:
    """`f = lambda x: e` is `def f(x): return e`."""
    for block in blocks_of(program.tree):
        for index, node in enumerate(block):
            if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(node.value, ast.Lambda):
                continue
            target = node.targets[0]
            is_known = isinstance(target, ast.Name) and len(program.facts.occurrences.stores[target.id]) == 1
            if not is_known or not isinstance(target, ast.Name) or not _is_only_called(target.id, program.facts):
                continue
            is_entry = target.id == program.assumptions.entry_point
            if program.facts.is_local(target.id) or (program.is_checked and block is program.tree.body and not is_entry):
                block[index] = ast.FunctionDef(
                    target.id, node.value.args, [ast.Return(node.value.body)], [], None, None, lineno=0, col_offset=0
                )
                return True
    return False


def _is_only_called(name: str, facts: ProgramFacts) -> bool:
    return all(
        isinstance(call := facts.occurrences.parent(use), ast.Call) and call.func is use for use in facts.occurrences.loads.get(name, [])
    )


RULES = (ProgramRule("lambda_with_name", _define, (ast.Lambda,)), ProgramRule("computing_functions", _inline_calls))
