"""Estimating jobs before they are submitted."""

from typing import Annotated

import strawberry

from api.context import Info
from api.schema import problems
from api.schema.jobs.inputs import EstimateJobInput
from api.schema.node import key_of
from api.schema.problems import InvalidInput, NotFound, NotSignedIn, Unavailable
from api.services import Services
from api.use_cases.estimate_job import estimate
from engine.domain import errors
from engine.domain.pins import Pins
from engine.pipeline.estimate import Estimate


@strawberry.type
class JobEstimate:
    """Tokens of all runs, cost and duration before the job runs; `how` says in sentences how each was reckoned.

    `costUsd` is null without a price; `highestCostUsd` is what it comes to when each answer is as long as maxTokens allows.
    """

    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None
    highest_cost_usd: float | None
    seconds: float
    how: list[str]
    notices: list[str]
    prices_version: str

    @classmethod
    def of(cls, found: Estimate, services: Services, pins: Pins) -> "JobEstimate":
        """Show an estimate."""
        return cls(
            prompt_tokens=found.prompt_tokens,
            completion_tokens=found.completion_tokens,
            cost_usd=found.cost_usd,
            highest_cost_usd=found.highest_cost_usd,
            seconds=found.seconds,
            how=list(found.how),
            notices=list(services.providers[pins.provider].notices(pins)),
            prices_version=services.prices.version,
        )


EstimateJobResult = Annotated[JobEstimate | InvalidInput | NotFound | NotSignedIn | Unavailable, strawberry.union("EstimateJobResult")]


@strawberry.type
class EstimateQueries:
    """For everybody who is signed in."""

    @strawberry.field(description="What a job would use and cost, and how that was reckoned.")
    async def estimate_job(self, info: Info, input: EstimateJobInput) -> EstimateJobResult:  # noqa: A002 - the argument's name in the schema
        """Check and reckon."""
        context, pins = info.context, input.pins.value()
        if context.viewer is None:
            return problems.not_signed_in()
        key = key_of(input.contract_id, "Contract")
        if key is None:
            return problems.not_found(errors.NotFound("contract", input.contract_id[:100], "use an id that the API gave you"))
        try:
            found = await estimate(context.services, context.loaders, context.viewer.scope, key, pins, input.num_runs)
        except errors.InvalidInput as error:
            return problems.invalid_input(error)
        except errors.NotFound as error:
            return problems.not_found(error)
        except errors.StoreUnavailable as error:
            return problems.unavailable(error)
        return JobEstimate.of(found, context.services, pins)
