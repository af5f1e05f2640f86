"""Tests whether an attribute is positive that always is: the constructor alone sets it, to an argument that is at least one."""

import ast

from engine.canonicalization.passes.eviction import is_positive
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import constant
from engine.canonicalization.trees import become, walk

_LESS: dict[type[ast.cmpop], bool] = {ast.Lt: True, ast.LtE: True, ast.NotEq: True, ast.Eq: False, ast.Gt: False, ast.GtE: False}
_MIRRORED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE}


def _known(program: Program) -> bool:
    """`self.c <= 0` is False."""
    if not program.lower_bounds:
        return False
    changed = False
    for node in (part for part in walk(program.tree) if isinstance(part, ast.Compare) and len(part.ops) == 1):
        operator, small, attribute = type(node.ops[0]), node.left, node.comparators[0]
        if isinstance(small, ast.Attribute):
            operator, small, attribute = _MIRRORED.get(operator, operator), attribute, small
        if not isinstance(small, ast.Constant) or type(small.value) is not int or operator not in _LESS:
            continue
        most = 1 if operator in (ast.LtE, ast.Gt) else 0
        if small.value <= most and is_positive(attribute, program):
            become(node, constant(_LESS[operator]))
            changed = True
    return changed


RULES = (ProgramRule("positive_bounds", _known, (ast.Compare,)),)
