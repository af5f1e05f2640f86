"""Looking at C trees of tree-sitter."""

from collections.abc import Iterator

import tree_sitter

from engine.restrictions.answer import Answer
from engine.restrictions.syntax import text_of, walk

Node = tree_sitter.Node
LOOPS = ("for_statement", "while_statement", "do_statement")


def functions(answer: Answer) -> list[Node]:
    """Every function definition. Raises Undecidable."""
    return answer.syntax_nodes.get("function_definition", [])


def of_type(node: Node | None, *types: str) -> Iterator[Node]:
    """The descendants of these types in reading order, the node itself included."""
    return (found for found in walk(node) if found.type in types) if node is not None else iter(())


def declared_name(declarator: Node | None) -> Node | None:
    """The identifier inside a declarator, however many pointers, brackets and parentheses surround it."""
    while declarator is not None and declarator.type not in ("identifier", "field_identifier", "type_identifier"):
        inner = declarator.child_by_field_name("declarator")
        if inner is None and declarator.type in ("parenthesized_declarator", "attributed_declarator", "init_declarator"):
            inner = next(iter(declarator.named_children), None)
        declarator = inner
    return declarator


def declarators(node: Node) -> list[Node]:
    """The declarators of a declaration."""
    return node.children_by_field_name("declarator")


def function_declarator(node: Node) -> Node | None:
    """The part of a definition or declaration that holds the parameters, if it declares a function and not a pointer to one."""
    declarator = node.child_by_field_name("declarator")
    while declarator is not None and declarator.type == "pointer_declarator":
        declarator = declarator.child_by_field_name("declarator")
    if declarator is None or declarator.type != "function_declarator":
        return None
    inner = declarator.child_by_field_name("declarator")
    return declarator if inner is not None and inner.type == "identifier" else None


def parameters_of(node: Node) -> list[Node]:
    """The parameter declarations of a function, without `void`."""
    declarator = function_declarator(node)
    holder = declarator.child_by_field_name("parameters") if declarator is not None else None
    found = [child for child in holder.named_children if child.type == "parameter_declaration"] if holder is not None else []
    return [child for child in found if text_of(child) != "void"]


def is_void(function: Node) -> bool:
    """Whether a function is declared to return nothing."""
    declarator = function.child_by_field_name("declarator")
    return text_of(function.child_by_field_name("type")) == "void" and declarator is not None and declarator.type == "function_declarator"


def has_storage(node: Node, word: str) -> bool:
    """Whether a declaration carries a storage class or qualifier, such as `static`."""
    return any(text_of(child) == word for child in node.children if child.type in ("storage_class_specifier", "type_qualifier"))


def called(call: Node) -> str:
    """The name that a call goes to; empty when it is not a plain name."""
    target = call.child_by_field_name("function")
    return text_of(target) if target is not None and target.type == "identifier" else ""


def integer(node: Node | None) -> int | None:
    """The value of an integer literal, or None for anything else."""
    text = text_of(node).rstrip("uUlL").replace("'", "")
    if node is None or node.type != "number_literal":
        return None
    try:
        is_octal = len(text) > 1 and text[0] == "0" and text.isdigit()
        return int(text, 8) if is_octal else int(text, 0)
    except ValueError:
        return None
