"""Where artifacts are kept, as environment variables named SKYT_* say; the same for API, workers and command line."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from engine.adapters.filesystem.artifact_store import FilesystemArtifactStore
from engine.domain.quota import Tier
from engine.ports.artifact_store import ArtifactStore

DAYS_KEPT = {Tier.FREE: 90, Tier.PRO: 365, Tier.ENTERPRISE: 1_095}


class ArtifactSettings(BaseSettings):
    """An S3 server, or without `s3_endpoint_url` a folder in the data directory.

    `artifact_days` says by tier how many days after a job's end its artifacts are kept; those of a tier that is not named stay for ever.
    """

    model_config = SettingsConfigDict(env_prefix="SKYT_", env_ignore_empty=True, extra="ignore")

    data_dir: Path = Path(".skyt")
    s3_endpoint_url: str | None = None
    s3_public_url: str | None = None
    s3_bucket: str = "skyt"
    s3_access_key: SecretStr = SecretStr("")
    s3_secret_key: SecretStr = SecretStr("")
    s3_region: str = "us-east-1"
    artifact_link_seconds: int = Field(default=300, ge=10, le=86_400)
    artifact_days: dict[Tier, Annotated[int, Field(ge=0)]] = DAYS_KEPT

    def open_store(self) -> ArtifactStore:
        """The store; connects at first use."""
        if self.s3_endpoint_url is None:
            return FilesystemArtifactStore(self.data_dir / "artifacts")
        # The S3 client takes 15 MB, which an installation without S3 should not pay.
        from engine.adapters.s3.artifact_store import S3ArtifactStore, S3Location  # noqa: PLC0415

        keys = (self.s3_access_key.get_secret_value(), self.s3_secret_key.get_secret_value())
        return S3ArtifactStore(S3Location(self.s3_endpoint_url, self.s3_bucket, *keys, self.s3_region, self.s3_public_url))
