"""Port: trying rules on a text, or on a set's own examples, away from the process that asks."""

from dataclasses import dataclass
from typing import Protocol

from engine.domain.contract import Kind
from engine.domain.restriction import BoundRule, ExampleResult, RestrictionSet, Violation

MAX_VIOLATIONS = 500


@dataclass(frozen=True, slots=True)
class OutputTrial:
    """What rules say about one output: the first 500 violations, how many there are, and (set id, rule id) of each rule that it breaks.

    `undecided` are the rules that could not be decided, of which a mandatory one keeps the output from complying, as a broken one does.
    """

    violations: tuple[Violation, ...] = ()
    total: int = 0
    broken: tuple[tuple[str, str], ...] = ()
    undecided: tuple[tuple[str, str], ...] = ()
    complies: bool = True


class RuleTrials(Protocol):
    """Holds texts against rules without saving anything; nothing of a text is executed."""

    async def try_output(self, rules: tuple[BoundRule, ...], output: str, kind: Kind) -> OutputTrial:
        """Hold an output against rules. Raises ToolFailed when too many wait, or when it does not end in time."""
        ...

    async def run_examples(self, restriction_set: RestrictionSet) -> tuple[ExampleResult, ...]:
        """Hold every example of a set against its rule. Raises ToolFailed as above."""
        ...
