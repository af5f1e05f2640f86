"""Functions that only the module itself calls, given that callers use the entry point alone: where they stand and what they are called."""

import ast
import re

from engine.canonicalization.blocks import own_nodes
from engine.canonicalization.passes.modules import calls_nothing
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import is_annotated
from engine.canonicalization.trees import child_nodes, walk

_OURS = re.compile(r"_h\d+")
_Definition = ast.FunctionDef | ast.ClassDef


def _lift(program: Program) -> bool:
    """A function inside another that uses none of its variables stands before it in the module."""
    if not program.is_checked:
        return False
    for place, owner in enumerate(program.tree.body):
        if not isinstance(owner, ast.FunctionDef):
            continue
        for position, node in enumerate(owner.body):
            if isinstance(node, ast.FunctionDef) and len(owner.body) > 1 and _can_be_lifted(node, owner.body[:position], program):
                del owner.body[position]
                program.tree.body.insert(place, node)
                _rename(program, {node.name: _free_names(program, 1, set())[0]})
                return True
    return False


def _can_be_lifted(node: ast.FunctionDef, before: list[ast.stmt], program: Program) -> bool:
    variables, stores = program.bindings.variables, program.occurrences.stores
    inside = walk(node)
    own = {id(part) for part in inside}
    used = {part.id for part in inside if isinstance(part, ast.Name) and part.id in variables} - {node.name}
    is_closed = not any(isinstance(part, ast.Global | ast.Nonlocal) for part in inside)
    is_closed = is_closed and all(id(store) in own for name in used for store in stores[name])
    is_closed = is_closed and not is_annotated(node)
    is_early = not any(isinstance(part, ast.Name) and part.id == node.name for statement in before for part in walk(statement))
    return is_closed and is_early and _is_only_called(node, program)


def _is_only_called(node: ast.FunctionDef, program: Program) -> bool:
    """Whether a plain function, defined once, is called by its name and by positional arguments, and never handed on."""
    is_plain = not node.decorator_list and not node.args.defaults and not node.args.kw_defaults and len(_stores(node, program)) == 1
    if not is_plain or any(isinstance(part, ast.Yield | ast.YieldFrom) for part in own_nodes(node.body)):
        return False
    uses = program.occurrences.loads.get(node.name, [])
    calls = [program.occurrences.parent(use) for use in uses]
    return bool(uses) and all(isinstance(call, ast.Call) and call.func is use for call, use in zip(calls, uses, strict=True))


def _stores(node: ast.FunctionDef, program: Program) -> list[ast.AST]:
    return program.occurrences.stores.get(node.name, [])


def _order_and_name(program: Program) -> bool:
    """Private functions are called `_h0`, `_h1`, … in the order of their first use, and stand in this order before the entry point."""
    if not program.is_checked:
        return False
    definitions: dict[str, _Definition] = {
        node.name: node for node in program.tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    entry = definitions.get(program.assumptions.entry_point or "")
    if entry is None or len(definitions) < 2 or any(isinstance(node, ast.Global) for node in walk(program.tree)):
        return False
    reached = [node for node in _in_order_of_use(entry, definitions) if isinstance(node, ast.FunctionDef)]
    private = [node for node in reached if node is not entry and not node.name.startswith("__") and _is_only_called(node, program)]
    old_names = [node.name for node in private]
    names = dict(zip(old_names, _free_names(program, len(private), set(old_names)), strict=True))
    changed = any(old != new for old, new in names.items())
    if changed:
        _rename(program, names)
    return _put_in_order([*private, entry], program) or changed


def _in_order_of_use(entry: _Definition, definitions: dict[str, _Definition]) -> list[_Definition]:
    """What an entry point uses of the module's definitions, directly or through each other, in reading order."""
    found: dict[int, _Definition] = {id(entry): entry}
    stack: list[ast.AST] = [entry]
    while stack:
        node = stack.pop()
        other = definitions.get(node.id) if isinstance(node, ast.Name) else None
        if other is not None and id(other) not in found:
            found[id(other)] = other
            stack.append(other)
        stack += reversed(child_nodes(node))
    return list(found.values())


def _free_names(program: Program, count: int, renamed: set[str]) -> list[str]:
    """The first names for private functions that nothing has but those that are `renamed` too."""
    names = program.occurrences.stores.keys() | program.occurrences.loads.keys()
    taken = {name for name in names if _OURS.fullmatch(name)} - renamed
    return [name for index in range(count + len(taken)) if (name := f"_h{index}") not in taken][:count]


def _rename(program: Program, names: dict[str, str]) -> None:
    for node in walk(program.tree):
        if isinstance(node, ast.Name):
            node.id = names.get(node.id, node.id)
        elif isinstance(node, ast.FunctionDef):
            node.name = names.get(node.name, node.name)


def _put_in_order(wanted: list[_Definition], program: Program) -> bool:
    """Let definitions exchange places; nothing of the module runs before all of them are there."""
    body = program.tree.body
    places = [place for place, node in enumerate(body) if any(node is item for item in wanted)]
    if len(places) != len(wanted) or [body[place] for place in places] == wanted or not calls_nothing(program.tree):
        return False
    for place, node in zip(places, wanted, strict=True):
        body[place] = node
    return True


RULES = (
    ProgramRule("functions_without_outer_variables", _lift, (ast.FunctionDef,)),
    ProgramRule("private_functions", _order_and_name, (ast.FunctionDef,)),
)
