"""Values that change places by way of a variable, and variables that only carry on another one's value."""

import ast

from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.facts.types import kind
from engine.canonicalization.names import rename
from engine.canonicalization.program import Program
from engine.canonicalization.rules import BlockRule, ProgramRule
from engine.canonicalization.syntax import names_in, same
from engine.canonicalization.traversal import BlockPlace
from engine.canonicalization.trees import walk


def _exchange(statements: list[ast.stmt], _place: BlockPlace, facts: ProgramFacts) -> list[ast.stmt] | None:
    """`t = e; x = y; y = t` is `y, x = e, y`, where t is used for nothing else."""
    for index in range(len(statements) - 2):
        first, second, third = (_single(node) for node in statements[index : index + 3])
        if first is None or second is None or third is None:
            continue
        carrier, is_carried = first[0], isinstance(third[1], ast.Name) and isinstance(first[0], ast.Name) and third[1].id == first[0].id
        if not is_carried or not isinstance(carrier, ast.Name) or not _is_used_once(carrier.id, facts):
            continue
        if _is_the_same_place(second[1], third[0], facts) and _is_free(second[0], first[1], third[0], facts):
            targets: list[ast.expr] = [third[0], second[0]]
            if not isinstance(third[0], ast.Name):
                targets.reverse()
            values = [first[1], second[1]] if isinstance(third[0], ast.Name) else [second[1], first[1]]
            tuple_ = ast.Assign([ast.Tuple(targets, ast.Store())], ast.Tuple(values, ast.Load()))
            return [*statements[:index], tuple_, *statements[index + 3 :]]
    return None


def _is_free(middle: ast.expr, value: ast.expr, written: ast.expr, facts: ProgramFacts) -> bool:
    """Whether storing the middle place first, and reading it second, cannot be noticed."""
    if not _is_place(middle, facts) or (isinstance(middle, ast.Name) and middle.id in names_in(written)):
        return False
    is_item = isinstance(written, ast.Subscript)
    return not is_item or facts.effects_of(value).is_total or (isinstance(value, ast.Subscript) and _is_place(value, facts))


def _single(node: ast.stmt) -> tuple[ast.expr, ast.expr] | None:
    return (node.targets[0], node.value) if isinstance(node, ast.Assign) and len(node.targets) == 1 else None


def _is_used_once(name: str, facts: ProgramFacts) -> bool:
    variable = facts.bindings.variables.get(name)
    is_plain = variable is not None and variable.role == "local" and not variable.is_captured
    return is_plain and len(facts.occurrences.loads[name]) == len(facts.occurrences.stores[name]) == 1


def _is_the_same_place(read: ast.expr, written: ast.expr, facts: ProgramFacts) -> bool:
    if isinstance(read, ast.Name) and isinstance(written, ast.Name):
        return read.id == written.id and _is_place(written, facts)
    is_item = isinstance(read, ast.Subscript) and isinstance(written, ast.Subscript)
    return is_item and same(read.value, written.value) and same(read.slice, written.slice) and _is_place(written, facts)  # type: ignore[attr-defined]


def _is_place(node: ast.expr, facts: ProgramFacts) -> bool:
    """A variable that no inner function sees, or an item of a plain list at a position that only variables and numbers give."""
    if isinstance(node, ast.Name):
        variable = facts.bindings.variables.get(node.id)
        return variable is not None and not variable.is_captured and variable.role != "captured"
    if not isinstance(node, ast.Subscript) or not isinstance(node.value, ast.Name):
        return False
    is_list = kind(facts.type_of(node.value)) == "list" and kind(facts.type_of(node.slice)) == "int"
    return is_list and facts.effects_of(node.slice).is_constant


def _carry_on(program: Program) -> bool:
    """`x = y` where nobody reads y any more, and nobody has read x: x is y."""
    for function in program.facts.occurrences.functions:
        for index, node in enumerate(function.body):
            names = _copied(node, program.facts)
            if names is not None and not any(names[0] in names_in(other) for other in function.body[:index]):
                del function.body[index]
                function.body = function.body or [ast.Pass()]
                for child in walk(function):
                    rename(child, {names[0]: names[1]})
                return True
    return False


def _copied(node: ast.stmt, facts: ProgramFacts) -> tuple[str, str] | None:
    """The two variables of a copy, the new and the old, where the copy is all that reads the old one."""
    pair = _single(node)
    if pair is None or not isinstance(pair[0], ast.Name) or not isinstance(pair[1], ast.Name):
        return None
    new, old = pair[0].id, pair[1].id
    if not (facts.is_local(new) and facts.is_local(old)) or facts.bindings.variables[new].role != "local":
        return None
    is_free = not facts.bindings.variables[new].is_captured and not facts.bindings.variables[old].is_captured
    if facts.bindings.variables[old].role == "captured" or len(facts.occurrences.stores[new]) == 1:
        return None
    is_last = len(facts.occurrences.loads[old]) == 1 and len(facts.occurrences.stores[old]) == 1
    return (new, old) if is_free and is_last and facts.bindings.variables[old].is_surely_bound else None


RULES = (BlockRule("swaps", _exchange, (ast.Assign,)), ProgramRule("carried_values", _carry_on, (ast.Assign,)))
