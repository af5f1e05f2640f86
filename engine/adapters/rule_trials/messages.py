"""What the two sides of a trial tell each other, as JSON on standard input and output."""

from dataclasses import dataclass, field

from pydantic import TypeAdapter

from engine.domain.contract import Kind
from engine.domain.restriction import BoundRule, ExampleResult, RestrictionSet
from engine.ports.rule_trials import OutputTrial


@dataclass(frozen=True, slots=True)
class TrialRequest:
    """An output with its kind and the rules to hold it against; or a set whose examples are to be run."""

    output: str = ""
    kind: Kind = Kind.PYTHON
    rules: tuple[BoundRule, ...] = ()
    examples_of: RestrictionSet | None = None


@dataclass(frozen=True, slots=True)
class TrialAnswer:
    """What was found."""

    trial: OutputTrial = field(default_factory=OutputTrial)
    examples: tuple[ExampleResult, ...] = ()


REQUEST = TypeAdapter(TrialRequest)
ANSWER = TypeAdapter(TrialAnswer)
