"""Which names a module mentions anywhere, however: as a name, an attribute, an import or a text."""

import ast

from engine.canonicalization.trees import walk


def mentioned_names(tree: ast.AST) -> set[str]:
    """Every identifier used as a name or attribute, every part of an imported name, and every short text that could name one."""
    names: set[str] = set()
    for node in walk(tree):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
        elif isinstance(node, ast.alias):
            names.update(node.name.split("."))
        elif isinstance(node, ast.ImportFrom):
            names.update((node.module or "").split("."))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            names.add(node.value)
    return names


def imported_modules(tree: ast.AST) -> set[str]:
    """The top-level packages that a module imports; a relative import counts as `.`."""
    modules: set[str] = set()
    for node in walk(tree):
        if isinstance(node, ast.Import):
            modules.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            modules.add("." if node.level else (node.module or "").split(".")[0])
    return modules
