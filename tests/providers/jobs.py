"""One job's use of a provider, with a clock that only moves when somebody waits."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from engine.adapters.filesystem.prices import load_prices
from engine.adapters.llm.remote.client import RemoteClient, Surroundings
from engine.adapters.llm.remote.retry import RetryPolicy, Waiting
from engine.adapters.llm.remote.wire import Wire
from engine.domain.experiment import ExperimentConfig, resolve_experiment
from engine.domain.job import Scope, Used
from engine.domain.pins import Pins
from engine.ports.llm_client import NOTHING_USED, LlmClient
from tests.conformance.samples import CONTRACT

OPEN: list[Wire] = []
SCOPE = Scope(UUID(int=1))


@dataclass
class Clock:
    """Time that passes while somebody sleeps, and not otherwise."""

    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds

    def now(self) -> float:
        return self.seconds


def surroundings(clock: Clock, key: str | None = "secret-key", policy: RetryPolicy | None = None, **changes) -> Surroundings:
    async def key_of(scope: Scope, provider: str) -> str | None:
        return key

    waiting = Waiting(clock.sleep, clock.now, lambda: 0.5)
    return Surroundings(key_of, load_prices(), policy or RetryPolicy(), waiting=waiting, **changes)


def config(pins: Pins, num_runs: int = 4, max_cost_usd: float | None = None) -> ExperimentConfig:
    return replace(resolve_experiment(CONTRACT, (), pins, num_runs), max_cost_usd=max_cost_usd)


async def job(wire: Wire, around: Surroundings, experiment: ExperimentConfig, used: Used = NOTHING_USED) -> LlmClient:
    OPEN.append(wire)
    return await RemoteClient(wire, around).for_job(SCOPE, experiment, used)
