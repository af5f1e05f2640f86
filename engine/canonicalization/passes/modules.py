"""Modules: what nobody outside uses is dropped or moved, given that callers use the entry point alone."""

import ast
import copy

from engine.canonicalization.comprehending import fresh_variable
from engine.canonicalization.facts.program_facts import BUILTINS, ProgramFacts
from engine.canonicalization.module_statements import is_data, is_only_read, is_pattern, replace_body
from engine.canonicalization.names import names_of
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import annotations_of, is_annotated, load, size
from engine.canonicalization.trees import become, walk

_LARGEST_MOVED = 200


def _drop_unused(program: Program) -> bool:
    """Functions, classes and values of the module that nothing uses."""
    if not program.is_checked:
        return False
    kept = [node for node in program.tree.body if not _is_unused(node, program)]
    return replace_body(program, kept)


def _is_unused(node: ast.stmt, program: Program) -> bool:
    facts = program.facts
    if (
        isinstance(node, ast.FunctionDef)
        and node.name != program.assumptions.entry_point
        and not node.decorator_list
        and not is_annotated(node)
    ):
        defaults = [*node.args.defaults, *(item for item in node.args.kw_defaults if item is not None)]
        inside = sum(isinstance(child, ast.Name) and child.id == node.name for child in walk(node))
        is_free = all(facts.effects_of(item).is_total for item in defaults) and not any(
            isinstance(item, ast.Global) for item in walk(program.tree)
        )
        return is_free and inside == len(facts.occurrences.loads.get(node.name, ())) and len(facts.occurrences.stores[node.name]) == 1
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(target := node.targets[0], ast.Name):
        is_entry = target.id == program.assumptions.entry_point
        return (
            not is_entry
            and not facts.occurrences.loads.get(target.id)
            and facts.effects_of(node.value).is_total
            and not _is_global(target.id, program)
        )
    return False


def _is_global(name: str, program: Program) -> bool:
    return any(isinstance(node, ast.Global) and name in node.names for node in walk(program.tree))


def _settle_constants(program: Program) -> bool:
    """Constants of the module stand where they are used; tables that only one function looks something up in stand in that function."""
    if not program.is_checked or not calls_nothing(program.tree):
        return False
    for node in program.tree.body:
        if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not isinstance(target := node.targets[0], ast.Name):
            continue
        if target.id in BUILTINS or _is_global(target.id, program) or not is_only_read(target.id, program.facts):
            continue
        if _move(target.id, node.value, program):
            program.tree.body.remove(node)
            return True
    return False


def calls_nothing(tree: ast.Module) -> bool:
    """Whether a module only defines names when it is imported, so that no function runs before all of them are there."""
    return all(_only_defines(node) or (_makes_pattern(node) and _has_plain_re(tree)) for node in tree.body)


def _makes_pattern(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and all(isinstance(target, ast.Name) for target in node.targets) and is_pattern(node.value)


def _has_plain_re(tree: ast.Module) -> bool:
    """Whether `re` is the module of this name wherever it is written."""
    binders = [
        node for node in walk(tree) if "re" in names_of(node) and not (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load))
    ]
    return bool(binders) and all(isinstance(node, ast.alias) and (node.name, node.asname) == ("re", None) for node in binders)


def _only_defines(node: ast.stmt) -> bool:
    """Whether a statement of the module calls nothing, so that no function runs before all names are there."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        is_plain = not node.decorator_list and all(isinstance(item, ast.Constant) for item in node.args.defaults)
        return is_plain and not any(isinstance(part, ast.Call | ast.Subscript) for item in annotations_of(node) for part in walk(item))
    if isinstance(node, ast.ClassDef):
        return not node.decorator_list and not node.bases and not node.keywords and all(_only_defines(item) for item in node.body)
    return isinstance(node, ast.Import | ast.ImportFrom | ast.Pass) or is_data(node)


def _move(name: str, value: ast.expr, program: Program) -> bool:
    uses = program.facts.occurrences.loads.get(name, [])
    if isinstance(value, ast.Constant):
        for use in uses:
            become(use, ast.Constant(value.value))
        return bool(uses)
    users = {id(owner): owner for owner in (_function_of(use, program.facts) for use in uses)}
    owner = next(iter(users.values()), None)
    if len(users) != 1 or owner is None or size(value) > _LARGEST_MOVED:
        return False
    local = fresh_variable(program.facts)
    for use in uses:
        become(use, load(local))
    owner.body.insert(0, ast.Assign([ast.Name(local, ast.Store())], copy.deepcopy(value)))
    return True


def _function_of(node: ast.AST, facts: ProgramFacts) -> ast.FunctionDef | None:
    """The innermost plain function around a node, unless a scope that runs later lies between."""
    current = facts.occurrences.parent(node)
    while current is not None:
        if isinstance(current, ast.FunctionDef):
            return current
        if isinstance(current, ast.Lambda | ast.ClassDef | ast.AsyncFunctionDef | ast.GeneratorExp):
            return None
        current = facts.occurrences.parent(current)
    return None


RULES = (ProgramRule("unused_definitions", _drop_unused), ProgramRule("constants_of_module", _settle_constants))
