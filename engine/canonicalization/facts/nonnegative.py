"""Integer variables that are never negative, whatever way they were assigned: the greatest set that every assignment keeps."""

import ast
from collections.abc import Mapping

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind

_KEEPING = (ast.Add, ast.Mult, ast.FloorDiv, ast.Pow, ast.BitOr, ast.BitXor, ast.LShift)


def nonnegative_variables(facts: ProgramFacts, lower_bounds: Mapping[str, int]) -> frozenset[str]:
    """Every local integer variable whose assignments all give at least zero, given that these variables do.

    `lower_bounds` are those of parameters that callers keep. An assignment that fails leaves the variable as it was, so induction over
    the assignments of a run proves the set.
    """
    names = {
        name
        for name, variable in facts.bindings.variables.items()
        if not variable.is_captured and variable.role != "captured" and facts.inference.environment.get(name) == ("int",)
    }
    while True:
        signs = _Signs(facts, names)
        kept = {name for name in names if all(_keeps(store, signs, lower_bounds) for store in facts.occurrences.stores[name])}
        if kept == names:
            return frozenset(names)
        names = kept


def is_nonnegative(node: ast.expr, names: frozenset[str], facts: ProgramFacts) -> bool:
    """Whether an integer expression is at least zero wherever these variables are."""
    return _Signs(facts, set(names)).holds(node)


def _keeps(store: ast.AST, signs: "_Signs", lower_bounds: Mapping[str, int]) -> bool:
    if isinstance(store, ast.arg):
        return lower_bounds.get(store.arg, -1) >= 0
    parent = signs.facts.occurrences.parent(store)
    match parent:
        case ast.Assign() if store in parent.targets:
            return signs.holds(parent.value)
        case ast.AugAssign(target=ast.Name() as target):
            return signs.holds(ast.BinOp(ast.Name(target.id, ast.Load()), parent.op, parent.value))
        case ast.NamedExpr():
            return signs.holds(parent.value)
        case ast.For() | ast.comprehension() if parent.target is store:
            return signs.holds_in_range(parent.iter)
        case ast.Tuple():
            return _keeps_in_tuple(store, parent, signs)
    return False


def _keeps_in_tuple(store: ast.AST, pattern: ast.Tuple, signs: "_Signs") -> bool:
    above = signs.facts.occurrences.parent(pattern)
    position = next(index for index, item in enumerate(pattern.elts) if item is store)
    if isinstance(above, ast.Assign) and isinstance(above.value, ast.Tuple) and len(above.value.elts) == len(pattern.elts):
        is_starred = any(isinstance(item, ast.Starred) for item in [*pattern.elts, *above.value.elts])
        return not is_starred and signs.holds(above.value.elts[position])
    if isinstance(above, ast.For | ast.comprehension) and above.target is pattern and position == 0 and len(pattern.elts) == 2:
        return signs.is_call(above.iter, "enumerate") and len(above.iter.args) == 1 and not above.iter.keywords  # type: ignore[attr-defined]
    return False


class _Signs:
    """Signs of expressions, given variables that are not negative."""

    def __init__(self, facts: ProgramFacts, names: set[str]) -> None:
        self.facts, self.names = facts, names

    def is_call(self, node: ast.expr, name: str) -> bool:
        """Whether an expression calls this built-in function."""
        return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name and name not in self.facts.shadowed

    def holds(self, node: ast.expr) -> bool:
        """Whether an expression is certainly an integer of at least zero."""
        if kind(self.facts.type_of(node)) != "int":
            return False
        match node:
            case ast.Constant():
                return isinstance(node.value, int) and node.value >= 0
            case ast.Name():
                return node.id in self.names
            case ast.BinOp(op=ast.Mod()):
                return self.holds(node.right)
            case ast.BinOp(op=ast.BitAnd()):
                return self.holds(node.left) or self.holds(node.right)
            case ast.BinOp(op=ast.RShift()):
                return self.holds(node.left)
            case ast.BinOp(op=operator) if isinstance(operator, _KEEPING):
                return self.holds(node.left) and self.holds(node.right)
            case ast.IfExp():
                return self.holds(node.body) and self.holds(node.orelse)
        return any(self.is_call(node, name) for name in ("len", "abs", "ord"))

    def holds_in_range(self, node: ast.expr) -> bool:
        """Whether all that a `range` gives is at least zero: it counts up from such a value, or down to one."""
        if not self.is_call(node, "range") or not isinstance(node, ast.Call) or node.keywords:
            return False
        if len(node.args) == 1:
            return not isinstance(node.args[0], ast.Starred)
        if any(isinstance(part, ast.Starred) for part in node.args) or not 2 <= len(node.args) <= 3:
            return False
        if len(node.args) == 2 or isinstance(node.args[2], ast.Constant):
            return self.holds(node.args[0])
        return _is_step_down(node.args[2]) and _ends_before_negatives(node.args[1], self)


def _is_step_down(node: ast.expr) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant)


def _ends_before_negatives(stop: ast.expr, signs: _Signs) -> bool:
    is_minus_one = isinstance(stop, ast.UnaryOp) and isinstance(stop.op, ast.USub) and isinstance(stop.operand, ast.Constant)
    return signs.holds(stop) or (is_minus_one and stop.operand.value == 1)  # type: ignore[attr-defined]
