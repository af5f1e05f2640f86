"""Full names of what Python code calls, through its imports."""

import ast

from engine.restrictions.answer import Answer
from engine.restrictions.memo import once_per_answer

Calls = dict[str, list[ast.Call]]


@once_per_answer
def named_calls(answer: Answer) -> Calls:
    """Every call by the full name of what it calls, such as `subprocess.run`; `?` stands for what has no name.

    Names are followed through imports and their aliases. Raises Undecidable.
    """
    calls: Calls = {}
    for call in answer.nodes(ast.Call):
        calls.setdefault(full_name(call.func, imported_names(answer)), []).append(call)
    return calls


@once_per_answer
def imported_names(answer: Answer) -> dict[str, str]:
    """What each imported name stands for. Raises Undecidable."""
    aliases: dict[str, str] = {}
    for node in answer.nodes(ast.Import):
        aliases.update({item.asname: item.name for item in node.names if item.asname})
    for member in answer.nodes(ast.ImportFrom):
        aliases.update({item.asname or item.name: f"{member.module or ''}.{item.name}" for item in member.names})
    return aliases


def full_name(node: ast.expr, aliases: dict[str, str]) -> str:
    """The dotted name of an expression."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    parts.append(aliases.get(node.id, node.id) if isinstance(node, ast.Name) else "?")
    return ".".join(reversed(parts))
