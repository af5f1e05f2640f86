"""Port: where answers come from."""

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol

from engine.domain.contract import Contract
from engine.domain.experiment import ExperimentConfig
from engine.domain.job import Scope, Used
from engine.domain.pins import Pins
from engine.domain.run import Generation


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """One model that a provider offers for a contract; `max_runs` is None where there is no limit."""

    name: str
    title: str
    max_runs: int | None = None
    temperature: float | None = None


NOTHING_USED = Used()

REQUEST_KEY: ContextVar[str | None] = ContextVar("request_key", default=None)
"""The key of the run that is being asked for: the same whenever it is asked for again, so that a provider that takes idempotency keys
answers a repeated question without working, and being paid, twice."""


def idempotency_headers() -> dict[str, str]:
    """The header `Idempotency-Key` (IETF draft-ietf-httpapi-idempotency-key-header) for the run being asked for, if there is one."""
    key = REQUEST_KEY.get()
    return {"Idempotency-Key": key} if key is not None else {}


class LlmClient(Protocol):
    """A provider of generations. What has a body here holds for providers that read their answers from files.

    `account` names what the provider counts apart, such as a key; None where it is the organization that asks.
    """

    name: str
    title: str
    notice: str | None
    takes_any_model: bool = False
    account: str | None = None

    def models(self, contract: Contract) -> tuple[ModelInfo, ...]:
        """List the models that can answer this contract; empty where none can, or where `takes_any_model` and none are named."""
        ...

    def check(self, contract: Contract, pins: Pins, num_runs: int) -> None:
        """Raise InvalidInput when these runs cannot be had from this provider, before anything is paid for."""
        ...

    def notices(self, pins: Pins) -> tuple[str, ...]:
        """Sentences that must stand before such a job starts and wherever its results do: what the provider is, which pins it ignores."""
        del pins
        return (self.notice,) if self.notice else ()

    async def for_job(self, scope: Scope, config: ExperimentConfig, used: Used = NOTHING_USED) -> "LlmClient":
        """The provider as one job uses it: with the organization's key, and with the job's ceilings, of which a part is used up.

        Raises InvalidInput when the organization has no key for it.
        """
        del scope, config, used
        return self

    async def generate(self, contract: Contract, pins: Pins, run_index: int) -> Generation:
        """Ask for one answer. Raises GenerationFailed when there is none and nothing is known beyond its reason."""
        ...
