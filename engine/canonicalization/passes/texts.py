"""Texts: formatted ones are sums of their parts, sums are flat, conversions of what is a text already disappear."""

import ast
import re

from engine.canonicalization.comprehending import call, is_builtin_call
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import is_settled, kind
from engine.canonicalization.rules import ExpressionRule
from engine.canonicalization.syntax import constant, is_constant, same

_FIELD = re.compile(r"\{(\d*)(?::([^{}]*))?\}")
_PERCENT = re.compile(r"%(0\d|\.\d)?(.)")
_PADDED = re.compile(r"0(\d)d?")
_ROUNDED = re.compile(r"\.\df")
_SCALARS = frozenset({"int", "bool", "float", "str", "None"})


def _as_text(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`str(x)`, or x itself when it is a text; None when nothing is known of its type."""
    type_ = facts.type_of(node)
    if kind(type_) == "str":
        return node
    return call("str", node) if is_settled(type_) and kind(type_) in _SCALARS | {"list", "dict", "set", "tuple"} else None


def _as_specified(node: ast.expr, spec: str, facts: ProgramFacts) -> ast.expr | None:
    """`str(n).zfill(2)` for an integer's `02d`, and `format(x, ".2f")` for that of a number; None for others."""
    padded, name = _PADDED.fullmatch(spec), kind(facts.type_of(node))
    if padded is not None and name == "int" and "str" not in facts.shadowed:
        return ast.Call(ast.Attribute(call("str", node), "zfill", ast.Load()), [constant(int(padded[1]))], [])
    is_rounded = _ROUNDED.fullmatch(spec) and name in {"int", "float", "real"} and "format" not in facts.shadowed
    return call("format", node, constant(spec)) if is_rounded else None


def _sum(parts: list[ast.expr]) -> ast.expr:
    if not parts:
        return constant("")
    total = parts[0]
    for part in parts[1:]:
        total = ast.BinOp(total, ast.Add(), part)
    return total


def _formatted(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`f"{a}-{b}"` is `str(a) + "-" + str(b)` for built-in types."""
    assert isinstance(node, ast.JoinedStr)
    above = facts.occurrences.parent(node)
    if above is None or isinstance(above, ast.FormattedValue) or "str" in facts.shadowed or "repr" in facts.shadowed:
        return None
    parts: list[ast.expr] = []
    for value in node.values:
        part = _field(value, facts) if isinstance(value, ast.FormattedValue) else value
        if part is None:
            return None
        parts.append(part)
    return _sum(parts)


def _field(node: ast.FormattedValue, facts: ProgramFacts) -> ast.expr | None:
    if node.format_spec is not None:
        spec = node.format_spec.values if isinstance(node.format_spec, ast.JoinedStr) else []
        only = spec[0] if len(spec) == 1 and node.conversion == -1 else None
        return _as_specified(node.value, str(only.value), facts) if isinstance(only, ast.Constant) else None
    if node.conversion == ord("r") and is_settled(facts.type_of(node.value)):
        return call("repr", node.value)
    return _as_text(node.value, facts) if node.conversion in {-1, ord("s")} else None


def _format_method(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`"{}-{}".format(a, b)` is `str(a) + "-" + str(b)` for built-in types."""
    assert isinstance(node, ast.Call)
    if not isinstance(node.func, ast.Attribute) or node.func.attr != "format" or node.keywords or "str" in facts.shadowed:
        return None
    template = node.func.value
    if not isinstance(template, ast.Constant) or not isinstance(template.value, str):
        return None
    pieces = _FIELD.split(template.value)
    if any("{" in piece or "}" in piece for piece in pieces[::3]):
        return None
    numbers, specs = pieces[1::3], pieces[2::3]
    positions = list(range(len(numbers))) if not any(numbers) else [int(number) for number in numbers if number]
    if (
        positions != list(range(len(node.args)))
        or len(positions) != len(numbers)
        or any(isinstance(item, ast.Starred) for item in node.args)
    ):
        return None
    texts = [_as_specified(item, spec, facts) if spec else _as_text(item, facts) for item, spec in zip(node.args, specs, strict=True)]
    return _interleaved(pieces[::3], texts)


def _percent(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`"%s-%d" % (a, b)` is `str(a) + "-" + str(b)` for built-in types; `%d` for integers only."""
    assert isinstance(node, ast.BinOp)
    template = node.left
    if (
        not isinstance(node.op, ast.Mod)
        or not isinstance(template, ast.Constant)
        or not isinstance(template.value, str)
        or "str" in facts.shadowed
    ):
        return None
    is_several = isinstance(node.right, ast.Tuple)
    arguments = node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
    pieces = _PERCENT.split(template.value)
    codes, specs = pieces[2::3], pieces[1::3]
    if (
        len(codes) != len(arguments)
        or any(isinstance(item, ast.Starred) for item in arguments)
        or any("%" in piece for piece in pieces[::3])
    ):
        return None
    if not is_several and kind(facts.type_of(node.right)) not in _SCALARS:
        return None
    texts = [_as_percent(*found, facts) for found in zip(arguments, specs, codes, strict=True)]
    return _interleaved(pieces[::3], texts)


def _as_percent(node: ast.expr, spec: str | None, code: str, facts: ProgramFacts) -> ast.expr | None:
    """What `%s`, `%d` of an integer, `%02d` and `%.2f` make of a value."""
    if spec:
        return _as_specified(node, spec + code, facts)
    return _as_text(node, facts) if code == "s" or (code == "d" and kind(facts.type_of(node)) == "int") else None


def _interleaved(constants: list[str], texts: list[ast.expr | None]) -> ast.expr | None:
    parts: list[ast.expr] = [constant(constants[0])] if constants[0] or not texts else []
    for text, following in zip(texts, constants[1:], strict=True):
        if text is None:
            return None
        parts.append(text)
        if following:
            parts.append(constant(following))
    return _sum(parts)


def pieces_of(node: ast.expr, facts: ProgramFacts) -> list[ast.expr]:
    """The parts of a sum of texts, in order."""
    if (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Add)
        and kind(facts.type_of(node.left)) == "str" == kind(facts.type_of(node.right))
    ):
        return [*pieces_of(node.left, facts), *pieces_of(node.right, facts)]
    return [node]


def _concatenation(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """Sums of texts: flat, without empty ones, neighbouring constants as one."""
    assert isinstance(node, ast.BinOp)
    parts = pieces_of(node, facts)
    if len(parts) < 2:
        return None
    kept: list[ast.expr] = []
    for part in parts:
        if kept and isinstance(part, ast.Constant) and isinstance(last := kept[-1], ast.Constant):
            kept[-1] = constant(str(last.value) + str(part.value))
        elif not is_constant(part, ""):
            kept.append(part)
    kept = [part for part in kept if not is_constant(part, "")]
    result = _sum(kept)
    return None if same(result, node) else result


def _of_same_type(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`str(x)` of a text, `int(x)` of an integer and the like are x."""
    assert isinstance(node, ast.Call)
    for name in ("str", "int", "float", "bool"):
        if is_builtin_call(node, name, facts, 1) and kind(facts.type_of(node.args[0])) == name:
            return node.args[0]
    return None


def _search(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`s.find(x) != -1`, `s.find(x) >= 0` and `s.count(x) > 0` are `x in s` for texts, in their normal spelling as comparisons."""
    assert isinstance(node, ast.Compare)
    if len(node.ops) != 1:
        return None
    for left, right, is_mirrored in ((node.left, node.comparators[0], False), (node.comparators[0], node.left, True)):
        method = _text_method(left, facts)
        number = _number(right)
        if method is None or number is None:
            continue
        text, sought, name = method
        is_found = _FOUND.get((name, type(node.ops[0]), is_mirrored, number))
        if is_found is not None:
            return ast.Compare(sought, [ast.In() if is_found else ast.NotIn()], [text])
    return None


_FOUND: dict[tuple[str, type[ast.cmpop], bool, int], bool] = {
    ("find", ast.NotEq, False, -1): True,
    ("find", ast.Eq, False, -1): False,
    ("find", ast.LtE, True, 0): True,
    ("find", ast.GtE, False, 0): True,
    ("find", ast.Lt, True, -1): True,
    ("find", ast.Gt, False, -1): True,
    ("find", ast.Lt, False, 0): False,
    ("find", ast.LtE, False, -1): False,
    ("count", ast.Gt, False, 0): True,
    ("count", ast.Lt, True, 0): True,
    ("count", ast.NotEq, False, 0): True,
    ("count", ast.LtE, True, 1): True,
    ("count", ast.GtE, False, 1): True,
    ("count", ast.Eq, False, 0): False,
    ("count", ast.LtE, False, 0): False,
    ("count", ast.Lt, False, 1): False,
}


def _text_method(node: ast.expr, facts: ProgramFacts) -> tuple[ast.expr, ast.expr, str] | None:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr not in {"find", "count"}:
        return None
    text = node.func.value
    if len(node.args) != 1 or node.keywords or not kind(facts.type_of(text)) == "str" == kind(facts.type_of(node.args[0])):
        return None
    is_free = facts.effects_of(text).is_total and facts.effects_of(node.args[0]).is_total
    return (text, node.args[0], node.func.attr) if is_free else None


def _number(node: ast.expr) -> int | None:
    if (
        isinstance(node, ast.UnaryOp)
        and isinstance(node.op, ast.USub)
        and isinstance(node.operand, ast.Constant)
        and type(node.operand.value) is int
    ):
        return -node.operand.value
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int else None


def _stripped_split(node: ast.expr, facts: ProgramFacts) -> ast.expr | None:
    """`s.strip().split()` is `s.split()`."""
    assert isinstance(node, ast.Call)
    if not isinstance(node.func, ast.Attribute) or node.func.attr != "split" or node.args or node.keywords:
        return None
    inner = node.func.value
    if not isinstance(inner, ast.Call) or not isinstance(inner.func, ast.Attribute) or inner.args or inner.keywords:
        return None
    is_stripped = inner.func.attr in {"strip", "lstrip", "rstrip"} and kind(facts.type_of(inner.func.value)) == "str"
    return ast.Call(ast.Attribute(inner.func.value, "split", ast.Load()), [], []) if is_stripped else None


RULES = (
    ExpressionRule("formatted_text", (ast.JoinedStr,), _formatted),
    ExpressionRule("format_method", (ast.Call,), _format_method),
    ExpressionRule("percent_format", (ast.BinOp,), _percent),
    ExpressionRule("concatenation", (ast.BinOp,), _concatenation),
    ExpressionRule("conversion_to_same_type", (ast.Call,), _of_same_type),
    ExpressionRule("text_search", (ast.Compare,), _search),
    ExpressionRule("strip_before_split", (ast.Call,), _stripped_split),
)
