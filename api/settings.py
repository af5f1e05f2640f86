"""What the API process is told by environment variables named SKYT_*."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

_REPOSITORY = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """The settings of one API process. Secrets are never shown."""

    model_config = SettingsConfigDict(env_prefix="SKYT_", env_ignore_empty=True, extra="ignore")

    environment: Literal["development", "production"] = "development"
    database_url: str = "postgresql+asyncpg://skyt_app@localhost/skyt"
    redis_url: str = "redis://localhost:6379"
    secret_key: SecretStr = Field(default=SecretStr(""))
    old_secret_keys: list[SecretStr] = []
    host: str = "127.0.0.1"
    port: int = Field(default=8700, ge=1, le=65535)
    public_url: str | None = None
    allowed_origins: list[str] = []
    frontend_dir: Path = _REPOSITORY / "frontend" / "dist"
    recorded_outputs: Path | None = None
    recorded_contracts: Path | None = None
    session_days: int = Field(default=14, ge=1, le=365)
    max_body_bytes: int = Field(default=1_000_000, ge=1_000)
    max_query_cost: int = Field(default=500_000, ge=1)
    query_seconds: float = Field(default=30.0, gt=0)
    persisted_operations: Path | None = None
    only_persisted_operations: bool = False
    viewer_cache_seconds: float = Field(default=2.0, ge=0, le=60)
    socket_init_seconds: float = Field(default=10.0, gt=0)
    max_sockets: int = Field(default=5_000, ge=1)
    database_pool_size: int = Field(default=10, ge=1, le=100)
    oidc_issuer: str | None = None
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None

    @property
    def is_production(self) -> bool:
        """Whether cookies are sent over TLS only, and explorer and introspection are off."""
        return self.environment == "production"

    @property
    def has_oidc(self) -> bool:
        """Whether an OpenID Connect provider is configured."""
        return bool(self.oidc_issuer and self.oidc_client_id)
