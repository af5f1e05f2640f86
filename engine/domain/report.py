"""The result of a job: metrics, rules and runs."""

from dataclasses import dataclass
from datetime import date

from engine.domain.behaviour import BehaviourClass
from engine.domain.restriction import Severity, Violation
from engine.domain.run import RunReport
from engine.domain.scores import MetricValue


@dataclass(frozen=True, slots=True)
class ClassShare:
    """How many runs of one class break a rule, of how many; `key` is a behaviour class's number or a canonical form's hash."""

    key: str
    breaking: int
    runs: int


@dataclass(frozen=True, slots=True)
class RuleReport:
    """How reliably one rule was kept: pass and flip rate; `manual_reason` stands where no detector decides it.

    `breaking_runs` and `undecided_runs` (those for which it could not be decided) are the rule's row in the rule-by-run matrix; up to
    engine 0.4 the second were a subset of the first, of runs whose detector failed.
    `waived` counts violations that exceptions cover, `waived_runs` are the runs that have one. `anchor_violations` are those of the
    anchor, None without one, and `anchor_places` lists the first of them, with those that an exception covers. The shares say which
    behaviour classes and canonical forms (by the hash of the form by which answers count as the same program) break the rule, most
    breaking first.
    """

    set_id: str
    rule_id: str
    name: str
    severity: Severity
    pass_rate: MetricValue
    flip_rate: MetricValue
    violations: int
    manual_reason: str | None = None
    breaking_runs: tuple[int, ...] = ()
    undecided_runs: tuple[int, ...] = ()
    waived: int = 0
    anchor_violations: int | None = None
    behaviour_classes: tuple[ClassShare, ...] = ()
    canonical_forms: tuple[ClassShare, ...] = ()
    waived_runs: tuple[int, ...] = ()
    anchor_places: tuple[Violation, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """The reference output of a contract version: its text, its canonical form, and the run it came from, if it is one of this job's.

    `pass_rate` is its share of oracle tests passed: below 1 only where the contract's required pass rate is; None where it is not known.
    """

    raw_output: str
    canonical_output: str
    run_index: int | None
    pass_rate: float | None = None


@dataclass(frozen=True, slots=True)
class FieldReport:
    """One place in JSON answers: shares of answers that have it and that have its commonest value, and the agreement of pairs there.

    `pointer` is a JSON Pointer (RFC 6901); `commonest` is the value's JSON text; `distinct` counts different values.
    """

    pointer: str
    present: MetricValue
    largest: MetricValue
    agreement: MetricValue
    distinct: int
    commonest: str


@dataclass(frozen=True, slots=True)
class JobReport:
    """Everything a finished analysis says. `notices` are sentences that must stand wherever the numbers do.

    `fields` holds the places of JSON answers; empty for other kinds. `archive` is the hash of the artifact from which the job can be
    analysed again (64 hexadecimal digits of SHA-256), None where nothing was archived.
    `judged_on` is the day (UTC) that the rules' exceptions were judged on; None where no rule has one.
    """

    engine_version: str
    anchor: Anchor | None
    metrics: dict[str, MetricValue]
    rules: tuple[RuleReport, ...]
    runs: tuple[RunReport, ...]
    notices: tuple[str, ...] = ()
    behaviour_classes: tuple[BehaviourClass, ...] = ()
    fields: tuple[FieldReport, ...] = ()
    archive: str | None = None
    judged_on: date | None = None
