"""What a worker is told by environment variables named SKYT_*."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from engine.adapters.redis.admission import ProviderLimits
from engine.ports.job_queue import TIERS

Tier = Literal["free", "pro", "enterprise"]


class WorkerSettings(BaseSettings):
    """A worker's settings.

    A lease is what another worker waits for before it takes over the job of one that was killed; it is renewed three times
    in its life. It must outlast the longest time that a busy machine may hold up a worker's event loop. A turn is how many runs a job
    may generate before the next job's turn; `organization_jobs` bounds the jobs of one organization that run at once, over all
    workers; while other organizations are at work it is a third of that.
    """

    model_config = SettingsConfigDict(env_prefix="SKYT_", env_ignore_empty=True, extra="ignore")

    environment: Literal["development", "production"] = "development"
    database_url: str
    redis_url: str
    secret_key: SecretStr = Field(default=SecretStr(""))
    old_secret_keys: list[SecretStr] = []
    recorded_outputs: Path | None = None
    recorded_contracts: Path | None = None
    answer_latency_ms: float = Field(default=0, ge=0)
    worker_threads: int = Field(default=8, ge=1, le=256)
    lease_seconds: float = Field(default=15, gt=0)
    sweep_seconds: float = Field(default=3, gt=0)
    webhook_seconds: float = Field(default=30, gt=0)
    drain_seconds: float = Field(default=2, ge=0)
    turn_runs: int = Field(default=40, ge=1, le=1_000)
    organization_jobs: int = Field(default=6, ge=1, le=10_000)
    worker_tiers: tuple[Tier, ...] = TIERS
    provider_limits: dict[str, ProviderLimits] = {}
    metrics_port: int | None = Field(default=None, ge=1, le=65_535)
