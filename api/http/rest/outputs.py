"""What REST answers with. Ids are UUIDs; `node_id` is the same thing's id in the graph."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, JsonValue

from api.schema.node import node_id
from engine.adapters.postgres.readers.records import ContractRecord, EventRecord, JobRecord, RestrictionSetRecord, ResultRecord
from engine.domain.contract import Kind, Source
from engine.domain.experiment import AnchorStrategy
from engine.domain.job import EndReason, EventKind, JobStatus
from engine.domain.restriction import Rule, Severity
from engine.domain.run import EvidenceLevel
from engine.domain.scores import Interval, MetricValue, NotScored
from engine.metrics.metric import Metric as KnownMetric
from engine.metrics.metric import Unit

T = TypeVar("T")


class PageOutput(BaseModel, Generic[T]):
    """A page of a list; `next` is what to send as `after` for the page that follows, null on the last one."""

    items: list[T]
    next: str | None


class ProgressOutput(BaseModel):
    """How far a job is: runs with an answer, runs that ended without one (by what came instead), outputs analysed, all of `total`."""

    total: int
    generated: int
    unanswered: int
    failed: int
    refused: int
    timed_out: int
    analysed: int
    last_event_number: int


class PinsOutput(BaseModel):
    """What fixes a generation; a system under test is not shown, because its address may hold a secret."""

    model_config = ConfigDict(from_attributes=True)

    provider: str
    model: str
    temperature: float
    top_p: float | None
    seed: int | None
    max_tokens: int | None
    system_prompt: str | None
    stop: list[str]


class JobOutput(BaseModel):
    """One job; `is_partial` says that it has ended, and not every run has an answer."""

    id: UUID
    node_id: str
    client_job_id: str | None
    status: JobStatus
    contract_id: UUID
    contract_version: str
    restriction_set_ids: list[UUID]
    pins: PinsOutput
    num_runs: int
    analyses: list[str]
    accepted_evidence: EvidenceLevel
    anchor_strategy: AnchorStrategy
    progress: ProgressOutput
    is_partial: bool
    retry_count: int
    error_message: str | None
    end_reason: EndReason | None
    retry_of: UUID | None
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None

    @classmethod
    def of(cls, record: JobRecord) -> "JobOutput":
        """Show a job."""
        plain = (
            "id", "client_job_id", "status", "contract_id", "contract_version", "num_runs", "accepted_evidence",
            "anchor_strategy", "is_partial", "retry_count", "error_message", "end_reason", "retry_of", "created_at", "started_at",
            "completed_at",
        )  # fmt: skip
        progress = ProgressOutput(
            total=record.num_runs,
            generated=record.generated_count,
            unanswered=record.unanswered_count,
            failed=record.failed_count,
            refused=record.refused_count,
            timed_out=record.timed_out_count,
            analysed=record.analysed_count,
            last_event_number=record.last_event_number,
        )
        return cls(
            **{name: getattr(record, name) for name in plain},
            node_id=node_id("Job", record.id),
            restriction_set_ids=list(record.restriction_ids),
            pins=PinsOutput.model_validate(record.pins),
            analyses=list(record.analyses),
            progress=progress,
        )


class RunAccepted(BaseModel):
    """The job; `is_new` is false when its `client_job_id` was known. The notices say what is pinned and does not reach the provider."""

    job: JobOutput
    is_new: bool
    notices: list[str]


class MetricOutput(BaseModel):
    """One metric: a value with numerator, denominator and interval, or the reason why it is not scored."""

    name: str
    label: str
    unit: Unit
    value: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    interval: Interval | None = None
    not_scored_reason: str | None = None

    @classmethod
    def of(cls, name: str, value: MetricValue, known: Mapping[str, KnownMetric]) -> "MetricOutput":
        """Show a metric; one that this engine version does not know is shown under its name."""
        label, unit = (known[name].label, known[name].unit) if name in known else (name, Unit.RATE)
        if isinstance(value, NotScored):
            return cls(name=name, label=label, unit=unit, not_scored_reason=value.reason)
        counts = {"numerator": value.numerator, "denominator": value.denominator}
        return cls(name=name, label=label, unit=unit, value=value.value, interval=value.interval, **counts)


class RuleOutput(BaseModel):
    """How reliably one rule was kept; `manual_reason` stands where no detector decides it."""

    set_id: str
    rule_id: str
    name: str
    severity: Severity
    pass_rate: MetricOutput
    flip_rate: MetricOutput
    violations: int
    waived: int
    breaking_runs: list[int]
    undecided_runs: list[int]
    manual_reason: str | None


class ResultOutput(BaseModel):
    """What a finished analysis says; the notices must stand wherever the numbers do."""

    engine_version: str
    created_at: datetime
    judged_on: date | None
    notices: list[str]
    metrics: list[MetricOutput]
    rules: list[RuleOutput]

    @classmethod
    def of(cls, record: ResultRecord, known: Mapping[str, KnownMetric]) -> "ResultOutput":
        """Show a result, its metrics in their order."""
        order = [name for name in known if name in record.metrics] + [name for name in record.metrics if name not in known]
        plain = ("set_id", "rule_id", "name", "severity", "violations", "waived", "manual_reason")
        rules = [
            RuleOutput(
                **{name: getattr(rule, name) for name in plain},
                pass_rate=MetricOutput.of("pass_rate", rule.pass_rate, known),
                flip_rate=MetricOutput.of("flip_rate", rule.flip_rate, known),
                breaking_runs=list(rule.breaking_runs),
                undecided_runs=list(rule.undecided_runs),
            )
            for rule in record.rules
        ]
        return cls(
            engine_version=record.engine_version,
            created_at=record.created_at,
            judged_on=record.judged_on,
            notices=list(record.notices),
            metrics=[MetricOutput.of(name, record.metrics[name], known) for name in order],
            rules=rules,
        )


class ContractOutput(BaseModel):
    """One version of a contract, with its document."""

    id: UUID
    node_id: str
    name: str
    version: str
    kind: Kind
    title: str
    source: Source
    content_hash: str
    deprecation: str | None
    created_at: datetime
    document: dict[str, JsonValue]

    @classmethod
    def of(cls, record: ContractRecord) -> "ContractOutput":
        """Show a contract."""
        own = {name: getattr(record, name) for name in ("id", "source", "content_hash", "deprecation", "created_at", "document")}
        said = {name: getattr(record.contract, name) for name in ("version", "kind", "title")}
        return cls(**own, **said, name=record.contract.id, node_id=node_id("Contract", record.id))


class RestrictionSetOutput(BaseModel):
    """One version of a restriction set, with its rules."""

    id: UUID
    node_id: str
    name: str
    version: str
    kinds: list[Kind]
    title: str
    description: str
    source: Source
    content_hash: str
    deprecation: str | None
    created_at: datetime
    rules: list[Rule]

    @classmethod
    def of(cls, record: RestrictionSetRecord) -> "RestrictionSetOutput":
        """Show a restriction set."""
        found = record.restriction_set
        own = {name: getattr(record, name) for name in ("id", "source", "content_hash", "deprecation", "created_at")}
        said = {name: getattr(found, name) for name in ("version", "title", "description")}
        lists = {"kinds": list(found.kinds), "rules": list(found.rules)}
        return cls(**own, **said, **lists, name=found.id, node_id=node_id("RestrictionSet", record.id))


class EventOutput(BaseModel):
    """One numbered event of a job, as the stream's `data`."""

    job_id: UUID
    number: int
    kind: EventKind
    payload: dict[str, JsonValue]
    created_at: datetime

    @classmethod
    def of(cls, record: EventRecord) -> "EventOutput":
        """Show an event."""
        return cls(**{name: getattr(record, name) for name in cls.model_fields})
