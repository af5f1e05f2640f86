"""What is set about providers by environment variables named SKYT_*; the same for API, workers and command line."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from engine.adapters.llm.remote.anthropic_wire import ANTHROPIC_URL
from engine.adapters.llm.remote.openai_wire import OPENAI_URL


class ProviderSettings(BaseSettings):
    """The providers over the network. Keys set here serve every organization that has none of its own.

    `generation_cache` lets jobs of an organization repeat answers of its earlier ones; see `engine.adapters.llm.remembering`.
    """

    model_config = SettingsConfigDict(env_prefix="SKYT_", env_ignore_empty=True, extra="ignore")

    openai_api_key: SecretStr | None = None
    openai_base_url: str = OPENAI_URL
    openai_models: list[str] = []
    anthropic_api_key: SecretStr | None = None
    anthropic_base_url: str = ANTHROPIC_URL
    anthropic_models: list[str] = []
    allow_private_targets: bool = False
    prices: Path | None = None
    provider_max_attempts: int = Field(default=6, ge=1, le=100)
    provider_max_seconds: float = Field(default=300, gt=0)
    job_requests_per_run: float = Field(default=3, ge=1)
    job_max_seconds: float = Field(default=21_600, gt=0)
    job_max_cost_usd: float | None = Field(default=None, gt=0)
    generation_cache: bool = False

    def key(self, provider: str) -> str | None:
        """The key that the environment has for a provider."""
        secret = {"openai": self.openai_api_key, "anthropic": self.anthropic_api_key}.get(provider)
        return None if secret is None else secret.get_secret_value()
