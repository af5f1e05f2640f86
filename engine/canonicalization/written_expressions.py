"""Expressions as text, exactly as `ast.unparse` spells them and several times as fast: strings are put together without a visitor.

Each writer takes a node and how tightly its surroundings bind; what binds less tightly stands in parentheses. Kinds of code that answers
hardly ever have are `Uncommon`, and left to Python's own writer.
"""

import ast
from collections.abc import Callable, Sequence
from typing import Any

NAMED, TUPLE, YIELD, TEST, OR, AND, NOT, COMPARE, EXPRESSION, XOR, BITS, SHIFT, SUM, TERM, FACTOR, POWER, AWAIT, ATOM = range(18)
_PLAIN = frozenset([int, str, bool, bytes, type(None)])
_OPERATORS: dict[type[ast.operator], tuple[str, int, int, int]] = {
    ast.Add: (" + ", SUM, SUM, TERM),
    ast.Sub: (" - ", SUM, SUM, TERM),
    ast.Mult: (" * ", TERM, TERM, FACTOR),
    ast.MatMult: (" @ ", TERM, TERM, FACTOR),
    ast.Div: (" / ", TERM, TERM, FACTOR),
    ast.Mod: (" % ", TERM, TERM, FACTOR),
    ast.FloorDiv: (" // ", TERM, TERM, FACTOR),
    ast.LShift: (" << ", SHIFT, SHIFT, SUM),
    ast.RShift: (" >> ", SHIFT, SHIFT, SUM),
    ast.BitOr: (" | ", EXPRESSION, EXPRESSION, XOR),
    ast.BitXor: (" ^ ", XOR, XOR, BITS),
    ast.BitAnd: (" & ", BITS, BITS, SHIFT),
    ast.Pow: (" ** ", POWER, AWAIT, POWER),
}
_SIGNS: dict[type[ast.unaryop], tuple[str, int]] = {
    ast.Not: ("not ", NOT),
    ast.Invert: ("~", FACTOR),
    ast.UAdd: ("+", FACTOR),
    ast.USub: ("-", FACTOR),
}
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: " == ",
    ast.NotEq: " != ",
    ast.Lt: " < ",
    ast.LtE: " <= ",
    ast.Gt: " > ",
    ast.GtE: " >= ",
    ast.Is: " is ",
    ast.IsNot: " is not ",
    ast.In: " in ",
    ast.NotIn: " not in ",
}


class Uncommon(Exception):
    """There is a kind of code in the tree that is left to Python's own writer."""


def expression(node: ast.AST, binding: int = TEST) -> str:
    """The text of an expression. Raises Uncommon."""
    kind = node.__class__
    if kind is ast.Name:
        return node.id  # type: ignore[attr-defined, no-any-return]
    return _WRITERS[kind](node, binding)


def operator(node: ast.operator) -> str:
    """An operator between blanks."""
    return _OPERATORS[node.__class__][0]


def arguments(node: ast.arguments) -> str:
    """The parameters of a function, without parentheses."""
    parts: list[str] = []
    every = [*node.posonlyargs, *node.args]
    defaults: list[ast.expr | None] = [*[None] * (len(every) - len(node.defaults)), *node.defaults]
    for place, (parameter, default) in enumerate(zip(every, defaults, strict=True), start=1):
        parts.append(_parameter(parameter, default))
        if place == len(node.posonlyargs):
            parts.append("/")
    if node.vararg or node.kwonlyargs:
        parts.append("*" + (_parameter(node.vararg) if node.vararg else ""))
    parts += map(_parameter, node.kwonlyargs, node.kw_defaults)
    if node.kwarg:
        parts.append("**" + _parameter(node.kwarg))
    return ", ".join(parts)


def in_call(values: Sequence[ast.expr], keywords: Sequence[ast.keyword]) -> str:
    """The arguments of a call, or the bases of a class, without parentheses."""
    parts = [expression(value) for value in values]
    parts += ["**" + expression(word.value) if word.arg is None else f"{word.arg}={expression(word.value)}" for word in keywords]
    return ", ".join(parts)


def _parameter(node: ast.arg, default: ast.expr | None = None) -> str:
    text = node.arg if node.annotation is None else f"{node.arg}: {expression(node.annotation)}"
    return text if default is None else f"{text}={expression(default)}"


def _items(nodes: Sequence[ast.expr]) -> str:
    return ", ".join([expression(node) for node in nodes])


def _in_tuple(nodes: Sequence[ast.expr]) -> str:
    return expression(nodes[0]) + "," if len(nodes) == 1 else _items(nodes)


def _by_python(node: ast.expr, _binding: int) -> str:
    return ast.unparse(node)


def _constant(node: ast.Constant, _binding: int) -> str:
    if node.value.__class__ not in _PLAIN:
        return ast.unparse(node)
    return "u" + repr(node.value) if node.kind == "u" else repr(node.value)


def _binary(node: ast.BinOp, binding: int) -> str:
    sign, own, left, right = _OPERATORS[node.op.__class__]
    text = expression(node.left, left) + sign + expression(node.right, right)
    return f"({text})" if binding > own else text


