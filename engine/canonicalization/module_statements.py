"""Questions about the statements of a module: what they define, read and share."""

import ast

from engine.canonicalization.facts.module_effects import compiles
from engine.canonicalization.facts.program_facts import ProgramFacts
from engine.canonicalization.program import Program
from engine.canonicalization.trees import walk


def is_literal(node: ast.expr) -> bool:
    """Whether an expression is made of constants and displays only."""
    allowed = (ast.Constant, ast.List, ast.Tuple, ast.Dict, ast.Set, ast.UnaryOp, ast.expr_context, ast.unaryop)
    return all(isinstance(child, allowed) for child in walk(node))


def is_data(node: ast.stmt) -> bool:
    """Whether a statement gives a literal to variables."""
    return isinstance(node, ast.Assign) and all(isinstance(target, ast.Name) for target in node.targets) and is_literal(node.value)


def is_pattern(node: ast.expr) -> bool:
    """Whether an expression is `re.compile` of a constant that is a regular expression, without flags."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != "compile" or node.keywords:
        return False
    is_module = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
    pattern = node.args[0] if is_module and len(node.args) == 1 else None
    return isinstance(pattern, ast.Constant) and isinstance(pattern.value, str) and compiles(pattern.value)


def replace_body(program: Program, kept: list[ast.stmt]) -> bool:
    """Make these the statements of the module; answers whether any are missing now, and leaves at least one."""
    if len(kept) == len(program.tree.body) or not kept:
        return False
    program.tree.body = kept
    return True


def stored_names(node: ast.AST) -> set[str]:
    """The names that some code assigns."""
    return {child.id for child in walk(node) if isinstance(child, ast.Name) and not isinstance(child.ctx, ast.Load)}


def loaded_names(nodes: list[ast.stmt]) -> set[str]:
    """The names that some statements read."""
    return {child.id for node in nodes for child in walk(node) if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Load)}


def is_only_read(name: str, facts: ProgramFacts) -> bool:
    """Whether every use of a module's variable looks something up in it, or is a constant."""
    stores = facts.occurrences.stores.get(name, [])
    parent = facts.occurrences.parent(stores[0]) if len(stores) == 1 else None
    if not isinstance(parent, ast.Assign) or len(parent.targets) != 1:
        return False
    if isinstance(parent.value, ast.Constant):
        return True
    return is_flat_literal(parent.value) and all(looks_up(use, facts) for use in facts.occurrences.loads.get(name, []))


def is_flat_literal(node: ast.expr) -> bool:
    """Whether an expression is a literal that holds no containers which could be changed."""
    return is_literal(node) and sum(isinstance(child, ast.List | ast.Dict | ast.Set) for child in walk(node)) <= 1


def looks_up(use: ast.expr, facts: ProgramFacts) -> bool:
    """Whether a use of a container looks something up in it, or goes over it."""
    parent = facts.occurrences.parent(use)
    if isinstance(parent, ast.Subscript):
        return parent.value is use and isinstance(parent.ctx, ast.Load)
    if isinstance(parent, ast.Attribute):
        call = facts.occurrences.parent(parent)
        return parent.attr in {"get", "items", "keys", "values", "index", "count"} and isinstance(call, ast.Call) and call.func is parent
    if isinstance(parent, ast.Compare):
        return all(isinstance(operator, ast.In | ast.NotIn | ast.Eq | ast.NotEq) for operator in parent.ops)
    return isinstance(parent, ast.For | ast.comprehension) and parent.iter is use
