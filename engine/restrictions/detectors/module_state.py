"""State that outlives the function that needs it."""

import ast
from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.detector import PYTHON, Detector
from engine.restrictions.finding import Finding, finding_at

_MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
_MUTABLE_TYPES = {"list", "dict", "set", "bytearray", "defaultdict", "deque", "OrderedDict", "Counter"}


def module_state(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each piece of state that outlives a call.

    These are `global` statements, mutable objects bound to a name of the module that is not spelled as a constant, and mutable default
    arguments.
    """
    del parameters
    for node in answer.nodes(ast.Global):
        yield finding_at(node, f"'global {', '.join(node.names)}' widens a scope to the whole module")
    for statement in answer.module.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None and _is_mutable(statement.value):
            yield from _variable(statement)
    for function in answer.functions:
        defaults = [*function.args.defaults, *(default for default in function.args.kw_defaults if default)]
        yield from (finding_at(item, f"'{function.name}' keeps a mutable default between calls") for item in defaults if _is_mutable(item))


def _variable(statement: ast.Assign | ast.AnnAssign) -> Iterator[Finding]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    for target in targets:
        if isinstance(target, ast.Name) and not target.id.isupper() and not target.id.startswith("__"):
            yield finding_at(statement, f"'{target.id}' is mutable state of the whole module")


def _is_mutable(value: ast.expr) -> bool:
    if isinstance(value, ast.Call):
        name = value.func.attr if isinstance(value.func, ast.Attribute) else getattr(value.func, "id", "")
        return name in _MUTABLE_TYPES
    return isinstance(value, _MUTABLE)


DETECTOR = Detector("module_state", PYTHON, module_state)
