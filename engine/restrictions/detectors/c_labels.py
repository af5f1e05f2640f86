"""Labels in C and the jumps to them."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import Node, functions, of_type
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.parameters import text
from engine.restrictions.syntax import text_of


def c_labels(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """By `check`: each label that no goto names (`unused`), each goto that goes back (`backward`) or into a block (`nested`)."""
    check = text(parameters, "check")
    for function in functions(answer):
        labels = {text_of(item.child_by_field_name("label")): item for item in of_type(function, "labeled_statement")}
        jumps = list(of_type(function, "goto_statement"))
        if check == "unused":
            used = {text_of(jump.child_by_field_name("label")) for jump in jumps}
            yield from (finding_on(label, f"nothing jumps to the label '{name}'") for name, label in labels.items() if name not in used)
            continue
        for jump in jumps:
            name = text_of(jump.child_by_field_name("label"))
            if name in labels and _is_wrong(jump, labels[name], check):
                yield finding_on(jump, f"'goto {name}' jumps {'back' if check == 'backward' else 'into a block'}")


def _is_wrong(jump: Node, label: Node, check: str) -> bool:
    if check == "backward":
        return bool(label.start_byte < jump.start_byte)
    block = label.parent
    while block is not None and block.type == "labeled_statement":
        block = block.parent
    return block is None or not (block.start_byte <= jump.start_byte and jump.end_byte <= block.end_byte)


DETECTOR = Detector("c_labels", C, c_labels, {"check": {"enum": ["unused", "backward", "nested"]}}, ("check",))
