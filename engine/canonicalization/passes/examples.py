"""Statements of a module that only show it at work, given that callers use the entry point alone."""

import ast

from engine.canonicalization.module_statements import is_data, is_only_read, loaded_names, replace_body, stored_names
from engine.canonicalization.program import Program
from engine.canonicalization.rules import ProgramRule
from engine.canonicalization.trees import walk

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_CACHES = frozenset({"lru_cache", "cache", "staticmethod", "classmethod", "property", "wraps"})


def _drop_main_block(program: Program) -> bool:
    """`if __name__ == "__main__": …` does nothing for a caller who imports the module."""
    if not program.is_checked or not program.assumptions.allow_print_removal:
        return False
    kept = [node for node in program.tree.body if not _is_main_block(node)]
    return replace_body(program, kept)


def _is_main_block(node: ast.stmt) -> bool:
    if not isinstance(node, ast.If) or node.orelse or not isinstance(node.test, ast.Compare) or len(node.test.ops) != 1:
        return False
    sides = [node.test.left, node.test.comparators[0]]
    names = [side.id for side in sides if isinstance(side, ast.Name)]
    values = [side.value for side in sides if isinstance(side, ast.Constant)]
    return isinstance(node.test.ops[0], ast.Eq) and names == ["__name__"] and values == ["__main__"]


def _drop_examples(program: Program) -> bool:
    """Calls and prints between the definitions show the program at work; the definitions do not need them."""
    if not program.is_checked or not program.assumptions.allow_print_removal:
        return False
    body = program.tree.body
    examples = [node for node in body if _is_example(node, program)]
    if not examples or not _is_stateless(program):
        return False
    changed = True
    while changed:
        outside = loaded_names([node for node in body if node not in examples])
        remaining = [node for node in examples if not (stored_names(node) & outside)]
        changed, examples = len(remaining) < len(examples), remaining
    return replace_body(program, [node for node in body if node not in examples])


def _is_example(node: ast.stmt, program: Program) -> bool:
    """Whether a statement of the module prints, asserts, calls the module's functions, or prepares that."""
    if isinstance(node, ast.Expr):
        return not isinstance(node.value, ast.Constant) and _calls_known(node, program)
    if isinstance(node, ast.Assign | ast.For | ast.Assert | ast.If):
        return (_calls_known(node, program) and any(isinstance(child, ast.Call) for child in walk(node))) or is_data(node)
    return False


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
    inside = loaded_names([item for item in program.tree.body if isinstance(item, _DEFINITIONS)])
    return name not in inside and any(name in stored_names(item) for item in program.tree.body if isinstance(item, ast.Assign))


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
    names = set().union(*(stored_names(node) for node in program.tree.body if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign)))
    owners = {name.id for item in program.tree.body if isinstance(item, _DEFINITIONS) for name in walk(item) if isinstance(name, ast.Name)}
    return any(not is_only_read(name, program.facts) for name in names & owners) or any(
        isinstance(node, ast.Attribute)
        and not isinstance(node.ctx, ast.Load)
        and isinstance(node.value, ast.Name)
        and node.value.id in owners - names
        and not program.facts.is_local(node.value.id)
        for node in walk(program.tree)
    )


RULES = (ProgramRule("main_block", _drop_main_block), ProgramRule("examples", _drop_examples))
