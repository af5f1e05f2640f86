"""Lengths of lists, which giving items other values does not change."""

import ast

from engine.canonicalization.blocks import effects_of_block
from engine.canonicalization.comprehending import is_builtin_call
from engine.canonicalization.facts.effects import HEAP, WORLD
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import SCALARS, kind
from engine.canonicalization.trees import walk


def measures_only(node: ast.expr, facts: ProgramFacts) -> bool:
    """Whether all that an expression asks of containers is the length of lists and texts that variables hold."""
    for child in walk(node):
        if isinstance(child, ast.Call):
            if not is_builtin_call(child, "len", facts, 1) or not isinstance(held := child.args[0], ast.Name):
                return False
            if kind(facts.type_of(held)) not in {"list", "str", "tuple"}:
                return False
        elif not isinstance(child, ast.Name | ast.Constant | ast.BinOp | ast.UnaryOp):
            return False
    return all(kind(facts.type_of(child)) == "int" for child in walk(node) if isinstance(child, ast.BinOp | ast.UnaryOp))


def keeps_lengths(statements: list[ast.stmt], facts: ProgramFacts) -> bool:
    """Whether statements may give items of lists other values, but certainly change the length of none."""
    if WORLD in effects_of_block(statements, facts).writes:
        return False
    return all(_keeps(node, facts) for statement in statements for node in walk(statement))


def _keeps(node: ast.AST, facts: ProgramFacts) -> bool:
    match node:
        case ast.Call():
            return not any(region.startswith(HEAP) for region in facts.effects_of(node).writes)
        case ast.Subscript() if not isinstance(node.ctx, ast.Load):
            is_item = isinstance(node.ctx, ast.Store) and kind(facts.type_of(node.slice)) == "int"
            return is_item and kind(facts.type_of(node.value)) == "list"
        case ast.AugAssign():
            target = node.target
            load = ast.Name(target.id, ast.Load()) if isinstance(target, ast.Name) else target
            return kind(facts.type_of(load)) in SCALARS
        case ast.Attribute():
            return isinstance(node.ctx, ast.Load)
    return not isinstance(node, ast.Delete | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda | ast.Yield | ast.YieldFrom)
