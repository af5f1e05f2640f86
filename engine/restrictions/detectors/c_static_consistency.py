"""Functions in C that are static in one place only."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import declared_name, function_declarator, has_storage
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.syntax import text_of


def c_static_consistency(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each declaration or definition without `static` of a function that another of the file declares `static`."""
    del parameters
    nodes = [*answer.syntax_nodes.get("declaration", []), *answer.syntax_nodes.get("function_definition", [])]
    named = [(text_of(declared_name(declarator)), node) for node in nodes if (declarator := function_declarator(node)) is not None]
    internal = {name for name, node in named if has_storage(node, "static")}
    for name, node in named:
        if name in internal and not has_storage(node, "static"):
            yield finding_on(node, f"'{name}' is static elsewhere in the file", "Add static here too.")


DETECTOR = Detector("c_static_consistency", C, c_static_consistency)
