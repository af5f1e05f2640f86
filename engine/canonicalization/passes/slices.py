"""Parts of sequences: bounds that go without saying, reversal in one spelling, positions from the end."""

import ast
from itertools import pairwise

from engine.canonicalization.blocks import is_protected, over_blocks
from engine.canonicalization.comprehending import call, is_builtin_call
from engine.canonicalization.facts.confinement import is_fresh
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import element, is_settled, kind
from engine.canonicalization.rules import BlockRule, ExpressionRule, ProgramRule
from engine.canonicalization.syntax import constant, is_constant, load, same
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import walk

_SEQUENCES = frozenset({"list", "str", "tuple"})


def _negative(number: int) -> ast.expr:
    return ast.UnaryOp(ast.USub(), constant(number))


def is_reversal(node: ast.expr) -> bool:
    """Whether an expression is `x[::-1]`."""
    return (
        isinstance(node, ast.Subscript)
        and isinstance(part := node.slice, ast.Slice)
        and part.lower is None
        and part.upper is None
        and part.step is not None
        and same(part.step, _negative(1))
    )


def _reverse(node: ast.expr) -> ast.expr:
    return ast.Subscript(node, ast.Slice(None, None, _negative(1)), ast.Load())


def _bounds(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`s[0:n]` is `s[:n]`, `s[a:len(s)]` is `s[a:]`, `s[a:b:1]` is `s[a:b]`; `s[:]` of a text or tuple is s."""
    assert isinstance(node, ast.Subscript)
    part = node.slice
    if not isinstance(part, ast.Slice) or not isinstance(node.ctx, ast.Load) or kind(facts.type_of(node.value)) not in _SEQUENCES:
        return None
    step = None if part.step is not None and (is_constant(part.step, 1) or is_constant(part.step, None)) else part.step
    lower, upper = part.lower, part.upper
    if step is None:
        lower = None if lower is not None and (is_constant(lower, 0) or is_constant(lower, None)) else lower
        upper = None if upper is not None and (is_constant(upper, None) or _is_length(upper, node.value, facts)) else upper
        upper = _negative(1) if upper is not None and _is_last(upper, node.value, facts) else upper
        lower = _negative(1) if lower is not None and _is_last(lower, node.value, facts) else lower
        if lower is None and upper is None and kind(facts.type_of(node.value)) in {"str", "tuple"}:
            return node.value
    changed = ast.Subscript(node.value, ast.Slice(lower, upper, step), ast.Load())
    return None if same(changed, node) else changed


def _is_length(node: ast.expr, sequence: ast.expr, facts: ProgramFacts) -> bool:
    """Whether an expression is the length of a variable."""
    return (
        isinstance(sequence, ast.Name)
        and isinstance(node, ast.Call)
        and is_builtin_call(node, "len", facts, 1)
        and same(node.args[0], sequence)
    )


def _is_last(node: ast.expr, sequence: ast.expr, facts: ProgramFacts) -> bool:
    """Whether an expression is `len(x) - 1`, which means the same as -1 as a position in x, empty or not."""
    return (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Sub)
        and is_constant(node.right, 1)
        and _is_length(node.left, sequence, facts)
    )


def _position(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`x[len(x) - 1]` is `x[-1]`, `x[::-1][k]` is `x[-1 - k]`."""
    assert isinstance(node, ast.Subscript)
    if isinstance(node.slice, ast.Slice) or not isinstance(node.ctx, ast.Load) or kind(facts.type_of(node.value)) not in _SEQUENCES:
        return None
    if _is_last(node.slice, node.value, facts):
        return ast.Subscript(node.value, _negative(1), ast.Load())
    if is_reversal(node.value) and isinstance(node.value, ast.Subscript):
        number = _whole(node.slice)
        if number is not None:
            position = constant(-1 - number) if number < 0 else _negative(number + 1)
            return ast.Subscript(node.value.value, position, ast.Load())
    return None


def _whole(node: ast.expr) -> int | None:
    sign = 1
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        node, sign = node.operand, -1
    return sign * node.value if isinstance(node, ast.Constant) and type(node.value) is int else None


def _reversed_call(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`list(reversed(x))`, `"".join(reversed(s))` and the like go over `x[::-1]`; joining a text with nothing is the text."""
    assert isinstance(node, ast.Call)
    if len(node.args) != 1 or node.keywords:
        return None
    argument = node.args[0]
    is_join = isinstance(node.func, ast.Attribute) and node.func.attr == "join" and isinstance(node.func.value, ast.Constant)
    if is_join and isinstance(node.func, ast.Attribute) and is_constant(node.func.value, "") and kind(facts.type_of(argument)) == "str":
        return argument
    if not isinstance(argument, ast.Call) or not is_builtin_call(argument, "reversed", facts, 1):
        return None
    inner = argument.args[0]
    if kind(facts.type_of(inner)) not in _SEQUENCES or not (is_join or isinstance(node.func, ast.Name)):
        return None
    if isinstance(node.func, ast.Name):
        if node.func.id not in {"list", "tuple", "sum", "set", "any", "all", "sorted", "max", "min"} or node.func.id in facts.shadowed:
            return None
        if node.func.id == "list" and kind(facts.type_of(inner)) == "list":
            return _reverse(inner)
    return ast.Call(node.func, [_reverse(inner)], [])


def _sorted_backwards(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`sorted(x, reverse=True)` is `sorted(x)[::-1]` where equal elements cannot be told apart."""
    assert isinstance(node, ast.Call)
    if (
        not isinstance(node.func, ast.Name)
        or node.func.id != "sorted"
        or "sorted" in facts.shadowed
        or len(node.args) != 1
        or len(node.keywords) != 1
    ):
        return None
    order = node.keywords[0]
    if order.arg != "reverse" or not isinstance(order.value, ast.Constant) or type(order.value.value) is not bool:
        return None
    if order.value.value is False:
        return call("sorted", node.args[0])
    return _reverse(call("sorted", node.args[0])) if kind(element(facts.type_of(node.args[0]))) in {"int", "str"} else None


def _backwards_loop(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`for v in reversed(s)` is `for v in s[::-1]` for a text or tuple."""
    changed = False
    for node in statements:
        if isinstance(node, ast.For) and is_builtin_call(node.iter, "reversed", facts, 1) and isinstance(node.iter, ast.Call):
            inner = node.iter.args[0]
            if kind(facts.type_of(inner)) in {"str", "tuple"} or (
                kind(facts.type_of(inner)) == "list" and is_fresh(inner, facts.occurrences)
            ):
                node.iter, changed = _reverse(inner), True
    return statements if changed else None


def _in_place(statements: list[ast.stmt], facts: ProgramFacts) -> list[ast.stmt] | None:
    """`x = e; x.sort()` is `x = sorted(e)`, and `x = e; x.reverse()` is `x = e[::-1]`, for a new list e."""
    for index, (node, following) in enumerate(pairwise(statements)):
        if (
            not isinstance(node, ast.Assign)
            or len(node.targets) != 1
            or not isinstance(target := node.targets[0], ast.Name)
            or not facts.is_local(target.id)
        ):
            continue
        operation = following.value if isinstance(following, ast.Expr) else None
        if (
            not isinstance(operation, ast.Call)
            or not isinstance(operation.func, ast.Attribute)
            or not same(operation.func.value, load(target.id))
        ):
            continue
        if (
            operation.args
            or is_protected(node, facts)
            or not is_fresh(node.value, facts.occurrences)
            or kind(facts.type_of(node.value)) != "list"
            or not _is_built_in(node.value, facts)
        ):
            continue
        if any(isinstance(child, ast.Name) and child.id == target.id for keyword in operation.keywords for child in walk(keyword)):
            continue
        if operation.func.attr == "reverse" and not operation.keywords:
            return [*statements[:index], ast.Assign([target], _reverse(node.value)), *statements[index + 2 :]]
        if operation.func.attr == "sort" and "sorted" not in facts.shadowed and _is_settled_sort(node.value, operation, facts):
            ordered = ast.Call(load("sorted"), [node.value], operation.keywords)
            return [*statements[:index], ast.Assign([target], ordered), *statements[index + 2 :]]
    return None


def _is_settled_sort(value: ast.expr, operation: ast.Call, facts: ProgramFacts) -> bool:
    return is_settled(facts.type_of(value)) and all(keyword.arg in {"reverse", "key"} for keyword in operation.keywords)


def _is_built_in(node: ast.expr, facts: ProgramFacts) -> bool:
    return not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in facts.shadowed)


RULES = (
    ExpressionRule("slice_bounds", (ast.Subscript,), _bounds),
    ExpressionRule("position_from_end", (ast.Subscript,), _position),
    ExpressionRule("reversed_sequence", (ast.Call,), _reversed_call),
    ExpressionRule("sorted_backwards", (ast.Call,), _sorted_backwards),
    BlockRule("loop_backwards", _backwards_loop, (ast.For,)),
    ProgramRule("sorted_in_place", over_blocks(_in_place), (ast.Assign,)),
)
