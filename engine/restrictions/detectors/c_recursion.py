"""Control flow in C that cannot be followed: recursion, goto, setjmp."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import called, functions, of_type
from engine.restrictions.call_cycles import cycle_of
from engine.restrictions.detector import C, Detector
from engine.restrictions.detectors.metric_limit import name_of
from engine.restrictions.finding import Finding, finding_on


def c_recursion(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each goto, call of setjmp or longjmp, and call through which a function of the file can come back to itself, by name."""
    del parameters
    edges: dict[str, set[str]] = {}
    for function in functions(answer):
        edges.setdefault(name_of(function), set()).update(called(call) for call in of_type(function, "call_expression"))
    cycles = cycle_of(edges)
    for function in functions(answer):
        name = name_of(function)
        for call in of_type(function, "call_expression"):
            target = called(call)
            if target in ("setjmp", "longjmp"):
                yield finding_on(call, f"'{target}' jumps between functions")
            elif target in edges and cycles[target] == cycles[name]:
                words = f"'{name}' calls itself" if target == name else f"'{name}' comes back to itself through '{target}'"
                yield finding_on(call, words)
    for jump in answer.syntax_nodes.get("goto_statement", []):
        yield finding_on(jump, "goto makes the flow of control hard to follow")


DETECTOR = Detector("c_recursion", C, c_recursion)
