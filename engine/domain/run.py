"""A run: one generation, and what the analysis found out about it."""

from dataclasses import dataclass, field
from enum import StrEnum

from engine.domain.behaviour import OutOfDomainVerdict
from engine.domain.json_value import JsonObject
from engine.domain.restriction import Violation


class GenerationStatus(StrEnum):
    """How a generation ended. Everything but `generated` is counted apart and never dropped."""

    GENERATED = "generated"
    FAILED = "failed"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"


class EvidenceLevel(StrEnum):
    """How the sameness of an output and its anchor was established, strictest first."""

    IDENTICAL = "identical"
    CANONICAL = "canonical"
    CHECKED = "checked"
    BEHAVIOURAL = "behavioural"

    def is_within(self, accepted: "EvidenceLevel") -> bool:
        """Whether this level is at least as strict as another."""
        order = tuple(EvidenceLevel)
        return order.index(self) <= order.index(accepted)


@dataclass(frozen=True, slots=True)
class Usage:
    """What a generation used: tokens in and out, its latency in milliseconds, its cost; None where the provider does not say.

    `cached_tokens` are among the prompt's, `reasoning_tokens` among the completion's. `cost_usd` is reckoned from the price table.
    """

    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    latency_ms: float | None = None
    cached_tokens: int | None = None
    reasoning_tokens: int | None = None
    cost_usd: float | None = None

    @property
    def tokens(self) -> int | None:
        """All tokens, in and out; None where the provider says neither."""
        said = [count for count in (self.prompt_tokens, self.completion_tokens) if count is not None]
        return sum(said) if said else None


@dataclass(frozen=True, slots=True)
class Generation:
    """One answer of a model, or the reason why there is none. Run indexes count from 0."""

    run_index: int
    status: GenerationStatus
    raw_output: str | None = None
    error_message: str | None = None
    usage: Usage = field(default_factory=Usage)
    provider_data: JsonObject = field(default_factory=dict)

    @property
    def requests(self) -> int:
        """How many requests it took, as its record says; 1 where that says nothing."""
        attempts = self.provider_data.get("attempts", 1)
        return attempts if isinstance(attempts, int) else 1


@dataclass(frozen=True, slots=True)
class TestVerdict:
    """One oracle test's outcome: passed or not, and what was observed instead of what was expected, as readable text."""

    __test__ = False

    description: str
    passed: bool
    outcome: str
    expected: str
    observed: str


@dataclass(frozen=True, slots=True)
class OracleVerdict:
    """Whether an output passes the oracle: its share of passed tests is at least the contract's required pass rate."""

    passed: bool
    verdicts: tuple[TestVerdict, ...] = ()
    isolation: str = "none"
    problem: str | None = None

    @property
    def pass_rate(self) -> float:
        """The share of tests passed, in [0, 1]; 0 when none was run."""
        return sum(verdict.passed for verdict in self.verdicts) / len(self.verdicts) if self.verdicts else 0.0


@dataclass(frozen=True, slots=True)
class RescueStep:
    """One rewrite that changed the output: the pass's name and a unified diff."""

    name: str
    diff: str


@dataclass(frozen=True, slots=True)
class OutputAnalysis:
    """What can be said of one output alone, whatever the other runs are. `problem` says why there is no canonical form.

    `checked_output` is the form that holds under the named `assumptions`, reached from the canonical form by `checked_steps`; equal to
    the canonical form where nothing more could be confirmed. `defects` are Skyt's own: forms that the guard threw away.
    `naming` names what the contract fixes and the output calls otherwise; it never counts against an output.
    `repaired_violations` are those of the checked form, else of the canonical one, where there is one; `canonical_violations` are those
    of the canonical form where that is another text.
    """

    raw_hash: str
    canonical_output: str | None
    canonical_hash: str
    steps: tuple[RescueStep, ...]
    oracle: OracleVerdict
    observations: str
    violations: tuple[Violation, ...]
    unsatisfied_constraints: tuple[str, ...] = ()
    problem: str | None = None
    checked_output: str | None = None
    checked_hash: str = ""
    checked_steps: tuple[RescueStep, ...] = ()
    assumptions: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    out_of_domain: OutOfDomainVerdict | None = None
    repaired_violations: tuple[Violation, ...] | None = None
    canonical_violations: tuple[Violation, ...] | None = None

    @property
    def form_hash(self) -> str:
        """The hash of the form by which answers count as the same program: the checked one, else the canonical one."""
        return self.checked_hash or self.canonical_hash


@dataclass(frozen=True, slots=True)
class PropertyDifference:
    """One foundational property in which an output and the anchor differ, and in words the first place where they part."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class RunReport:
    """One run inside a finished job: its output's analysis and where it stands relative to the anchor.

    Distances are in [0, 1]; None where there is no output or no anchor. `behaviour_class` numbers classes by falling size.
    `property_differences` is None where they were not asked for, or where the output or the anchor has no syntax tree.
    """

    run_index: int
    status: GenerationStatus
    raw_output: str | None
    error_message: str | None = None
    analysis: OutputAnalysis | None = None
    repaired_output: str | None = None
    evidence: EvidenceLevel | None = None
    behaviour_class: int | None = None
    distance_pre: float | None = None
    distance_post: float | None = None
    property_differences: tuple[PropertyDifference, ...] | None = None
