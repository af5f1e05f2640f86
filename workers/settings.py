"""What a worker is told by environment variables named SKYT_*."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class WorkerSettings(BaseSettings):
    """A worker's settings.

    A lease is what another worker waits for before it takes over the job of one that was killed; it is renewed three times
    in its life. It must outlast the longest time that a busy machine may hold up a worker's event loop.
    """

    model_config = SettingsConfigDict(env_prefix="SKYT_", env_ignore_empty=True, extra="ignore")

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
    metrics_port: int | None = Field(default=None, ge=1, le=65535)
