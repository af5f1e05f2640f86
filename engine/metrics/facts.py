"""What metrics are computed from: per run the few facts that count, without any text."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from engine.domain.run import EvidenceLevel, GenerationStatus


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One run: how it was generated, its classes, verdicts and distances; None where there was no answer or no anchor.

    `raw_class`, `canonical_class` and `behaviour_class` are keys that are equal exactly when texts, canonical forms and observed
    behaviours are.
    """

    status: GenerationStatus
    raw_class: str | None = None
    canonical_class: str | None = None
    behaviour_class: str | None = None
    passes_oracle: bool = False
    evidence: EvidenceLevel | None = None
    distance_pre: float | None = None
    distance_post: float | None = None
    breaks_mandatory_rule: bool = False
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    latency_ms: float | None = None
    cost_usd: float | None = None

    @property
    def is_answered(self) -> bool:
        """Whether the model gave an answer."""
        return self.status is GenerationStatus.GENERATED


@dataclass(frozen=True, slots=True)
class JobFacts:
    """All runs of a job, and what was there to hold them against; an output may have no oracle and no behaviour by its kind."""

    runs: tuple[RunFacts, ...]
    has_anchor: bool
    required_pass_rate: float = 1.0
    has_mandatory_rules: bool = False
    accepted_evidence: EvidenceLevel = EvidenceLevel.CHECKED
    has_oracle: bool = True
    has_behaviour: bool = True

    @property
    def num_runs(self) -> int:
        """N: all runs, the unanswered ones too."""
        return len(self.runs)

    def is_at_anchor(self, run: RunFacts) -> bool:
        """Whether a run is at the anchor after repair: at distance 0, or with evidence of a level that is accepted."""
        return run.distance_post == 0 or (run.evidence is not None and run.evidence.is_within(self.accepted_evidence))

    def count(self, holds: Callable[[RunFacts], bool]) -> int:
        """How many runs something holds for."""
        return sum(map(holds, self.runs))

    def class_sizes(self, key: str) -> list[int]:
        """The sizes of the classes of answered runs by one of their class keys, largest first."""
        classes = Counter(value for run in self.runs if (value := getattr(run, key)) is not None)
        return sorted(classes.values(), reverse=True)

    def values(self, key: str) -> list[float]:
        """One number per run, of the runs that have it, in their order."""
        return [float(value) for run in self.runs if (value := getattr(run, key)) is not None]
