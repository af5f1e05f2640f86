"""Whether an output has the shape that its contract asks for: names, arity, methods, recursion."""

import ast

from engine.domain.contract import Contract, OracleTest

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def unsatisfied_constraints(contract: Contract, tree: ast.Module) -> tuple[str, ...]:
    """Everything that a contract asks for and a module does not have, in words; empty when it meets the contract.

    Checked: the function or class exists and takes as many arguments as the oracle passes, required methods exist, and recursion is
    there or not as asked (style `iterative` forbids it, `recursive` requires it), counted over the whole module.
    """
    found = _definition(contract, tree)
    if found is None:
        unit = "class" if contract.class_name else "function"
        return (f"the answer does not define the {unit} '{contract.entry_point}'",)
    return (*_interface(contract, found), *_recursion(contract, tree))


def _definition(contract: Contract, tree: ast.Module) -> ast.stmt | None:
    """The last definition or assignment of the entry point at the top level, because it is the one that holds."""
    found: ast.stmt | None = None
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and statement.name == contract.entry_point:
            found = statement
        if isinstance(statement, ast.Assign) and any(isinstance(n, ast.Name) and n.id == contract.entry_point for n in statement.targets):
            found = statement
    return found


def _interface(contract: Contract, found: ast.stmt) -> list[str]:
    if isinstance(found, ast.ClassDef):
        return _class_interface(contract, found)
    if contract.class_name:
        return [f"'{contract.class_name}' is not a class"]
    if not isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef):
        return []
    counts = {len(test.arguments) for test in contract.oracle_tests if not test.operations}
    return [f"'{found.name}' cannot be called with {_arguments(count)}" for count in sorted(counts) if not _accepts(found, count)]


def _class_interface(contract: Contract, found: ast.ClassDef) -> list[str]:
    if not contract.class_name:
        return [f"'{found.name}' is a class, not a function"]
    methods = {item.name: item for item in found.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef)}
    needed = list(dict.fromkeys([*contract.constraints.methods, *_called(contract.oracle_tests)]))
    missing = [] if found.bases else [name for name in needed if name not in methods and name != "__init__"]
    words = [f"'{found.name}' has no method '{name}'" for name in missing]
    for name, count in sorted(_calls(contract.oracle_tests)):
        if name in methods and not methods[name].decorator_list and not _accepts(methods[name], count + 1):
            words.append(f"'{found.name}.{name}' cannot be called with {_arguments(count)}")
    return words


def _called(tests: tuple[OracleTest, ...]) -> list[str]:
    return [name for name, _ in sorted(_calls(tests))]


def _calls(tests: tuple[OracleTest, ...]) -> set[tuple[str, int]]:
    steps = [step for test in tests for step in test.operations]
    return {("__init__" if step.name == "init" else step.name, len(step.arguments)) for step in steps}


def _arguments(count: int) -> str:
    return "1 argument" if count == 1 else f"{count} arguments"


def _accepts(function: _Function, count: int) -> bool:
    """Whether a function can be called with so many positional arguments."""
    arguments = function.args
    positional = len(arguments.posonlyargs) + len(arguments.args)
    needs_keyword = any(default is None for default in arguments.kw_defaults)
    return not needs_keyword and positional - len(arguments.defaults) <= count and (count <= positional or arguments.vararg is not None)


def _recursion(contract: Contract, tree: ast.Module) -> list[str]:
    wanted = contract.constraints.requires_recursion
    if wanted is None:
        wanted = {"iterative": False, "recursive": True}.get(contract.constraints.implementation_style or "")
    if wanted is None or wanted == is_recursive(tree):
        return []
    return ["the answer must be recursive" if wanted else "the answer must not be recursive"]


def is_recursive(tree: ast.Module) -> bool:
    """Whether any function of a module calls itself, directly or through others of the module, by name or as a method."""
    calls = {node.name: _callees(node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    return any(name in _reachable(name, calls) for name in calls)


def _callees(function: _Function) -> set[str]:
    called = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    names = {target.id for target in called if isinstance(target, ast.Name)}
    owned = (target for target in called if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name))
    return names | {target.attr for target in owned if isinstance(target.value, ast.Name) and target.value.id in ("self", "cls")}


def _reachable(name: str, calls: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(calls[name])
    while waiting:
        current = waiting.pop()
        if current in calls and current not in seen:
            seen.add(current)
            waiting.extend(calls[current])
    return seen


def misnamed_function(contract: Contract, tree: ast.Module) -> str | None:
    """The one function of a module that could be the contract's under another name: the only top-level one with the right arity."""
    if contract.function_name is None or _definition(contract, tree) is not None:
        return None
    counts = {len(test.arguments) for test in contract.oracle_tests if not test.operations}
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    fitting = {node.name for node in functions if counts and all(_accepts(node, count) for count in counts)}
    return fitting.pop() if len(fitting) == 1 else None


def unused_fixed_names(contract: Contract, tree: ast.Module) -> tuple[str, ...]:
    """The variable names that the contract fixes and a module does not bind anywhere, in words."""
    missing = dict.fromkeys(contract.constraints.fixed_variables)
    nodes = ast.walk(tree)
    while missing and (node := next(nodes, None)) is not None:
        missing.pop(_bound_name(node) or "", None)
    return tuple(f"the contract fixes the name '{name}', which the answer does not use" for name in missing)


def _bound_name(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name):
        return node.id if isinstance(node.ctx, ast.Store) else None
    return node.arg if isinstance(node, ast.arg) else None
