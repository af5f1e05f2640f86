"""Restriction sets, their rules, and the places where an output breaks one."""

from dataclasses import dataclass, field
from enum import StrEnum

from engine.domain.contract import Kind, Source
from engine.domain.json_value import JsonObject


class Severity(StrEnum):
    """How binding a rule is."""

    MANDATORY = "mandatory"
    REQUIRED = "required"
    ADVISORY = "advisory"


@dataclass(frozen=True, slots=True)
class Waiver:
    """An exception to a rule, until the day `expires` (ISO 8601, inclusive): for some contracts, or all if none is named.

    With `excerpt`, only violations whose excerpt contains that text are waived. Waived violations are listed and do not count.
    """

    reason: str
    expires: str
    contracts: tuple[str, ...] = ()
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Examples:
    """Outputs that keep a rule, and outputs that break it; `skyt restrictions test` runs them."""

    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One restriction. `detector` names what decides it; None means nobody but a person can, and `manual_reason` says why.

    `kinds` narrows the kinds of output of its set; empty means all of them.
    """

    id: str
    name: str
    description: str
    severity: Severity
    category: str = "general"
    rationale: str = ""
    detector: str | None = None
    parameters: JsonObject = field(default_factory=dict)
    manual_reason: str | None = None
    suggestion: str | None = None
    references: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    exceptions: tuple[Waiver, ...] = ()
    examples: Examples = field(default_factory=Examples)


@dataclass(frozen=True, slots=True)
class RestrictionSet:
    """A versioned, immutable collection of rules for some kinds of output."""

    id: str
    version: str
    title: str
    description: str
    rules: tuple[Rule, ...]
    kinds: tuple[Kind, ...] = (Kind.PYTHON,)
    authority: str | None = None
    reference: str | None = None
    source: Source = Source.USER
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Violation:
    """One place where an output breaks a rule; lines count from 1, columns count characters from 0.

    `is_undecided` marks a rule that could not be decided, and the message says why: the output is not known to break it, nor to keep it.
    `is_internal_error` marks one of these whose detector failed, which is not the output's fault. `waiver` is the reason of the exception
    that covers this place; such a violation is listed and does not count.
    """

    set_id: str
    rule_id: str
    severity: Severity
    message: str
    line: int
    column: int
    end_line: int
    end_column: int
    excerpt: str
    suggestion: str | None = None
    is_internal_error: bool = False
    waiver: str | None = None
    is_undecided: bool = False

    @property
    def counts(self) -> bool:
        """Whether the violation breaks its rule, which one that is waived or undecided does not."""
        return self.waiver is None and not (self.is_undecided or self.is_internal_error)

    @property
    def prevents_compliance(self) -> bool:
        """Whether the run does not comply because of it: a mandatory rule that is not known to be kept, or a detector that failed."""
        return self.waiver is None and (self.severity is Severity.MANDATORY or self.is_internal_error)


@dataclass(frozen=True, slots=True)
class BoundRule:
    """A rule together with the restriction set that it came from, and those of its exceptions that are in force."""

    set_id: str
    set_version: str
    rule: Rule
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What a rule's detector said about one of its examples; `number` counts from 1 among the good or the bad ones."""

    rule_id: str
    is_good: bool
    number: int
    messages: tuple[str, ...]
    is_internal_error: bool = False
    is_undecided: bool = False

    @property
    def passed(self) -> bool:
        """Whether a good example kept the rule, or a bad one broke it; one that could not be decided shows neither."""
        return not (self.is_internal_error or self.is_undecided) and self.is_good is not bool(self.messages)
