"""What a statement evaluates before it comes to one place in it."""

import ast

from engine.canonicalization.facts.effects import Effects
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.trees import child_nodes, walk


def contains(node: ast.AST, use: ast.expr) -> bool:
    """Whether a use is part of some code."""
    return any(child is use for child in walk(node))


def evaluated_before(statement: ast.stmt, use: ast.expr, facts: ProgramFacts) -> Effects | None:
    """What a statement evaluates before the use; None where the use may run never, later or more than once."""
    match statement:
        case ast.Assign():
            return _before_in(statement.value, use, facts) if contains(statement.value, use) else _before_in_targets(statement, use, facts)
        case ast.Expr() | ast.Return() if statement.value is not None:
            return _before_in(statement.value, use, facts)
        case ast.AugAssign() if contains(statement.value, use):
            before = facts.effects_of(ast.Name(statement.target.id, ast.Load())) if isinstance(statement.target, ast.Name) else None
            inner = _before_in(statement.value, use, facts)
            return before | inner if before is not None and inner is not None else None
        case ast.AugAssign() if isinstance(statement.target, ast.Subscript):
            return _before_in(statement.target, use, facts)
        case ast.If() if contains(statement.test, use):
            return _before_in(statement.test, use, facts)
    first = statement.iter if isinstance(statement, ast.For) else _only_target(statement)
    return _before_in(first, use, facts) if first is not None and contains(first, use) else None


def _only_target(statement: ast.stmt) -> ast.expr | None:
    return statement.targets[0] if isinstance(statement, ast.Delete) and len(statement.targets) == 1 else None


def _before_in_targets(statement: ast.Assign, use: ast.expr, facts: ProgramFacts) -> Effects | None:
    if len(statement.targets) != 1 or isinstance(statement.targets[0], ast.Tuple | ast.List):
        return None
    inner = _before_in(statement.targets[0], use, facts)
    return None if inner is None else facts.effects_of(statement.value) | inner


def _before_in(node: ast.expr, use: ast.expr, facts: ProgramFacts) -> Effects | None:
    if node is use:
        return Effects()
    if isinstance(node, ast.Lambda | ast.GeneratorExp | ast.ListComp | ast.SetComp | ast.DictComp):
        return (
            _before_in(node.generators[0].iter, use, facts)
            if not isinstance(node, ast.Lambda) and contains(node.generators[0].iter, use)
            else None
        )
    if isinstance(node, ast.BoolOp):
        return _before_in(node.values[0], use, facts) if contains(node.values[0], use) else None
    if isinstance(node, ast.IfExp):
        return _before_in(node.test, use, facts) if contains(node.test, use) else None
    if isinstance(node, ast.Compare) and len(node.ops) > 1 and not any(contains(part, use) for part in [node.left, node.comparators[0]]):
        return None
    return _before_in_children(node, use, facts)


def _before_in_children(node: ast.AST, use: ast.expr, facts: ProgramFacts) -> Effects | None:
    total = Effects()
    if isinstance(node, ast.Dict) and not all(isinstance(key, ast.Constant) for key in node.keys):
        return None
    children = node.values if isinstance(node, ast.Dict) else list(child_nodes(node))
    for child in children:
        if child is None or isinstance(child, ast.operator | ast.cmpop | ast.unaryop | ast.boolop | ast.expr_context):
            continue
        if contains(child, use):
            inner = _before_in(child, use, facts) if isinstance(child, ast.expr) else _before_in_children(child, use, facts)
            return None if inner is None else total | inner
        total = total | (facts.effects_of(child) if isinstance(child, ast.expr) else _parts(child, facts))
    return None


def _parts(node: ast.AST, facts: ProgramFacts) -> Effects:
    total = Effects()
    for child in child_nodes(node):
        total = total | facts.effects_of(child)
    return total
