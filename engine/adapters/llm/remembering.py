"""A provider whose answers are remembered across jobs, for operators who would rather repeat an answer than pay for it twice.

The key holds the run's index, so the runs of one job never share an answer: repeats are not collapsed.
"""

import asyncio
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from engine.domain.contract import Contract
from engine.domain.experiment import ExperimentConfig, contract_hash
from engine.domain.job import Scope, Used
from engine.domain.json_value import content_hash
from engine.domain.pins import Pins
from engine.domain.run import Generation, GenerationStatus, Usage
from engine.ports.cache import Cache
from engine.ports.llm_client import NOTHING_USED, LlmClient, ModelInfo

NOTICE = (
    "answers may be repeated from an earlier job of this organization with the same contract, pins and run number (the cache of "
    "generations is on): where they are, two jobs agree because they share answers"
)
REMEMBERED = "remembered"
_GENERATION = TypeAdapter(Generation)
_PINS = TypeAdapter(Pins)


class RememberingClient(LlmClient):
    """The port LlmClient over another one."""

    def __init__(self, client: LlmClient, cache: Cache) -> None:
        """Take the provider and where answers are remembered."""
        self._client, self._cache = client, cache
        self.name, self.title, self.notice, self.takes_any_model = client.name, client.title, client.notice, client.takes_any_model
        self.account = client.account

    def models(self, contract: Contract) -> tuple[ModelInfo, ...]:
        """The provider's models."""
        return self._client.models(contract)

    def check(self, contract: Contract, pins: Pins, num_runs: int) -> None:
        """Let the provider check the request. Raises InvalidInput."""
        self._client.check(contract, pins, num_runs)

    def notices(self, pins: Pins) -> tuple[str, ...]:
        """The provider's, and that answers may be repeated."""
        return (*self._client.notices(pins), NOTICE)

    async def for_job(self, scope: Scope, config: ExperimentConfig, used: Used = NOTHING_USED) -> LlmClient:
        """The provider for one job, in front of it the answers that its organization remembers. Raises what the provider raises."""
        question = content_hash([contract_hash(config.contract), _PINS.dump_python(config.pins, mode="json")])
        prefix = f"generation:{scope.organization_id}:{question}"
        return RememberingJob(await self._client.for_job(scope, config, used), self._cache, prefix)

    async def generate(self, contract: Contract, pins: Pins, run_index: int) -> Generation:
        """Ask the provider: without a job nobody knows whose answers may be repeated. Raises GenerationFailed."""
        return await self._client.generate(contract, pins, run_index)


class RememberingJob(RememberingClient):
    """One job's use of it."""

    def __init__(self, client: LlmClient, cache: Cache, prefix: str) -> None:
        """Take the job's provider, the cache, and what its keys begin with."""
        super().__init__(client, cache)
        self._prefix = prefix

    async def generate(self, contract: Contract, pins: Pins, run_index: int) -> Generation:
        """The remembered answer of this run, marked as such and free of charge; else a new one. Raises GenerationFailed."""
        key = f"{self._prefix}:{run_index}"
        known = _read(await asyncio.to_thread(self._cache.get, key))
        if known is not None:
            return replace(known, usage=Usage(cost_usd=0.0), provider_data={**known.provider_data, REMEMBERED: True})
        generation = await self._client.generate(contract, pins, run_index)
        if generation.status is GenerationStatus.GENERATED:
            await asyncio.to_thread(self._cache.put, key, _GENERATION.dump_json(generation))
        return generation


def _read(content: bytes | None) -> Generation | None:
    """A remembered generation; None for what another version wrote."""
    try:
        return None if content is None else _GENERATION.validate_json(content)
    except ValidationError:
        return None
