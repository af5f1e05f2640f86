"""The nodes of a Python module by their type."""

import ast

# hold no node, or only an operator or a context, which no rule asks for
_LEAVES = frozenset({"attr", "conversion", "ctx", "id", "kind", "kwd_attrs", "level", "module", "op", "ops", "simple", "type_comment"})
_LEAF_TYPES = (ast.Constant, ast.Global, ast.Nonlocal)
# the fields of each type of nodes in which others can lie; a list among them holds nodes and None only
_BRANCHES = {
    cls: () if cls in _LEAF_TYPES else tuple(name for name in cls._fields if name not in _LEAVES)
    for cls in vars(ast).values()
    if isinstance(cls, type) and issubclass(cls, ast.AST)
}


def nodes_by_type(module: ast.Module) -> dict[type[ast.AST], list[ast.AST]]:
    """Every node of a module but contexts and operators, by its type, in the order of `ast.walk`."""
    found: list[ast.AST] = [module]
    index: dict[type[ast.AST], list[ast.AST]] = {}
    for node in found:
        cls = type(node)
        if cls in index:
            index[cls].append(node)
        else:
            index[cls] = [node]
        for name in _BRANCHES[cls]:
            value = getattr(node, name, None)
            if isinstance(value, list):
                found.extend(filter(None, value))
            elif isinstance(value, ast.AST):
                found.append(value)
    return index
