"""Inputs about jobs."""

from datetime import datetime
from typing import cast

import strawberry
from strawberry.scalars import JSON

from api.schema.enums import AnchorStrategy, EvidenceLevel, JobStatus
from engine.domain.json_value import Json
from engine.domain.pins import Endpoint, Pins


@strawberry.input
class EndpointInput:
    """A system under test that answers a POST."""

    url: str
    body: JSON = strawberry.field(
        description="What to send; in its texts {prompt}, {system_prompt}, {model}, {temperature}, {top_p}, {seed}, {max_tokens} and "
        "{run_index} are replaced."
    )
    response_path: str = strawberry.field(description="Where the output stands in the answer: a JSON Pointer, empty for all of it.")
    key_header: str = "authorization"

    def value(self) -> Endpoint:
        """The endpoint as the engine knows it."""
        return Endpoint(self.url, cast("Json", self.body), self.response_path, self.key_header)


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
    endpoint: EndpointInput | None = strawberry.field(default=None, description="For provider `http`: whom to ask, and how.")

    def value(self) -> Pins:
        """The pins as the engine knows them."""
        endpoint = None if self.endpoint is None else self.endpoint.value()
        drawing = (self.temperature, self.top_p, self.seed, self.max_tokens)
        return Pins(self.provider, self.model, *drawing, self.system_prompt, tuple(self.stop), endpoint)


@strawberry.input
class EstimateJobInput:
    """An experiment whose cost is asked for before it is submitted."""

    contract_id: strawberry.ID
    pins: PinsInput
    num_runs: int


@strawberry.input
class SubmitJobInput:
    """One experiment; the same `clientJobId` submits it once however often it is sent.

    It expires when no worker begins it within `startWithinSeconds`, and is ended after `finishWithinSeconds`, both from now.
    """

    contract_id: strawberry.ID
    restriction_set_ids: list[strawberry.ID] = strawberry.field(default_factory=list)
    pins: PinsInput
    num_runs: int
    client_job_id: str | None = None
    analyses: list[str] = strawberry.field(
        default_factory=list,
        description="Names of metrics, `all` or `summary` for the headline ones, `properties`; empty means all metrics.",
    )
    accepted_evidence: EvidenceLevel = strawberry.field(
        default=EvidenceLevel.CHECKED, description="The weakest level of evidence that counts as rescued."
    )
    anchor_strategy: AnchorStrategy = strawberry.field(
        default=AnchorStrategy.FIRST, description="Which eligible output becomes the anchor, where the contract version has none yet."
    )
    max_cost_usd: float | None = strawberry.field(default=None, description="The most that its generations may cost, by the price table.")
    start_within_seconds: int = 86_400
    finish_within_seconds: int = 259_200


@strawberry.input
class JobFilter:
    """Which jobs to list; what is left out does not narrow the list.

    `contractId` is one version, `contractName` all versions. `search` is looked for in the client's job id, provider, model, error
    message, and the contract's name and title. `createdBefore` is not included, `createdAfter` is.
    """

    status: list[JobStatus] | None = None
    contract_id: strawberry.ID | None = None
    contract_name: str | None = None
    provider: str | None = None
    model: str | None = None
    restriction_set_id: strawberry.ID | None = None
    created_after: datetime | None = None
    created_before: datetime | None = None
    search: str | None = None
