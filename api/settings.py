"""What the API process is told by environment variables named SKYT_*."""

import re
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from engine.domain.quota import DEFAULT_ALLOWANCES, Allowance, Tier

_ORIGIN = re.compile(r"https?://[a-z0-9.\-\[\]:]+")
_REPOSITORY = Path(__file__).resolve().parent.parent


class OidcProvider(BaseModel):
    """One OpenID Connect provider; its name stands in addresses, everything else is found by discovery at the issuer."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    issuer: str
    client_id: str
    client_secret: SecretStr | None = None


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
    access_minutes: int = Field(default=15, ge=1, le=1440)
    refresh_days: int = Field(default=30, ge=1, le=365)
    invitation_days: int = Field(default=7, ge=1, le=90)
    registration: bool = True
    anonymous_requests_per_minute: int = Field(default=600, ge=1)
    allowances: dict[Tier, Allowance] = {}
    max_body_bytes: int = Field(default=1_000_000, ge=1_000)
    body_seconds: float = Field(default=30.0, gt=0)
    max_query_cost: int = Field(default=500_000, ge=1)
    query_seconds: float = Field(default=30.0, gt=0)
    persisted_operations: Path | None = None
    only_persisted_operations: bool = False
    viewer_cache_seconds: float = Field(default=30.0, ge=0, le=60)
    socket_init_seconds: float = Field(default=10.0, gt=0)
    max_sockets: int = Field(default=5_000, ge=1)
    trials_per_minute: int = Field(default=30, ge=1, le=1000)
    database_pool_size: int = Field(default=10, ge=1, le=100)
    oidc_providers: list[OidcProvider] = []

    @field_validator("allowed_origins")
    @classmethod
    def _are_origins(cls, given: list[str]) -> list[str]:
        """Origins are named one by one: a scheme, a host and a port, nothing that stands for several."""
        for origin in given:
            if not _ORIGIN.fullmatch(origin):
                raise ValueError(f"SKYT_ALLOWED_ORIGINS names '{origin}', which is no origin; write it like https://app.example.org")
        return given

    @property
    def is_production(self) -> bool:
        """Whether cookies are sent over TLS only, and explorer and introspection are off."""
        return self.environment == "production"

    @property
    def tiers(self) -> dict[Tier, Allowance]:
        """The limits of every tier: those that are set, else the built-in ones."""
        return DEFAULT_ALLOWANCES | self.allowances
