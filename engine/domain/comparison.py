"""What a comparison of two jobs says."""

from dataclasses import dataclass
from enum import StrEnum

from engine.domain.scores import Interval, MetricValue


class Verdict(StrEnum):
    """Whether something changed between two jobs."""

    SAME = "same"
    CHANGED = "changed"
    CANNOT_TELL = "cannot tell yet"


class Direction(StrEnum):
    """Which way something changed; `different` where neither is better."""

    BETTER = "better"
    WORSE = "worse"
    DIFFERENT = "different"
    NONE = "none"


class Subject(StrEnum):
    """What a line of a comparison is about."""

    RATE = "rate"
    AGREEMENT = "agreement"
    CLASSES = "classes"
    DISTANCE = "distance"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """One number of both jobs: second minus first with its interval, tests, and the verdict on it.

    `p_value` is the test's own, `adjusted_p_value` after Holm's correction over everything compared together; both are None where
    the interval alone decides. `runs_needed` is per job, in all. `note` says what a reader must know beside it.
    """

    name: str
    label: str
    subject: Subject
    first: MetricValue
    second: MetricValue
    difference: float | None
    interval: Interval | None
    effect_size: float | None
    test: str | None
    p_value: float | None
    adjusted_p_value: float | None
    verdict: Verdict | None
    direction: Direction
    runs_needed: int | None = None
    note: str | None = None
    noise: Interval | None = None

    @property
    def noise_band(self) -> Interval | None:
        """The differences that chance alone explains: by the test, else the difference's interval moved to zero; None without either."""
        if self.noise is not None or self.interval is None:
            return self.noise
        centre = self.difference or 0.0
        return Interval(self.interval.low - centre, self.interval.high - centre, self.interval.confidence)


@dataclass(frozen=True, slots=True)
class ClassChange:
    """A class of outputs that only one of the jobs has: its key, its size, and the index of its first run."""

    key: str
    size: int
    run_index: int


@dataclass(frozen=True, slots=True)
class ClassChanges:
    """The classes that only the second job has, and those that only the first one has."""

    new: tuple[ClassChange, ...] = ()
    vanished: tuple[ClassChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two jobs of one contract held against each other.

    `verdict` is None when they cannot be compared, and then `reasons` says why. `sentence` says it all in one sentence; `more_runs` is
    how many further runs each job needs before a decision is likely.
    """

    first: str
    second: str
    contract_id: str
    verdict: Verdict | None
    sentence: str
    reasons: tuple[str, ...] = ()
    more_runs: int | None = None
    values: tuple[ComparedValue, ...] = ()
    forms: ClassChanges = ClassChanges()
    behaviours: ClassChanges = ClassChanges()
    better_rules: tuple[str, ...] = ()
    worse_rules: tuple[str, ...] = ()
