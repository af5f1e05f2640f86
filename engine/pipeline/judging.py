"""Holding outputs against the rules that hold for a contract."""

from engine.canonicalization.fences import fenced_blocks
from engine.domain.contract import Kind
from engine.domain.restriction import Violation
from engine.pipeline.toolbox import Toolbox, Yardstick
from engine.restrictions.answer import Answer
from engine.restrictions.evaluation import find_violations
from engine.restrictions.registry import detectors

_C_LABELS = {"c", "h", ""}


def violations_of(output: str, yardstick: Yardstick, tools: Toolbox) -> tuple[Violation, ...]:
    """Every violation of the yardstick's rules in an output; places count in the code itself where a fence surrounds it."""
    if not yardstick.rules:
        return ()
    text = c_code(output) if yardstick.contract.kind is Kind.C else output
    answer = Answer(text, yardstick.contract.kind, sandbox=tools.sandbox, tools=tools.tools)
    return find_violations(answer, yardstick.rules, detectors())


def c_code(output: str) -> str:
    """The C code in an output: its fenced blocks that are labelled as C or not at all, or the output itself when there is none."""
    blocks = [block.text for block in fenced_blocks(output) if block.label in _C_LABELS]
    return "\n".join(blocks) if blocks else output


def new_violations(before: tuple[Violation, ...], after: tuple[Violation, ...]) -> tuple[Violation, ...]:
    """Those violations after a repair whose rule was kept, or broken in fewer places, before it."""
    counts: dict[tuple[str, str], int] = {}
    for violation in before:
        counts[(violation.set_id, violation.rule_id)] = counts.get((violation.set_id, violation.rule_id), 0) + (violation.waiver is None)
    introduced = []
    for violation in after:
        key = (violation.set_id, violation.rule_id)
        counts[key] = counts.get(key, 0) - (violation.waiver is None)
        if counts[key] < 0 and violation.waiver is None:
            introduced.append(violation)
    return tuple(introduced)
