"""What REST takes: bodies and queries, with their bounds."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue

from api.schema.node import MAX_FIRST
from api.schema.order import MAX_TEXT
from api.use_cases.order_faults import CONTROL_FREE, LONGEST_SECONDS, MAX_ANALYSES, MAX_COST_USD, MAX_RUNS
from api.use_cases.restriction_sets import MAX_CHARACTERS
from api.use_cases.submit_job import MAX_SETS, Order
from engine.adapters.postgres.submissions import Times
from engine.domain.contract import Kind, Source
from engine.domain.experiment import AnchorStrategy
from engine.domain.pins import Endpoint, Pins
from engine.domain.run import EvidenceLevel

_WORDS = {"true": True, "false": False}
Flag = Annotated[bool, Field(strict=True), BeforeValidator(lambda text: _WORDS.get(text, text))]


class Body(BaseModel):
    """A body: what it does not know is refused, and nothing is guessed."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


class Query(BaseModel):
    """A query: what it does not know is refused."""

    model_config = ConfigDict(extra="forbid")


class EndpointInput(Body):
    """For provider `http`: a system under test that answers a POST."""

    url: str = Field(max_length=2000)
    body: JsonValue = Field(description="What to send; placeholders such as {prompt} are replaced in its texts.")
    response_path: str = Field(max_length=1000, description="Where the output stands in the answer: a JSON Pointer, empty for all of it.")
    key_header: str = Field(default="authorization", max_length=100)


class PinsInput(Body):
    """Everything that fixes a generation."""

    provider: str = Field(min_length=1, max_length=100)
    model: str = Field(min_length=1, max_length=300)
    temperature: float = Field(default=0.0, ge=0, le=2)
    top_p: float | None = Field(default=None, gt=0, le=1)
    seed: int | None = Field(default=None, ge=0, le=2**31 - 1)
    max_tokens: int | None = Field(default=None, ge=1, le=1_000_000)
    system_prompt: str | None = Field(default=None, max_length=20_000)
    stop: list[Annotated[str, Field(min_length=1, max_length=200)]] = Field(default_factory=list, max_length=16)
    endpoint: EndpointInput | None = None

    def value(self) -> Pins:
        """The pins as the engine knows them."""
        endpoint = None if self.endpoint is None else Endpoint(**self.endpoint.model_dump())
        drawing = (self.temperature, self.top_p, self.seed, self.max_tokens)
        return Pins(self.provider, self.model, *drawing, self.system_prompt, tuple(self.stop), endpoint)


class RunInput(Body):
    """One experiment; the same `client_job_id` (or `Idempotency-Key`) submits it once however often it is sent."""

    contract_id: UUID
    restriction_set_ids: list[UUID] = Field(default_factory=list, max_length=MAX_SETS)
    pins: PinsInput
    num_runs: int = Field(ge=1, le=MAX_RUNS)
    client_job_id: str | None = Field(default=None, min_length=1, max_length=200, pattern=CONTROL_FREE)
    analyses: list[str] = Field(
        default_factory=list,
        max_length=MAX_ANALYSES,
        description="Names of metrics, `all`, `summary`, `properties`; empty means all metrics.",
    )
    accepted_evidence: EvidenceLevel = EvidenceLevel.CHECKED
    anchor_strategy: AnchorStrategy = AnchorStrategy.FIRST
    max_cost_usd: float | None = Field(default=None, gt=0, le=MAX_COST_USD)
    start_within_seconds: int = Field(default=86_400, ge=1, le=LONGEST_SECONDS)
    finish_within_seconds: int = Field(default=259_200, ge=1, le=LONGEST_SECONDS)

    def order(self, client_job_id: str | None) -> Order:
        """The experiment as the use case takes it."""
        return Order(
            contract_id=self.contract_id,
            restriction_set_ids=tuple(self.restriction_set_ids),
            pins=self.pins.value(),
            num_runs=self.num_runs,
            client_job_id=client_job_id,
            analyses=tuple(self.analyses),
            accepted_evidence=self.accepted_evidence,
            anchor_strategy=self.anchor_strategy,
            max_cost_usd=self.max_cost_usd,
            times=Times(self.start_within_seconds, self.finish_within_seconds),
        )


class RestrictionSetInput(Body):
    """A restriction set as a document; a new version where the organization has a set of its id."""

    document: str = Field(min_length=1, max_length=MAX_CHARACTERS)
    format: Literal["yaml", "json"] = "yaml"


class PageQuery(Query):
    """Which page: how many, and after which place (`next` of the page before)."""

    first: int = Field(default=50, ge=1, le=MAX_FIRST)
    after: str | None = Field(default=None, max_length=500)


class VersionQuery(PageQuery):
    """Which versions to list; `search` is looked for in name and title."""

    search: str | None = Field(default=None, max_length=MAX_TEXT, pattern=CONTROL_FREE)
    kind: Kind | None = None
    source: Source | None = None
    newest_only: Flag = False


class StreamQuery(Query):
    """After which event to go on; the header `Last-Event-ID` comes first."""

    after: int = Field(default=0, ge=0, le=2**31 - 1)


class ExportQuery(Query):
    """In which format."""

    format: Literal["json", "ndjson", "csv", "parquet"] = "json"


class NoQuery(Query):
    """No parameters."""
