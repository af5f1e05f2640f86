"""Port: where answers come from."""

from dataclasses import dataclass
from typing import Protocol

from engine.domain.contract import Contract
from engine.domain.pins import Pins
from engine.domain.run import Generation


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """One model that a provider offers for a contract; `max_runs` is None where there is no limit."""

    name: str
    title: str
    max_runs: int | None = None
    temperature: float | None = None


class LlmClient(Protocol):
    """A provider of generations."""

    name: str
    title: str
    notice: str | None

    def models(self, contract: Contract) -> tuple[ModelInfo, ...]:
        """List the models that can answer this contract; empty where none can."""
        ...

    def check(self, contract: Contract, pins: Pins, num_runs: int) -> None:
        """Raise InvalidInput when these runs cannot be had from this provider, before anything is paid for."""
        ...

    async def generate(self, contract: Contract, pins: Pins, run_index: int) -> Generation:
        """Ask for one answer. Raises GenerationFailed when there is none."""
        ...
