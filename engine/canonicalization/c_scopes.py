"""Which declaration each local name of a C function refers to (C17, section 6.2.1)."""

from collections.abc import Iterator

from tree_sitter import Node

Bindings = dict[int, tuple[str, int]]
_SCOPES = {"compound_statement", "for_statement"}
_DECLARATORS = {"pointer_declarator", "array_declarator", "parenthesized_declarator", "function_declarator", "init_declarator"}


def bindings(root: Node) -> Bindings:
    """For the first byte of every use of a local name its name and its number in its function, counted from 1 by declaration.

    Raises RecursionError for a tree that is nested too deeply.
    """
    found: Bindings = {}
    for node in root.children:
        for function in _functions(node):
            if not any(child.type == "declaration" for child in function.children):
                _Function(found).function(function)
    return found


def _functions(node: Node) -> Iterator[Node]:
    """Function definitions, also those inside of conditional or linkage blocks."""
    if node.type == "function_definition":
        yield node
    elif node.type.startswith("preproc_") or node.type in ("linkage_specification", "declaration_list"):
        for child in node.children:
            yield from _functions(child)


class _Function:
    """Walks one function definition with a stack of scopes; a number of None is a name that must stay."""

    def __init__(self, found: Bindings) -> None:
        self.found, self.count = found, 0
        self.scopes: list[dict[str, int | None]] = [{}]

    def function(self, node: Node) -> None:
        declarator = node.child_by_field_name("declarator")
        while declarator is not None and declarator.type != "function_declarator":
            declarator = declarator.child_by_field_name("declarator")
        parameters = declarator.child_by_field_name("parameters") if declarator is not None else None
        for child in parameters.children if parameters is not None else ():
            self.visit(child)
        body = node.child_by_field_name("body")
        if body is not None:
            self.visit(body)

    def visit(self, node: Node) -> None:
        if node.type == "identifier":
            self.use(node)
        elif node.type in _SCOPES:
            self.scoped(node)
        elif node.type in ("declaration", "parameter_declaration"):
            self.declaration(node)
        elif node.type == "enumerator":
            self.enumerator(node)
        elif node.type not in ("preproc_def", "preproc_function_def", "preproc_include", "preproc_call", "function_definition"):
            for child in node.children:
                self.visit(child)

    def scoped(self, node: Node) -> None:
        self.scopes.append({})
        for child in node.children:
            self.visit(child)
        self.scopes.pop()

    def declaration(self, node: Node) -> None:
        is_extern = any(child.type == "storage_class_specifier" and child.text == b"extern" for child in node.children)
        for child in node.children:
            if child.type == "identifier" or child.type in _DECLARATORS:
                self.declarator(child, stays=is_extern)
            else:
                self.visit(child)

    def declarator(self, node: Node, *, stays: bool) -> None:
        """Bind the declared name after array sizes and parameters, and before its initial value, where it is in scope already."""
        if node.type == "identifier":
            self.bind(node, stays=stays)
            self.use(node)
            return
        inner = node.child_by_field_name("declarator") or next((child for child in node.children if _declares(child)), None)
        is_prototype = node.type == "function_declarator" and inner is not None and inner.type == "identifier"
        value = node.child_by_field_name("value")
        for child in node.children:
            if child not in (inner, value):
                self.scoped(child) if child.type == "parameter_list" else self.visit(child)
        if inner is not None:
            self.declarator(inner, stays=stays or is_prototype)
        if value is not None:
            self.visit(value)

    def enumerator(self, node: Node) -> None:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if value is not None:
            self.visit(value)
        if name is not None:
            self.bind(name, stays=True)

    def bind(self, node: Node, *, stays: bool) -> None:
        scope, name = self.scopes[-1], _text(node)
        if name not in scope:
            self.count += not stays
            scope[name] = None if stays else self.count

    def use(self, node: Node) -> None:
        name = _text(node)
        for scope in reversed(self.scopes):
            if name in scope:
                number = scope[name]
                if number is not None:
                    self.found[node.start_byte] = (name, number)
                return


def _declares(node: Node) -> bool:
    return node.type == "identifier" or node.type in _DECLARATORS


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")
