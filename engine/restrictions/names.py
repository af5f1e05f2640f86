"""Full names of what Python code calls, through its imports."""

import ast
from weakref import WeakKeyDictionary

from engine.restrictions.answer import Answer

Calls = dict[str, list[ast.Call]]
_CALLS: "WeakKeyDictionary[Answer, Calls]" = WeakKeyDictionary()
_ALIASES: "WeakKeyDictionary[Answer, dict[str, str]]" = WeakKeyDictionary()


def named_calls(answer: Answer) -> Calls:
    """Every call by the full name of what it calls, such as `subprocess.run`; `?` stands for what has no name.

    Names are followed through imports and their aliases. Raises Undecidable.
    """
    calls = _CALLS.get(answer)
    if calls is None:
        calls = {}
        for call in answer.nodes(ast.Call):
            calls.setdefault(full_name(call.func, imported_names(answer)), []).append(call)
        _CALLS[answer] = calls
    return calls


def imported_names(answer: Answer) -> dict[str, str]:
    """What each imported name stands for. Raises Undecidable."""
    if answer not in _ALIASES:
        _ALIASES[answer] = _aliases(answer)
    return _ALIASES[answer]


def _aliases(answer: Answer) -> dict[str, str]:
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
