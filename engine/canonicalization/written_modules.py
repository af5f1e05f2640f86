"""Modules as text, exactly as `ast.unparse` writes them, for the kinds of statements that answers have."""

import ast
from collections.abc import Callable, Sequence
from typing import Any

from engine.canonicalization.written_expressions import TUPLE, YIELD, Uncommon, arguments, expression, in_call, operator

_STEP = "    "
Lines = list[str]
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def written_module(tree: ast.Module) -> str:
    """The text of a module, without a line end after it. Raises Uncommon; contents of type comments are not looked for."""
    lines: Lines = []
    _documented(tree, "", lines)
    return "\n".join(lines)


def _block(statements: Sequence[ast.stmt], indent: str, lines: Lines) -> None:
    for statement in statements:
        _WRITERS[statement.__class__](statement, indent, lines)


def _documented(node: Documented, indent: str, lines: Lines) -> None:
    """A body whose first statement may be a docstring, which is spelled in its own way."""
    match node.body:
        case [ast.Expr(ast.Constant(str())) as docstring, *rest]:
            lines.append(indent + ast.unparse(ast.Module([docstring], [])))
            _block(rest, indent, lines)
        case _:
            _block(node.body, indent, lines)


def _definition(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, head: str, indent: str, lines: Lines) -> None:
    if getattr(node, "type_params", None):
        raise Uncommon
    if lines:
        lines.append("")
    lines += [f"{indent}@{expression(decorator)}" for decorator in node.decorator_list]
    lines.append(f"{indent}{head}:")
    _documented(node, indent + _STEP, lines)


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, indent: str, lines: Lines) -> None:
    word = "def" if isinstance(node, ast.FunctionDef) else "async def"
    returns = f" -> {expression(node.returns)}" if node.returns is not None else ""
    _definition(node, f"{word} {node.name}({arguments(node.args)}){returns}", indent, lines)


def _class(node: ast.ClassDef, indent: str, lines: Lines) -> None:
    bases = f"({in_call(node.bases, node.keywords)})" if node.bases or node.keywords else ""
    _definition(node, f"class {node.name}{bases}", indent, lines)


def _part(head: str, statements: Sequence[ast.stmt], indent: str, lines: Lines) -> None:
    """A line that ends in a colon, with the block below it."""
    lines.append(f"{indent}{head}:")
    _block(statements, indent + _STEP, lines)


def _rest(word: str, statements: Sequence[ast.stmt], indent: str, lines: Lines) -> None:
    if statements:
        _part(word, statements, indent, lines)


def _if(node: ast.If, indent: str, lines: Lines) -> None:
    _part("if " + expression(node.test), node.body, indent, lines)
    while len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
        node = node.orelse[0]
        _part("elif " + expression(node.test), node.body, indent, lines)
    _rest("else", node.orelse, indent, lines)


def _for(node: ast.For | ast.AsyncFor, indent: str, lines: Lines) -> None:
    word = "for" if isinstance(node, ast.For) else "async for"
    _part(f"{word} {expression(node.target, TUPLE)} in {expression(node.iter)}", node.body, indent, lines)
    _rest("else", node.orelse, indent, lines)


def _while(node: ast.While, indent: str, lines: Lines) -> None:
    _part("while " + expression(node.test), node.body, indent, lines)
    _rest("else", node.orelse, indent, lines)


def _with(node: ast.With | ast.AsyncWith, indent: str, lines: Lines) -> None:
    word = "with" if isinstance(node, ast.With) else "async with"
    items = [f"{expression(item.context_expr)}{_as(item.optional_vars)}" for item in node.items]
    _part(f"{word} {', '.join(items)}", node.body, indent, lines)


def _as(target: ast.expr | None) -> str:
    return f" as {expression(target)}" if target is not None else ""


def _try(node: ast.Try, indent: str, lines: Lines) -> None:
    _part("try", node.body, indent, lines)
    for handler in node.handlers:
        kind = f" {expression(handler.type)}" if handler.type is not None else ""
        name = f" as {handler.name}" if handler.name else ""
        _part(f"except{kind}{name}", handler.body, indent, lines)
    _rest("else", node.orelse, indent, lines)
    _rest("finally", node.finalbody, indent, lines)


def _annotated(node: ast.AnnAssign) -> str:
    target = expression(node.target)
    if not node.simple and isinstance(node.target, ast.Name):
        target = f"({target})"
    value = f" = {expression(node.value)}" if node.value is not None else ""
    return f"{target}: {expression(node.annotation)}{value}"


def _raise(node: ast.Raise) -> str:
    if node.exc is None:
        return "raise"
    cause = f" from {expression(node.cause)}" if node.cause is not None else ""
    return f"raise {expression(node.exc)}{cause}"


def _assert(node: ast.Assert) -> str:
    message = f", {expression(node.msg)}" if node.msg is not None else ""
    return f"assert {expression(node.test)}{message}"


def _names(aliases: Sequence[ast.alias]) -> str:
    return ", ".join([f"{item.name} as {item.asname}" if item.asname else item.name for item in aliases])


def _line(spell: Callable[[Any], str]) -> Callable[[Any, str, Lines], None]:
    """The writer of a statement that is one line."""
    return lambda node, indent, lines: lines.append(indent + spell(node))


class _Writers(dict[type[ast.AST], Callable[[Any, str, Lines], None]]):
    """The writers by the class of a statement."""

    def __missing__(self, kind: type[ast.AST]) -> Callable[[Any, str, Lines], None]:
        raise Uncommon


_WRITERS = _Writers(
    {
        ast.FunctionDef: _function,
        ast.AsyncFunctionDef: _function,
        ast.ClassDef: _class,
        ast.If: _if,
        ast.For: _for,
        ast.AsyncFor: _for,
        ast.While: _while,
        ast.With: _with,
        ast.AsyncWith: _with,
        ast.Try: _try,
        ast.Expr: _line(lambda node: expression(node.value, YIELD)),
        ast.Assign: _line(lambda node: "".join([expression(item, TUPLE) + " = " for item in node.targets]) + expression(node.value)),
        ast.AugAssign: _line(lambda node: f"{expression(node.target)}{operator(node.op)[:-1]}= {expression(node.value)}"),
        ast.AnnAssign: _line(_annotated),
        ast.Return: _line(lambda node: "return" if node.value is None else "return " + expression(node.value)),
        ast.Raise: _line(_raise),
        ast.Assert: _line(_assert),
        ast.Delete: _line(lambda node: "del " + ", ".join(map(expression, node.targets))),
        ast.Import: _line(lambda node: "import " + _names(node.names)),
        ast.ImportFrom: _line(lambda node: f"from {'.' * (node.level or 0)}{node.module or ''} import {_names(node.names)}"),
        ast.Global: _line(lambda node: "global " + ", ".join(node.names)),
        ast.Nonlocal: _line(lambda node: "nonlocal " + ", ".join(node.names)),
        ast.Pass: _line(lambda _: "pass"),
        ast.Break: _line(lambda _: "break"),
        ast.Continue: _line(lambda _: "continue"),
    }
)