def _unary(node: ast.UnaryOp, binding: int) -> str:
    sign, own = _SIGNS[node.op.__class__]
    text = sign + expression(node.operand, own)
    return f"({text})" if binding > own else text


def _boolean(node: ast.BoolOp, binding: int) -> str:
    sign, own = (" and ", AND) if node.op.__class__ is ast.And else (" or ", OR)
    text = sign.join([expression(value, min(place, ATOM)) for place, value in enumerate(node.values, start=own + 1)])
    return f"({text})" if binding > own else text


def _compare(node: ast.Compare, binding: int) -> str:
    text = expression(node.left, EXPRESSION)
    for sign, value in zip(node.ops, node.comparators, strict=False):
        text += _COMPARISONS[sign.__class__] + expression(value, EXPRESSION)
    return f"({text})" if binding > COMPARE else text


def _call(node: ast.Call, _binding: int) -> str:
    return f"{expression(node.func, ATOM)}({in_call(node.args, node.keywords)})"


def _attribute(node: ast.Attribute, _binding: int) -> str:
    is_number = isinstance(node.value, ast.Constant) and isinstance(node.value.value, int)
    return f"{expression(node.value, ATOM)}{' ' if is_number else ''}.{node.attr}"


def _subscript(node: ast.Subscript, _binding: int) -> str:
    part = node.slice
    inside = _in_tuple(part.elts) if isinstance(part, ast.Tuple) and part.elts else expression(part)
    return f"{expression(node.value, ATOM)}[{inside}]"


def _slice(node: ast.Slice, _binding: int) -> str:
    lower, upper = (expression(end) if end is not None else "" for end in (node.lower, node.upper))
    return f"{lower}:{upper}" if node.step is None else f"{lower}:{upper}:{expression(node.step)}"


def _tuple(node: ast.Tuple, binding: int) -> str:
    if not node.elts:
        return "()"
    return f"({_in_tuple(node.elts)})" if binding > TUPLE else _in_tuple(node.elts)


def _dict(node: ast.Dict, _binding: int) -> str:
    pairs = zip(node.keys, node.values, strict=False)
    parts = ["**" + expression(item, EXPRESSION) if key is None else f"{expression(key)}: {expression(item)}" for key, item in pairs]
    return f"{{{', '.join(parts)}}}"


def _choice(node: ast.IfExp, binding: int) -> str:
    text = f"{expression(node.body, OR)} if {expression(node.test, OR)} else {expression(node.orelse)}"
    return f"({text})" if binding > TEST else text


def _lambda(node: ast.Lambda, binding: int) -> str:
    given = arguments(node.args)
    text = f"lambda{' ' if given else ''}{given}: {expression(node.body)}"
    return f"({text})" if binding > TEST else text


def _named(node: ast.NamedExpr, binding: int) -> str:
    text = f"{expression(node.target, ATOM)} := {expression(node.value, ATOM)}"
    return f"({text})" if binding > NAMED else text


def _yield(node: ast.Yield, binding: int) -> str:
    text = "yield" if node.value is None else "yield " + expression(node.value, ATOM)
    return f"({text})" if binding > YIELD else text


def _yield_from(node: ast.YieldFrom, binding: int) -> str:
    text = "yield from " + expression(node.value, ATOM)
    return f"({text})" if binding > YIELD else text


def _turns(generators: Sequence[ast.comprehension]) -> str:
    text = ""
    for turn in generators:
        if turn.is_async:
            raise Uncommon
        text += f" for {expression(turn.target, TUPLE)} in {expression(turn.iter, OR)}"
        for test in turn.ifs:
            text += " if " + expression(test, OR)
    return text


class _Writers(dict[type[ast.AST], Callable[[Any, int], str]]):
    """The writers by the class of a node."""

    def __missing__(self, kind: type[ast.AST]) -> Callable[[Any, int], str]:
        raise Uncommon


_WRITERS = _Writers(
    {
        ast.Name: lambda node, _: node.id,
        ast.Constant: _constant,
        ast.BinOp: _binary,
        ast.UnaryOp: _unary,
        ast.BoolOp: _boolean,
        ast.Compare: _compare,
        ast.Call: _call,
        ast.Attribute: _attribute,
        ast.Subscript: _subscript,
        ast.Slice: _slice,
        ast.Tuple: _tuple,
        ast.List: lambda node, _: f"[{_items(node.elts)}]",
        ast.Set: lambda node, _: f"{{{_items(node.elts)}}}" if node.elts else "{*()}",
        ast.Dict: _dict,
        ast.ListComp: lambda node, _: f"[{expression(node.elt)}{_turns(node.generators)}]",
        ast.SetComp: lambda node, _: f"{{{expression(node.elt)}{_turns(node.generators)}}}",
        ast.GeneratorExp: lambda node, _: f"({expression(node.elt)}{_turns(node.generators)})",
        ast.DictComp: lambda node, _: f"{{{expression(node.key)}: {expression(node.value)}{_turns(node.generators)}}}",
        ast.IfExp: _choice,
        ast.Lambda: _lambda,
        ast.NamedExpr: _named,
        ast.Yield: _yield,
        ast.YieldFrom: _yield_from,
        ast.Starred: lambda node, _: "*" + expression(node.value, EXPRESSION),
        ast.JoinedStr: _by_python,
    }
)
