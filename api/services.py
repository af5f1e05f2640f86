"""Everything that requests share, put together once by `bootstrap`."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.artifacts import ArtifactLinks
from api.auth.throttle import Throttle
from api.listener import Listener
from api.settings import Settings
from api.trials import ContractTrials
from api.viewers import Viewers
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.provider_credentials import PostgresProviderCredentials
from engine.adapters.postgres.webhooks import PostgresWebhooks
from engine.adapters.redis.rate_limiter import RateLimiter
from engine.domain.price import PriceTable
from engine.metrics.metric import Metric
from engine.ports.job_queue import JobQueue
from engine.ports.llm_client import LlmClient
from engine.ports.progress_sink import ProgressSink
from engine.ports.rule_trials import RuleTrials
from engine.ports.tracing import Tracing


@dataclass(frozen=True, slots=True)
class Services:
    """The long-lived parts of one API process."""

    settings: Settings
    database: Database
    listener: Listener
    queue: JobQueue
    sink: ProgressSink
    throttle: Throttle
    providers: Mapping[str, LlmClient]
    metrics: Mapping[str, Metric]
    credentials: PostgresProviderCredentials
    prices: PriceTable
    artifacts: ArtifactLinks
    viewers: Viewers
    rates: RateLimiter
    rule_trials: RuleTrials
    trials: ContractTrials
    webhooks: PostgresWebhooks
    allow_private_targets: bool
    tracing: Tracing

    @property
    def origins(self) -> frozenset[str]:
        """Origins beyond the service's own whose pages may use a viewer's cookie."""
        return frozenset(self.settings.allowed_origins)
