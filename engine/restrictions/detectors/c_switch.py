"""The form of C switch statements."""

from collections.abc import Iterator

from engine.domain.json_value import JsonObject
from engine.restrictions.answer import Answer
from engine.restrictions.c_trees import Node
from engine.restrictions.detector import C, Detector
from engine.restrictions.finding import Finding, finding_on
from engine.restrictions.parameters import text
from engine.restrictions.syntax import text_of, walk

_COMPARISONS = {"==", "!=", "<", ">", "<=", ">=", "&&", "||"}


def c_switch(answer: Answer, parameters: JsonObject) -> Iterator[Finding]:
    """Each switch statement that breaks one `check`.

    Checks: `break` (a clause that falls through; return, goto and continue are not breaks), `default` (none), `default_place` (neither
    first nor last), `clauses` (fewer than two), `nested_label` (a case inside another block), `boolean` (a condition that is true or
    false).
    """
    check = text(parameters, "check")
    for switch in answer.syntax_nodes.get("switch_statement", []):
        body = switch.child_by_field_name("body")
        cases = [item for item in body.named_children if item.type == "case_statement"] if body is not None else []
        yield from _CHECKS[check](switch, cases)


def _is_default(case: Node) -> bool:
    return case.child_by_field_name("value") is None


def _statements(case: Node) -> list[Node]:
    value = case.child_by_field_name("value")
    return [item for item in case.named_children if item != value and item.type != "comment"]


def _break(_: Node, cases: list[Node]) -> Iterator[Finding]:
    for case in cases:
        statements = _statements(case)
        while statements and statements[-1].type == "compound_statement":
            statements = [item for item in statements[-1].named_children if item.type != "comment"] or [statements[-1].parent]  # type: ignore[list-item]
            if statements[-1].type == "case_statement":
                break
        if _statements(case) and statements[-1].type != "break_statement":
            yield finding_on(case, "the clause does not end with break")


def _default(switch: Node, cases: list[Node]) -> Iterator[Finding]:
    if not any(map(_is_default, cases)):
        yield finding_on(switch, "the switch has no default")


def _default_place(_: Node, cases: list[Node]) -> Iterator[Finding]:
    yield from (finding_on(case, "default is neither first nor last") for case in cases[1:-1] if _is_default(case))


def _clauses(switch: Node, cases: list[Node]) -> Iterator[Finding]:
    filled = sum(bool(_statements(case)) for case in cases)
    if filled < 2:
        yield finding_on(switch, f"the switch has {filled} clauses, fewer than 2")


def _nested_label(switch: Node, cases: list[Node]) -> Iterator[Finding]:
    own = {case.id for case in cases}
    for node in walk(switch, "switch_statement"):
        if node.type == "case_statement" and node.id not in own:
            yield finding_on(node, "a label of the switch stands inside another block")


def _boolean(switch: Node, _: list[Node]) -> Iterator[Finding]:
    condition = switch.child_by_field_name("condition")
    while condition is not None and condition.type == "parenthesized_expression":
        condition = condition.named_children[0] if condition.named_children else None
    operator = condition.child_by_field_name("operator") if condition is not None else None
    if condition is not None and (condition.type in ("true", "false") or text_of(operator) in (*_COMPARISONS, "!")):
        yield finding_on(condition, "the condition of the switch is true or false")


_CHECKS = {
    "break": _break,
    "default": _default,
    "default_place": _default_place,
    "clauses": _clauses,
    "nested_label": _nested_label,
    "boolean": _boolean,
}

DETECTOR = Detector("c_switch", C, c_switch, {"check": {"enum": [*_CHECKS]}}, ("check",))
