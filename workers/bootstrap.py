"""Where a worker's adapters are chosen."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

from redis.asyncio import Redis

from engine.adapters.artifact_settings import ArtifactSettings
from engine.adapters.filesystem.prices import load_prices
from engine.adapters.key_ring import KeyRing
from engine.adapters.layered_cache import LayeredCache
from engine.adapters.llm.recorded import RecordedClient
from engine.adapters.llm.remembering import RememberingClient
from engine.adapters.llm.remote.client import RemoteClient
from engine.adapters.llm.remote.providers import remote_providers
from engine.adapters.llm.remote.settings import ProviderSettings
from engine.adapters.llm.sample import SampleClient
from engine.adapters.memory.cache import MemoryCache
from engine.adapters.memory.clock import SystemClock
from engine.adapters.open_telemetry import open_tracing
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.due_jobs import DueJob, NextJob, due_jobs, next_jobs, queue_states
from engine.adapters.postgres.endings import end_overdue_jobs
from engine.adapters.postgres.provider_credentials import PostgresProviderCredentials
from engine.adapters.postgres.result_store import PostgresResultStore
from engine.adapters.postgres.webhooks import PostgresWebhooks
from engine.adapters.redis.admission import RedisAdmission
from engine.adapters.redis.budget import Budget
from engine.adapters.redis.cache import RedisCache
from engine.adapters.redis.circuit_breakers import RedisCircuitBreakers
from engine.adapters.redis.company import Company
from engine.adapters.redis.ended_jobs import hear_ended_jobs
from engine.adapters.redis.leased_tokens import LeasedTokens
from engine.adapters.redis.progress_sink import RedisProgressSink
from engine.adapters.sandbox.counted import CountedSandbox
from engine.adapters.sandbox.fork_server_sandbox import ForkServerSandbox
from engine.adapters.tools.local import LocalTools
from engine.adapters.webhooks import WebhookSender
from engine.pipeline.archive import Archive
from engine.pipeline.job_executor import JobExecutor
from engine.pipeline.job_pipeline import Pipeline
from engine.pipeline.pace import Load, Pace, Times
from engine.pipeline.toolbox import Toolbox
from engine.pipeline.turn import Shared, Turn
from engine.ports.llm_client import LlmClient
from workers.delayed_client import DelayedClient
from workers.metrics import WorkerMetrics
from workers.processor_time import WantedTime
from workers.settings import WorkerSettings
from workers.turns import Turns


class Rooms:
    """One worker process's adapters, put together. Used on one event loop only, which connects them at first use."""

    def __init__(self, settings: WorkerSettings, metrics: WorkerMetrics, clients: Mapping[str, LlmClient] | None = None) -> None:
        """Take the settings, who counts, and the providers where they are not those of the settings; nothing is connected yet."""
        self._settings, self._metrics = settings, metrics
        self.tracing = open_tracing("skyt-worker")
        self._database = Database(settings.database_url, pool_size=settings.worker_threads)
        self._sink = RedisProgressSink(settings.redis_url)
        self._cache = RedisCache(settings.redis_url)
        self._redis = Redis.from_url(settings.redis_url, socket_connect_timeout=5, health_check_interval=30)
        self._tokens, self._company = LeasedTokens(self._redis), Company(self._redis)
        self._sandbox = ForkServerSandbox()
        self._stopping = asyncio.Event()
        self._remote, self._artifacts = _remote(settings, self._database, self._redis), ArtifactSettings().open_store()
        self._webhooks = _webhooks(settings, self._database)
        self._values = LayeredCache(MemoryCache(), self._cache)
        self._pace = Pace(settings.turn_runs, times=Times(used=WantedTime()))
        self._executor = self._make_executor(self._chosen_clients() if clients is None else clients)
        self._turns = Turns(self._next_jobs, self._executor.execute, self._place, self._stopping)

    def _chosen_clients(self) -> dict[str, LlmClient]:
        """The providers of the settings; those over the network repeat answers of earlier jobs where the operator wants it."""
        remote: Sequence[LlmClient] = self._remote
        if ProviderSettings().generation_cache:
            remote = [RememberingClient(client, self._values) for client in self._remote]
        return {client.name: client for client in (*_offline(self._settings), *remote)}

    def _make_executor(self, clients: Mapping[str, LlmClient]) -> JobExecutor:
        settings, store = self._settings, PostgresResultStore(self._database)
        admission = RedisAdmission(self._tokens, Budget(self._redis), settings.provider_limits)
        shared = Shared(admission, Archive(self._artifacts), self._metrics, self.tracing, pace=self._pace)
        tools = Toolbox(CountedSandbox(self._sandbox), self._values, tools=LocalTools(), clock=SystemClock())
        pipeline = Pipeline(store, self._sink, clients, tools, shared)
        return JobExecutor(store, pipeline, settings.lease_seconds, Turn(settings.turn_runs, self._stopping), self._metrics)

    async def take_turns(self) -> None:
        """Give jobs their turns until nothing can go on."""
        await self._turns.take()

    async def hear_ended_jobs(self) -> None:
        """Hear which jobs were ended, for ever."""
        await hear_ended_jobs(self._redis, self._executor.look)

    async def due_jobs(self) -> tuple[DueJob, ...]:
        """The jobs that wait without a worker, at most as many as this process can begin; also looks at the queues."""
        self._metrics.queues(await queue_states(self._database))
        settings = self._settings
        due = await due_jobs(self._database, settings.sweep_seconds, settings.worker_tiers, at_most=settings.worker_threads)
        self._metrics.swept(len(due))
        return due

    async def end_overdue_jobs(self) -> int:
        """End the jobs whose time is over and announce it; answers with their number."""
        events = await end_overdue_jobs(self._database)
        for event in events:
            await self._sink.publish(event)
            self._metrics.ended_overdue(str(event.payload["reason"]))
        return len(events)

    async def send_webhooks(self) -> int:
        """Send the webhooks' events that are due; answers with their number."""
        return await self._webhooks.send_due()

    @property
    def is_busy(self) -> bool:
        """Whether a job has a turn in this process."""
        return self._executor.is_busy

    async def drain(self) -> None:
        """Begin nothing more; what is being asked is finished and stored, and jobs go back to the queue."""
        self._stopping.set()

    async def close(self) -> None:
        """Close every connection and end the sandbox."""
        self._sandbox.close()
        for client in self._remote:
            await client.close()
        await self._webhooks.close()
        self._cache.close()
        await self._artifacts.close()
        await self._sink.close()
        await self._redis.aclose()
        await self._database.close()
        await asyncio.to_thread(self.tracing.close)

    async def _next_jobs(self) -> tuple[NextJob, ...]:
        return await next_jobs(self._database, self._settings.worker_tiers)

    @asynccontextmanager
    async def _place(self, organization_id: UUID, runs_left: int) -> AsyncIterator[bool]:
        """One of an organization's places."""
        others = await self._company.join(organization_id, runs_left)
        places = others.share_of(self._settings.organization_jobs)
        with self._pace.turn(organization_id, Load(runs_left, others.least_left)):
            async with self._tokens.place(f"skyt:running:{organization_id}", places) as has_place:
                yield has_place


def _remote(settings: WorkerSettings, database: Database, redis: Redis) -> Sequence[RemoteClient]:
    chosen, credentials = ProviderSettings(), PostgresProviderCredentials(database, _key_ring(settings))
    return remote_providers(chosen, load_prices(chosen.prices), credentials.load, RedisCircuitBreakers(redis))


def _webhooks(settings: WorkerSettings, database: Database) -> WebhookSender:
    webhooks = PostgresWebhooks(database, _key_ring(settings))
    return WebhookSender(webhooks, allow_private=ProviderSettings().allow_private_targets)


def _key_ring(settings: WorkerSettings) -> KeyRing:
    return KeyRing(settings.secret_key.get_secret_value(), [old.get_secret_value() for old in settings.old_secret_keys])


def _offline(settings: WorkerSettings) -> tuple[LlmClient, ...]:
    offline: list[LlmClient] = [SampleClient()]
    if settings.recorded_outputs is not None:
        offline.append(RecordedClient(settings.recorded_outputs))
    return tuple(DelayedClient(client, settings.answer_latency_ms) for client in offline)
