"""Recursion, direct or through other functions of the module."""

import ast
from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.call_cycles import cycle_of
from engine.restrictions.detector import PYTHON, Detector
from engine.restrictions.finding import Finding, finding_at
from engine.restrictions.functions import called_name


def recursion(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each call through which a function of the module can come back to itself; calls by name and on `self` or `cls` are followed."""
    del parameters
    names = {function.name for function in answer.functions}
    if names.isdisjoint(map(called_name, answer.nodes(ast.Call))):
        return
    calls = [(function.name, node) for function in answer.functions for node in ast.walk(function) if isinstance(node, ast.Call)]
    edges: dict[str, set[str]] = {function.name: set() for function in answer.functions}
    for caller, call in calls:
        name = called_name(call)
        if name in edges:
            edges[caller].add(name)
    cycles = cycle_of(edges)
    for caller, call in {id(call): (caller, call) for caller, call in calls}.values():
        name = called_name(call)
        if name in edges and cycles[name] == cycles[caller]:
            yield finding_at(call, f"'{caller}' calls itself" if name == caller else f"'{caller}' comes back to itself through '{name}'")


DETECTOR = Detector("recursion", PYTHON, recursion)
