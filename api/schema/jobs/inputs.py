"""Inputs about jobs."""

import strawberry

from api.schema.enums import AnchorStrategy, EvidenceLevel, JobStatus


@strawberry.input
class PinsInput:
    """Everything that fixes a generation."""

    provider: str
    model: str
    temperature: float = 0
    top_p: float | None = None
    seed: int | None = None
    max_tokens: int | None = None
    system_prompt: str | None = None
    stop: list[str] = strawberry.field(default_factory=list)


@strawberry.input
class SubmitJobInput:
    """One experiment; the same `clientJobId` submits it once however often it is sent."""

    contract_id: strawberry.ID
    restriction_set_ids: list[strawberry.ID] = strawberry.field(default_factory=list)
    pins: PinsInput
    num_runs: int
    client_job_id: str | None = None
    analyses: list[str] = strawberry.field(
        default_factory=list, description="Names of metrics, `summary` for the headline ones, `properties`; empty means all metrics."
    )
    accepted_evidence: EvidenceLevel = strawberry.field(
        default=EvidenceLevel.CHECKED, description="The weakest level of evidence that counts as rescued."
    )
    anchor_strategy: AnchorStrategy = strawberry.field(
        default=AnchorStrategy.FIRST, description="Which eligible output becomes the anchor, where the contract version has none yet."
    )


@strawberry.input
class JobFilter:
    """Which jobs to list."""

    status: list[JobStatus] | None = None
    contract_id: strawberry.ID | None = None
