"""Putting the providers over the network together."""

from engine.adapters.llm.remote.anthropic_wire import AnthropicWire
from engine.adapters.llm.remote.client import KeyOf, RemoteClient, Surroundings
from engine.adapters.llm.remote.http_wire import HttpWire
from engine.adapters.llm.remote.openai_wire import OPENAI_URL, OpenAiWire
from engine.adapters.llm.remote.retry import RetryPolicy
from engine.adapters.llm.remote.settings import ProviderSettings
from engine.adapters.llm.remote.wire import Wire
from engine.domain.job import Scope
from engine.domain.price import PriceTable
from engine.ports.circuit_breakers import CircuitBreakers, ClosedCircuits

NEVER_OPEN = ClosedCircuits()


def remote_providers(
    settings: ProviderSettings, prices: PriceTable, key_of: KeyOf, breakers: CircuitBreakers = NEVER_OPEN
) -> tuple[RemoteClient, ...]:
    """OpenAI-compatible, Anthropic and `http`. Nothing is connected yet, no SDK is loaded yet.

    `key_of` gives the organization's own key; where it has none, the environment's serves. Only who asks needs breakers.
    """

    async def key(scope: Scope, provider: str) -> str | None:
        own = await key_of(scope, provider)
        return settings.key(provider) if own is None else own

    around = Surroundings(
        key_of=key,
        prices=prices,
        policy=RetryPolicy(settings.provider_max_attempts, settings.provider_max_seconds),
        requests_per_run=settings.job_requests_per_run,
        job_seconds=settings.job_max_seconds,
        max_cost_usd=settings.job_max_cost_usd,
        breakers=breakers,
    )
    is_openai = settings.openai_base_url == OPENAI_URL
    wires: tuple[Wire, ...] = (
        OpenAiWire(settings.openai_base_url, (*settings.openai_models, *(prices.models("openai") if is_openai else ()))),
        AnthropicWire(settings.anthropic_base_url, (*settings.anthropic_models, *prices.models("anthropic"))),
        HttpWire(allow_private=settings.allow_private_targets),
    )
    return tuple(RemoteClient(wire, around) for wire in wires)


async def no_own_keys(scope: Scope, provider: str) -> str | None:
    """For where organizations have no keys of their own."""
    del scope, provider
    return None
