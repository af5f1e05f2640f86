"""Where a worker's adapters are chosen."""

from collections.abc import Iterable
from uuid import UUID

from prometheus_client import Counter

from engine.adapters.artifact_settings import ArtifactSettings
from engine.adapters.filesystem.prices import load_prices
from engine.adapters.key_ring import KeyRing
from engine.adapters.layered_cache import LayeredCache
from engine.adapters.llm.recorded import RecordedClient
from engine.adapters.llm.remote.providers import remote_providers
from engine.adapters.llm.remote.settings import ProviderSettings
from engine.adapters.llm.sample import SampleClient
from engine.adapters.memory.cache import MemoryCache
from engine.adapters.memory.clock import SystemClock
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.due_jobs import due_jobs
from engine.adapters.postgres.provider_credentials import PostgresProviderCredentials
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.adapters.redis.cache import RedisCache
from engine.adapters.redis.progress_sink import RedisProgressSink
from engine.adapters.sandbox.counted import CountedSandbox
from engine.adapters.sandbox.fork_server_sandbox import ForkServerSandbox
from engine.adapters.tools.local import LocalTools
from engine.domain.job import Scope
from engine.pipeline.archive import Archive
from engine.pipeline.job_executor import JobExecutor
from engine.pipeline.job_pipeline import Pipeline
from engine.pipeline.toolbox import Toolbox
from engine.ports.llm_client import LlmClient
from workers.delayed_client import DelayedClient
from workers.settings import WorkerSettings

SWEPT = Counter("skyt_sweeper_due_jobs_total", "Jobs that the sweeper found waiting without a worker, counted at every look.")


class Rooms:
    """One worker process's adapters, put together. Used on one event loop only, which connects them at first use."""

    def __init__(self, settings: WorkerSettings) -> None:
        """Take the settings; nothing is connected yet."""
        self._settings = settings
        self._database = Database(settings.database_url, pool_size=settings.worker_threads)
        self._sink = RedisProgressSink(settings.redis_url)
        self._cache = RedisCache(settings.redis_url)
        store = PostgresResultStore(self._database)
        self._sandbox = ForkServerSandbox()
        cache = LayeredCache(MemoryCache(), self._cache)
        tools = Toolbox(CountedSandbox(self._sandbox), cache, tools=LocalTools(), clock=SystemClock())
        chosen = ProviderSettings()
        ring = KeyRing(settings.secret_key.get_secret_value(), [old.get_secret_value() for old in settings.old_secret_keys])
        credentials = PostgresProviderCredentials(self._database, ring)
        self._remote = remote_providers(chosen, load_prices(chosen.prices), credentials.load)
        clients = {client.name: client for client in (*_offline(settings), *self._remote)}
        self._artifacts = ArtifactSettings().open_store()
        pipeline = Pipeline(store, self._sink, clients, tools, Archive(self._artifacts))
        self._executor = JobExecutor(store, pipeline, settings.lease_seconds)

    async def execute(self, scope: Scope, job_id: UUID) -> None:
        """Run one job, unless there is nothing to do."""
        await self._executor.execute(scope, job_id)

    async def due_jobs(self) -> Iterable[tuple[UUID, UUID]]:
        """The organization and job ids of jobs that wait without a worker."""
        found = await due_jobs(self._database, queued_seconds=self._settings.sweep_seconds)
        SWEPT.inc(len(found))
        return found

    async def close(self) -> None:
        """Close every connection and end the sandbox."""
        self._sandbox.close()
        for client in self._remote:
            await client.close()
        self._cache.close()
        await self._artifacts.close()
        await self._sink.close()
        await self._database.close()


def _offline(settings: WorkerSettings) -> tuple[LlmClient, ...]:
    offline: list[LlmClient] = [SampleClient()]
    if settings.recorded_outputs is not None:
        offline.append(RecordedClient(settings.recorded_outputs))
    return tuple(DelayedClient(client, settings.answer_latency_ms) for client in offline)
