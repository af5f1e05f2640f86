"""Integer expressions as sums: coefficients of distinct terms and a constant (a normal form of linear arithmetic)."""

import ast
from dataclasses import dataclass, field

from engine.canonicalization.conditions import is_integer
from engine.canonicalization.facts.effects import overlap
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.syntax import constant
from engine.canonicalization.trees import copied


@dataclass(slots=True)
class Sum:
    """`constant + Σ coefficient · term`; terms are kept by their spelling."""

    constant: int = 0
    coefficients: dict[str, int] = field(default_factory=dict)
    terms: dict[str, ast.expr] = field(default_factory=dict)

    def add(self, other: "Sum", factor: int = 1) -> "Sum":
        """Add a multiple of another sum to this one."""
        self.constant += factor * other.constant
        for key, coefficient in other.coefficients.items():
            self.terms.setdefault(key, other.terms[key])
            total = self.coefficients.get(key, 0) + factor * coefficient
            if total:
                self.coefficients[key] = total
            else:
                self.coefficients.pop(key, None)
        return self

    def atoms(self) -> list[ast.expr]:
        """The terms that occur."""
        return [self.terms[key] for key in self.coefficients]


def sum_of(node: ast.expr, facts: ProgramFacts) -> Sum:
    """Read an integer expression as a sum; what is not a sum is one term."""
    match node:
        case ast.Constant() if type(node.value) is int:
            return Sum(node.value)
        case ast.UnaryOp(ast.USub(), operand) if is_integer(operand, facts):
            return Sum().add(sum_of(operand, facts), -1)
        case ast.BinOp(left, ast.Add() | ast.Sub(), right) if is_integer(left, facts) and is_integer(right, facts):
            return sum_of(left, facts).add(sum_of(right, facts), 1 if isinstance(node.op, ast.Add) else -1)
        case ast.BinOp(left, ast.Mult(), right) if is_integer(left, facts) and is_integer(right, facts):
            return _product(sum_of(left, facts), sum_of(right, facts), node)
    return Sum(0, {(key := ast.dump(node)): 1}, {key: node})


def all_terms(node: ast.expr, facts: ProgramFacts) -> list[ast.expr]:
    """Every part of a sum that is no sum, repeated ones and ones that cancel included."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub | ast.Mult) and is_integer(node, facts):
        return all_terms(node.left, facts) + all_terms(node.right, facts)
    if isinstance(node, ast.UnaryOp):
        return all_terms(node.operand, facts)
    return [node]


def _product(left: Sum, right: Sum, node: ast.expr) -> Sum:
    for factor, other in ((left, right), (right, left)):
        if not factor.coefficients:
            return Sum().add(other, factor.constant)
    return Sum(0, {(key := ast.dump(node)): 1}, {key: node})


def keeps_busy_terms(nodes: list[ast.expr], *sums: Sum, facts: ProgramFacts) -> bool:
    """Whether every term that does more than compute stands exactly once in some sums, as it did in the expression they come from."""
    for node in nodes:
        if not facts.effects_of(node).is_total:
            key = ast.dump(node)
            if [key in total.coefficients for total in sums].count(True) != 1 or sum(ast.dump(other) == key for other in nodes) > 1:
                return False
    return True


def can_reorder(nodes: list[ast.expr], facts: ProgramFacts) -> bool:
    """Whether it does not matter in which order these are evaluated: all but at most one only compute, or all fail alike."""
    effects = [facts.effects_of(node) for node in nodes]
    busy = [effect for effect in effects if not effect.is_total]
    if not busy or fail_alike([node for node, effect in zip(nodes, effects, strict=True) if not effect.is_total], facts):
        return True
    return len(busy) == 1 and not any(overlap(busy[0].writes, effect.reads) for effect in effects if effect is not busy[0])


def fail_alike(nodes: list[ast.expr], facts: ProgramFacts) -> bool:
    """Whether all that these do besides computing is to look up items of lists by integers: whichever fails, it is one IndexError."""
    return all(_looks_up_items(node, facts) for node in nodes)


def _looks_up_items(node: ast.expr, facts: ProgramFacts) -> bool:
    if facts.effects_of(node).is_total:
        return True
    if isinstance(node, ast.Subscript):
        is_item = kind(facts.type_of(node.value)) == "list" and kind(facts.type_of(node.slice)) == "int"
        return is_item and fail_alike([node.value, node.slice], facts)
    is_computed = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub | ast.Mult) and is_integer(node, facts)
    return isinstance(node, ast.BinOp) and is_computed and fail_alike([node.left, node.right], facts)


def write_sum(total: Sum, facts: ProgramFacts) -> ast.expr:
    """Spell a sum: positive terms first, in the order of their colours, then the constant, then what is taken away."""
    ordered = sorted(total.coefficients, key=lambda key: facts.colours.key(total.terms[key]))
    parts = [(total.coefficients[key], total.terms[key]) for key in ordered if total.coefficients[key] > 0]
    negative = [(total.coefficients[key], total.terms[key]) for key in ordered if total.coefficients[key] < 0]
    result: ast.expr | None = None
    for coefficient, term in parts:
        result = _plus(result, _scaled(coefficient, copied(term)))
    if total.constant > 0 or (result is None and (total.constant or not negative)):
        result = (
            _plus(result, constant(total.constant)) if total.constant >= 0 or result else ast.UnaryOp(ast.USub(), constant(-total.constant))
        )
        remaining = 0
    else:
        remaining = total.constant
    for coefficient, term in negative:
        scaled = _scaled(-coefficient, copied(term))
        result = ast.UnaryOp(ast.USub(), scaled) if result is None else ast.BinOp(result, ast.Sub(), scaled)
    assert result is not None
    return ast.BinOp(result, ast.Sub(), constant(-remaining)) if remaining else result


def _plus(left: ast.expr | None, right: ast.expr) -> ast.expr:
    return right if left is None else ast.BinOp(left, ast.Add(), right)


def _scaled(coefficient: int, term: ast.expr) -> ast.expr:
    return term if coefficient == 1 else ast.BinOp(constant(coefficient), ast.Mult(), term)
