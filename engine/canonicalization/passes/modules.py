"""Modules: what nobody outside uses is dropped, moved or renamed, given that callers use the entry point alone."""

import ast
import copy

from engine.canonicalization.comprehending import fresh_variable
from engine.canonicalization.facts.program_facts import BUILTINS, ProgramFacts
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.syntax import load, size
from engine.canonicalization.trees import walk

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_CACHES = frozenset({"lru_cache", "cache", "staticmethod", "classmethod", "property", "wraps"})
_LARGEST_MOVED = 200


def _drop_main_block(program: Program) -> bool:
    """`if __name__ == "__main__": …` does nothing for a caller who imports the module."""
    if not program.is_checked or not program.assumptions.allow_print_removal:
        return False
    kept = [node for node in program.tree.body if not _is_main_block(node)]
    return _replace_body(program, kept)


def _is_main_block(node: ast.stmt) -> bool:
    if not isinstance(node, ast.If) or node.orelse or not isinstance(node.test, ast.Compare) or len(node.test.ops) != 1:
        return False
    sides = [node.test.left, node.test.comparators[0]]
    names = [side.id for side in sides if isinstance(side, ast.Name)]
    values = [side.value for side in sides if isinstance(side, ast.Constant)]
    return isinstance(node.test.ops[0], ast.Eq) and names == ["__name__"] and values == ["__main__"]


def _replace_body(program: Program, kept: list[ast.stmt]) -> bool:
    if len(kept) == len(program.tree.body) or not kept:
        return False
    program.tree.body = kept
    return True


def _drop_examples(program: Program) -> bool:
    """Calls and prints between the definitions show the program at work; the definitions do not need them."""
    if not program.is_checked or not program.assumptions.allow_print_removal or not _is_stateless(program):
        return False
    body = program.tree.body
    examples = [node for node in body if _is_example(node, program)]
    changed = True
    while changed:
        outside = _loaded([node for node in body if node not in examples])
        remaining = [node for node in examples if not (_stored(node) & outside)]
        changed, examples = len(remaining) < len(examples), remaining
    return _replace_body(program, [node for node in body if node not in examples])


def _is_example(node: ast.stmt, program: Program) -> bool:
    """Whether a statement of the module prints, asserts, calls the module's functions, or prepares that."""
    if isinstance(node, ast.Expr):
        return not isinstance(node.value, ast.Constant) and _calls_known(node, program)
    if isinstance(node, ast.Assign | ast.For | ast.Assert | ast.If):
        return (_calls_known(node, program) and any(isinstance(child, ast.Call) for child in walk(node))) or _is_data(node)
    return False


def _is_data(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and all(isinstance(target, ast.Name) for target in node.targets) and _is_literal(node.value)


def _is_literal(node: ast.expr) -> bool:
    allowed = (ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.UnaryOp, ast.expr_context, ast.unaryop)
    return all(isinstance(child, allowed) for child in walk(node))


def _calls_known(node: ast.stmt, program: Program) -> bool:
    own = {item.name for item in program.tree.body if isinstance(item, _DEFINITIONS)} | {
        "print",
        "len",
        "str",
        "list",
        "repr",
        "range",
        "enumerate",
        "zip",
        "sorted",
    }
    stored = program.facts.shadowed
    for child in walk(node):
        if isinstance(child, ast.Call):
            is_method = isinstance(child.func, ast.Attribute) and not isinstance(child.func.value, ast.Call)
            if not is_method and not (isinstance(child.func, ast.Name) and child.func.id in own - stored):
                return False
            if is_method and not _is_own_object(child.func, program):
                return False
        if isinstance(child, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef | ast.Global | ast.Await | ast.Lambda):
            return False
        if isinstance(child, ast.Attribute | ast.Subscript) and not isinstance(child.ctx, ast.Load):
            return False
    return True


def _is_own_object(node: ast.expr, program: Program) -> bool:
    """Whether a method is called on a variable of the module that no definition mentions."""
    assert isinstance(node, ast.Attribute)
    if isinstance(node.value, ast.Constant):
        return True
    if not isinstance(node.value, ast.Name):
        return False
    name = node.value.id
    inside = _loaded([item for item in program.tree.body if isinstance(item, _DEFINITIONS)])
    return name not in inside and any(name in _stored(item) for item in program.tree.body if isinstance(item, ast.Assign))


def _is_stateless(program: Program) -> bool:
    """Whether calling the module's functions leaves nothing behind that later calls could see."""
    for node in walk(program.tree):
        if isinstance(node, ast.Global | ast.Nonlocal) or (
            isinstance(node, ast.Name) and node.id in {"input", "open", "setattr", "globals", "random"}
        ):
            return False
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            defaults = [*node.args.defaults, *(item for item in node.args.kw_defaults if item is not None)]
            if not all(isinstance(item, ast.Constant | ast.UnaryOp | ast.Tuple) for item in defaults):
                return False
        if isinstance(node, _DEFINITIONS) and any(_decorator(item) not in _CACHES for item in node.decorator_list):
            return False
        if isinstance(node, ast.ClassDef) and any(
            isinstance(item, ast.Assign) and not isinstance(item.value, ast.Constant) for item in node.body
        ):
            return False
    return not _has_shared_state(program)


def _decorator(node: ast.expr) -> str:
    plain = node.func if isinstance(node, ast.Call) else node
    return plain.attr if isinstance(plain, ast.Attribute) else plain.id if isinstance(plain, ast.Name) else ""


def _has_shared_state(program: Program) -> bool:
    """Whether definitions use a container of the module otherwise than to look something up."""
    names = set().union(*(_stored(node) for node in program.tree.body if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign)))
    owners = {name.id for item in program.tree.body if isinstance(item, _DEFINITIONS) for name in walk(item) if isinstance(name, ast.Name)}
    return any(not _is_only_read(name, program.facts) for name in names & owners) or any(
        isinstance(node, ast.Attribute)
        and not isinstance(node.ctx, ast.Load)
        and isinstance(node.value, ast.Name)
        and node.value.id in owners - names
        and not program.facts.is_local(node.value.id)
        for node in walk(program.tree)
    )


