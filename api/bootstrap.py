"""The only place of the API that picks adapters."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.artifacts import ArtifactLinks
from api.auth.throttle import Throttle
from api.listener import Listener
from api.queue import DramatiqJobQueue
from api.services import Services
from api.settings import Settings
from api.trials import ContractTrials
from api.viewers import CHANNEL, Viewers
from engine.adapters.artifact_settings import ArtifactSettings
from engine.adapters.filesystem.prices import load_prices
from engine.adapters.key_ring import KeyRing
from engine.adapters.llm.recorded import RecordedClient
from engine.adapters.llm.remembering import RememberingClient
from engine.adapters.llm.remote.providers import remote_providers
from engine.adapters.llm.remote.settings import ProviderSettings
from engine.adapters.llm.sample import SampleClient
from engine.adapters.memory.cache import MemoryCache
from engine.adapters.open_telemetry import open_tracing
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.notices import Notices
from engine.adapters.postgres.provider_credentials import PostgresProviderCredentials
from engine.adapters.postgres.webhooks import PostgresWebhooks
from engine.adapters.redis.progress_sink import RedisProgressSink
from engine.adapters.redis.rate_limiter import RateLimiter
from engine.adapters.rule_trials.process import ProcessRuleTrials
from engine.adapters.sandbox.fork_server_sandbox import ForkServerSandbox
from engine.metrics.registry import METRICS
from engine.ports.llm_client import LlmClient


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[Services]:
    """The services of one process; closed at the end."""
    tracing = open_tracing("skyt-api")
    database = Database(settings.database_url, pool_size=settings.database_pool_size, trace_parent=tracing.current)
    listener, throttle = Listener(settings.redis_url), Throttle(settings.redis_url)
    queue, sink = DramatiqJobQueue(settings.redis_url, tracing), RedisProgressSink(settings.redis_url)
    clients: list[LlmClient] = [SampleClient()]
    if settings.recorded_outputs is not None:
        clients.append(RecordedClient(settings.recorded_outputs))
    chosen = ProviderSettings()
    prices = load_prices(chosen.prices)
    rates = RateLimiter(settings.redis_url)
    credentials = PostgresProviderCredentials(database, _key_ring(settings))
    remote = remote_providers(chosen, prices, credentials.load)
    shown = [RememberingClient(client, MemoryCache()) for client in remote] if chosen.generation_cache else remote
    providers = {client.name: client for client in (*clients, *shown)}
    kept = ArtifactSettings()
    links = ArtifactLinks(kept.open_store(), settings.secret_key.get_secret_value(), kept.artifact_link_seconds)
    sandbox = ForkServerSandbox(max_children=1)
    trials = ContractTrials(sandbox, Throttle(settings.redis_url, window_seconds=60), settings.trials_per_minute)
    viewers = Viewers(settings.viewer_cache_seconds, lambda: notices.is_connected)
    notices = Notices(settings.database_url, CHANNEL, viewers.forget, viewers.forget_all)
    try:
        notices.start()
        rule_trials = ProcessRuleTrials()
        hooks = (PostgresWebhooks(database, _key_ring(settings)), chosen.allow_private_targets)
        shared = (prices, links, viewers, rates, rule_trials, trials, *hooks, tracing)
        yield Services(settings, database, listener, queue, sink, throttle, providers, METRICS, credentials, *shared)
    finally:
        await notices.close()
        await trials.close()
        sandbox.close()
        for client in remote:
            await client.close()
        await links.store.close()
        await listener.close()
        await throttle.close()
        await rates.close()
        queue.close()
        await sink.close()
        await database.close()
        await asyncio.to_thread(tracing.close)


def _key_ring(settings: Settings) -> KeyRing:
    return KeyRing(settings.secret_key.get_secret_value(), [old.get_secret_value() for old in settings.old_secret_keys])
