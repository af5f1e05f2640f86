"""Behaviour classes of a job, and what an output does outside the declared domain."""

from dataclasses import dataclass
from enum import StrEnum


class InputSource(StrEnum):
    """Where an input came from."""

    ORACLE = "oracle"
    OUT_OF_DOMAIN = "out_of_domain"
    GENERATED = "generated"


@dataclass(frozen=True, slots=True)
class Witness:
    """The smallest input on which two behaviour classes differ, as Python would write it, and what each of the two does on it."""

    other_class: int
    input: str
    source: InputSource
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class BehaviourClass:
    """Runs that gave the same observations on every input; `number` counts from 0 by falling size, then by first run.

    `incomplete_inputs` counts the inputs on which time, memory or stack ran out, so that nothing can be compared there;
    `undecided_with` names the classes that differ on no input that both finished: neither the same nor told apart.
    """

    number: int
    run_indexes: tuple[int, ...]
    passes_oracle: bool
    inputs: int
    incomplete_inputs: int = 0
    undecided_with: tuple[int, ...] = ()
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, slots=True)
class OutOfDomainCheck:
    """One input outside the declared domain: what the policy demands there, what was seen, and whether that is allowed."""

    input: str
    is_satisfied: bool
    expected: str
    observed: str


@dataclass(frozen=True, slots=True)
class OutOfDomainVerdict:
    """Whether an output keeps the contract's out-of-domain policy; `passed` is None where the policy demands nothing or nothing was run."""

    policy: str
    passed: bool | None
    checks: tuple[OutOfDomainCheck, ...] = ()
