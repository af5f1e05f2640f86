"""C loops that end in several places."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import LOOPS, Node
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.syntax import walk


def c_loop_exits(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each loop with more than one break or goto of its own."""
    del parameters
    for kind in LOOPS:
        for loop in answer.syntax_nodes.get(kind, []):
            exits = list(_exits(loop))
            if len(exits) > 1:
                yield finding_on(loop, f"the loop can be left in {len(exits)} places")


def _exits(loop: Node) -> Iterator[Node]:
    for node in walk(loop, *LOOPS, "switch_statement"):
        if node.type in ("break_statement", "goto_statement"):
            yield node


DETECTOR = Detector("c_loop_exits", C, c_loop_exits)
