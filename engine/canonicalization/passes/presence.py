"""Whether there is an object of the module's own classes is asked by `is None`."""

import ast

from engine.canonicalization.own_objects import OwnObjects
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import is_constant
from engine.canonicalization.trees import walk

_TESTED = (ast.If, ast.While, ast.IfExp, ast.Assert)
_PLACES = (*_TESTED, ast.UnaryOp, ast.Compare, ast.comprehension)
_SPELLED = (ast.Name, ast.Attribute, ast.Call, ast.NamedExpr)


def _spell(program: Program) -> bool:
    """`if node` is `if node is not None`, where node is None or an object whose class says nothing of truth and `==`."""
    nodes = [node for node in walk(program.tree) if isinstance(node, _PLACES)] if program.is_checked else []
    if not any(map(_may_be_spelled, nodes)) or not (objects := OwnObjects(program)).is_known:
        return False
    changed = False
    for node in nodes:
        if isinstance(node, _TESTED):
            spelled = _asked(node.test, objects)
            changed |= spelled is not node.test
            node.test = spelled
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            spelled = _asked(node.operand, objects)
            changed |= spelled is not node.operand
            node.operand = spelled
        elif isinstance(node, ast.Compare) and _compares_to_none(node, objects):
            node.ops, changed = [ast.Is() if isinstance(node.ops[0], ast.Eq) else ast.IsNot()], True
        elif isinstance(node, ast.comprehension):
            tests = [_asked(test, objects) for test in node.ifs]
            changed |= any(new is not old for new, old in zip(tests, node.ifs, strict=True))
            node.ifs = tests
    return changed


def _may_be_spelled(node: ast.AST) -> bool:
    """Whether the truth of something is asked here that may be an object, or whether it equals None."""
    if isinstance(node, ast.Compare):
        return isinstance(node.ops[0], ast.Eq | ast.NotEq) and is_constant(node.comparators[0], None)
    tests = node.ifs if isinstance(node, ast.comprehension) else [node.test] if isinstance(node, _TESTED) else []
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        tests = [node.operand]
    return any(isinstance(test, (ast.BoolOp, *_SPELLED)) for test in tests)


def _asked(test: ast.expr, objects: OwnObjects) -> ast.expr:
    """A test that is true where another is; the same one where there is nothing to spell."""
    if isinstance(test, ast.BoolOp):
        values = [_asked(value, objects) for value in test.values]
        is_same = all(new is old for new, old in zip(values, test.values, strict=True))
        return test if is_same else ast.BoolOp(test.op, values)
    if isinstance(test, _SPELLED) and objects.holds(test):
        return ast.Compare(test, [ast.IsNot()], [ast.Constant(None)])
    return test


def _compares_to_none(node: ast.Compare, objects: OwnObjects) -> bool:
    is_equality = len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq | ast.NotEq)
    return is_equality and is_constant(node.comparators[0], None) and objects.holds(node.left)


RULES = (ProgramRule("presence_of_objects", _spell, (ast.ClassDef,)),)
