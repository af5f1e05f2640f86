"""Names that stay local: a variable that is read but, after the rewrites, assigned nowhere would become a global one."""

import ast

from engine.canonicalization.program import Program
from engine.canonicalization.syntax import SCOPES
from engine.canonicalization.trees import child_nodes


def keep_local(program: Program) -> bool:
    """Start functions that read such a variable by `if False: x = None`, so that reading it still raises UnboundLocalError.

    Answers whether there is one. The facts must be those about the tree as it is.
    """
    variables = program.bindings.variables
    if all(variable.is_surely_bound for variable in variables.values()):
        return False
    occurrences = program.facts.occurrences
    lost = {
        name
        for name, variable in variables.items()
        if not variable.is_surely_bound and occurrences.loads.get(name) and not occurrences.stores.get(name)
    }
    if not lost:
        return False
    for function in occurrences.functions:
        read = [name for name in dict.fromkeys(_own_loads(function)) if name in lost]
        function.body[:0] = [
            ast.If(ast.Constant(False), [ast.Assign([ast.Name(name, ast.Store())], ast.Constant(None))], []) for name in read
        ]
    program.changed()
    return True


def _own_loads(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    found: list[str] = []
    stack: list[ast.AST] = list(reversed(function.body))
    while stack:
        node = stack.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found.append(node.id)
        if not isinstance(node, SCOPES):
            stack.extend(reversed(list(child_nodes(node))))
    return found
