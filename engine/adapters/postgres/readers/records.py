"""What readers answer with: rows as immutable values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from engine.domain.behaviour import BehaviourClass
from engine.domain.contract import Contract, Source
from engine.domain.experiment import AnchorStrategy
from engine.domain.job import EndReason, EventKind, JobStatus
from engine.domain.json_value import JsonObject
from engine.domain.pins import Pins
from engine.domain.report import Anchor, FieldReport, RuleReport
from engine.domain.restriction import RestrictionSet
from engine.domain.run import EvidenceLevel, GenerationStatus, OutputAnalysis, PropertyDifference, Usage
from engine.domain.scores import MetricValue

# JSON that goes out as it is stored: a value, or its bytes (`orjson.Fragment`).
Document = Any


@dataclass(frozen=True, slots=True)
class ContractRecord:
    """One version of a contract."""

    id: UUID
    source: Source
    contract: Contract
    document: JsonObject
    content_hash: str
    created_at: datetime
    deprecation: str | None = None


@dataclass(frozen=True, slots=True)
class RestrictionSetRecord:
    """One version of a restriction set."""

    id: UUID
    source: Source
    restriction_set: RestrictionSet
    content_hash: str
    created_at: datetime
    deprecation: str | None = None


@dataclass(frozen=True, slots=True)
class AnchorRecord:
    """One anchor of a contract version, present or past."""

    id: UUID
    contract_id: UUID
    raw_output: str
    canonical_output: str
    pass_rate: float | None
    source_job_id: UUID | None
    source_run_index: int | None
    established_by: UUID | None
    reason: str | None
    confirmed_by: UUID | None
    confirmed_at: datetime | None
    replaced_by: UUID | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class JobRecord:
    """One job, without its contract's text."""

    id: UUID
    created_by: UUID | None
    client_job_id: str | None
    contract_id: UUID
    contract_version: str
    restriction_ids: tuple[UUID, ...]
    pins: Pins
    num_runs: int
    analyses: tuple[str, ...]
    accepted_evidence: EvidenceLevel
    anchor_strategy: AnchorStrategy
    config_hash: str
    status: JobStatus
    retry_count: int
    error_message: str | None
    end_reason: EndReason | None
    last_event_number: int
    generated_count: int
    unanswered_count: int
    analysed_count: int
    failed_count: int
    refused_count: int
    timed_out_count: int
    tier: str
    retry_of: UUID | None
    created_at: datetime
    started_at: datetime | None
    completed_at: datetime | None
    expires_at: datetime
    deadline_at: datetime

    @property
    def is_partial(self) -> bool:
        """Whether it has ended, and not every run has an answer."""
        return self.status.is_final and self.generated_count < self.num_runs


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run with everything known about it."""

    id: UUID
    job_id: UUID
    run_index: int
    status: GenerationStatus
    raw_output: str | None
    error_message: str | None
    usage: Usage
    analysis: OutputAnalysis | None
    repaired_output: str | None
    evidence: EvidenceLevel | None
    behaviour_class: int | None
    distance_pre: float | None
    distance_post: float | None
    property_differences: tuple[PropertyDifference, ...] | None
    provider_data: JsonObject
    canonical_output: str | None
    canonical_hash: str | None
    provider_document: Document


@dataclass(frozen=True, slots=True)
class ResultRecord:
    """One analysis of a whole job."""

    id: UUID
    job_id: UUID
    engine_version: str
    metrics: dict[str, MetricValue]
    rules: tuple[RuleReport, ...]
    anchor: Anchor | None
    notices: tuple[str, ...]
    behaviour_classes: tuple[BehaviourClass, ...]
    fields: tuple[FieldReport, ...]
    created_at: datetime
    archive: str | None
    metrics_document: Document
    judged_on: date | None = None


@dataclass(frozen=True, slots=True)
class ClassRecord:
    """Runs of a job that count as the same: by canonical form or by behaviour."""

    job_id: UUID
    key: str
    run_indexes: tuple[int, ...]
    example_output: str
    canonical_output: str | None
    oracle_passed: bool | None
    num_runs: int


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One numbered event of a job."""

    job_id: UUID
    number: int
    kind: EventKind
    payload: dict[str, Any]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class UserRecord:
    """One person."""

    id: UUID
    email: str
    display_name: str
    created_at: datetime
