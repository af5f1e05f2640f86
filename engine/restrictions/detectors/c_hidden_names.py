"""Names in C that hide an outer one."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import Node, declarators, declared_name, parameters_of
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.syntax import text_of


def c_hidden_names(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each declared variable or parameter with the name of one that is visible from a surrounding block, function or the file."""
    del parameters
    yield from _in_scope(answer.syntax, frozenset())


def _in_scope(root: Node, outer: frozenset[str]) -> Iterator[Finding]:
    waiting: list[tuple[Node, frozenset[str]]] = [(root, outer)]
    while waiting:
        scope, visible = waiting.pop()
        names, inner = _contents(scope)
        yield from (finding_on(name, f"'{text_of(name)}' hides an outer name") for name in names if text_of(name) in visible)
        now = visible | {text_of(name) for name in names}
        waiting.extend((child, now) for child in inner)


def _contents(scope: Node) -> tuple[list[Node], list[Node]]:
    """The names that a scope declares itself, and the scopes directly inside it."""
    names: list[Node] = []
    inner: list[Node] = []
    waiting = list(reversed(scope.named_children))
    if scope.type == "function_definition":
        body = scope.child_by_field_name("body")
        names = [name for item in parameters_of(scope) if (name := declared_name(item.child_by_field_name("declarator"))) is not None]
        waiting = list(reversed(body.named_children)) if body is not None else []
    while waiting:
        node = waiting.pop()
        if node.type in ("compound_statement", "for_statement", "function_definition"):
            inner.append(node)
        elif node.type in ("struct_specifier", "union_specifier", "parameter_list", "type_definition"):
            continue
        else:
            if node.type == "declaration":
                found = [declared_name(item) for item in declarators(node)]
                names.extend(name for name in found if name is not None)
            waiting.extend(reversed(node.named_children))
    return names, inner


DETECTOR = Detector("c_hidden_names", C, c_hidden_names)
