"""What `skyt` is told by environment variables named SKYT_*."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

REPOSITORY = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """The settings of the supervisor and of the commands that talk to a server.

    Without `database_url` and `redis_url` the embedded servers are started. Paths may be relative to the current folder.
    """

    model_config = SettingsConfigDict(env_prefix="SKYT_", env_ignore_empty=True, extra="ignore")

    data_dir: Path = Path(".skyt")
    host: str = "127.0.0.1"
    port: int = Field(default=8700, ge=1, le=65535)
    database_url: str | None = None
    migration_database_url: str | None = None
    redis_url: str | None = None
    secret_key: str | None = None
    recorded_outputs: Path | None = None
    recorded_contracts: Path | None = None
    frontend_dir: Path = REPOSITORY / "frontend" / "dist"
    worker_threads: int = Field(default=8, ge=1, le=256)

    @property
    def base_url(self) -> str:
        """Where the page and the API are."""
        host = "127.0.0.1" if self.host in {"", "0.0.0.0", "::"} else self.host  # noqa: S104 - recognized, not bound
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"