def _is_only_read(name: str, facts: ProgramFacts) -> bool:
    """Whether every use of a module's variable looks something up in it, or is a constant."""
    stores = facts.occurrences.stores.get(name, [])
    parent = facts.occurrences.parent(stores[0]) if len(stores) == 1 else None
    if not isinstance(parent, ast.Assign) or len(parent.targets) != 1:
        return False
    if isinstance(parent.value, ast.Constant):
        return True
    return (
        _is_literal(parent.value) and _is_flat(parent.value) and all(_looks_up(use, facts) for use in facts.occurrences.loads.get(name, []))
    )


def _is_flat(node: ast.expr) -> bool:
    """Whether a literal holds no containers that could be changed."""
    return sum(isinstance(child, ast.List | ast.Dict | ast.Set) for child in walk(node)) <= 1


def _looks_up(use: ast.Name, facts: ProgramFacts) -> bool:
    parent = facts.occurrences.parent(use)
    if isinstance(parent, ast.Subscript):
        return parent.value is use and isinstance(parent.ctx, ast.Load)
    if isinstance(parent, ast.Attribute):
        call = facts.occurrences.parent(parent)
        return parent.attr in {"get", "items", "keys", "values", "index", "count"} and isinstance(call, ast.Call) and call.func is parent
    if isinstance(parent, ast.Compare):
        return all(isinstance(operator, ast.In | ast.NotIn | ast.Eq | ast.NotEq) for operator in parent.ops)
    return isinstance(parent, ast.For | ast.comprehension) and parent.iter is use


def _stored(node: ast.AST) -> set[str]:
    return {child.id for child in walk(node) if isinstance(child, ast.Name) and not isinstance(child.ctx, ast.Load)}


def _loaded(nodes: list[ast.stmt]) -> set[str]:
    return {child.id for node in nodes for child in walk(node) if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Load)}


def _drop_unused(program: Program) -> bool:
    """Functions, classes and values of the module that nothing uses."""
    if not program.is_checked:
        return False
    kept = [node for node in program.tree.body if not _is_unused(node, program)]
    return _replace_body(program, kept)


def _is_unused(node: ast.stmt, program: Program) -> bool:
    facts = program.facts
    if isinstance(node, ast.FunctionDef) and node.name != program.assumptions.entry_point and not node.decorator_list:
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
        if target.id in BUILTINS or _is_global(target.id, program) or not _is_only_read(target.id, program.facts):
            continue
        if _move(target.id, node.value, program):
            program.tree.body.remove(node)
            return True
    return False


def calls_nothing(tree: ast.Module) -> bool:
    """Whether a module only defines names when it is imported, so that no function runs before all of them are there."""
    return all(_only_defines(node) for node in tree.body)


def _only_defines(node: ast.stmt) -> bool:
    """Whether a statement of the module calls nothing, so that no function runs before all names are there."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return not node.decorator_list and all(isinstance(item, ast.Constant) for item in node.args.defaults)
    if isinstance(node, ast.ClassDef):
        return not node.decorator_list and not node.bases and not node.keywords and all(_only_defines(item) for item in node.body)
    return isinstance(node, ast.Import | ast.ImportFrom | ast.Pass) or _is_data(node)


def _move(name: str, value: ast.expr, program: Program) -> bool:
    uses = program.facts.occurrences.loads.get(name, [])
    if isinstance(value, ast.Constant):
        for use in uses:
            _become(use, ast.Constant(value.value))
        return bool(uses)
    users = {id(owner): owner for owner in (_function_of(use, program.facts) for use in uses)}
    owner = next(iter(users.values()), None)
    if len(users) != 1 or owner is None or size(value) > _LARGEST_MOVED:
        return False
    local = fresh_variable(program.facts)
    for use in uses:
        _become(use, load(local))
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


def _become(node: ast.Name, other: ast.expr) -> None:
    node.__class__ = other.__class__  # type: ignore[assignment]
    node.__dict__.clear()
    node.__dict__.update(other.__dict__)


RULES = (
    ProgramRule("main_block", _drop_main_block),
    ProgramRule("examples", _drop_examples),
    ProgramRule("unused_definitions", _drop_unused),
    ProgramRule("constants_of_module", _settle_constants),
)
