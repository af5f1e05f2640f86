"""Answers that take their time: what is read from a file arrives at once, and a viewer would see nothing of a job's progress."""

import asyncio

from engine.domain.contract import Contract
from engine.domain.pins import Pins
from engine.domain.run import Generation
from engine.ports.llm_client import LlmClient, ModelInfo


class DelayedClient(LlmClient):
    """A provider whose every answer comes a fixed time later; everything else is the provider's own."""

    def __init__(self, client: LlmClient, latency_ms: float) -> None:
        """Take the provider and how many milliseconds each answer takes."""
        self._client, self._seconds = client, latency_ms / 1000
        self.name, self.title, self.notice = client.name, client.title, client.notice

    def models(self, contract: Contract) -> tuple[ModelInfo, ...]:
        """List the provider's models."""
        return self._client.models(contract)

    def check(self, contract: Contract, pins: Pins, num_runs: int) -> None:
        """Let the provider check the request. Raises InvalidInput."""
        self._client.check(contract, pins, num_runs)

    async def generate(self, contract: Contract, pins: Pins, run_index: int) -> Generation:
        """Wait, then ask the provider. Raises GenerationFailed."""
        await asyncio.sleep(self._seconds)
        return await self._client.generate(contract, pins, run_index)
