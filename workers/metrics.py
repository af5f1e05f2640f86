"""What Prometheus can ask a worker."""

from collections.abc import Iterable
from uuid import UUID

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge

from engine.adapters.postgres.due_jobs import QueueState
from engine.domain.run import GenerationStatus
from engine.ports.job_queue import TIERS
from engine.ports.observer import Observer

MAX_KNOWN = 2_000
OTHERS = ("others", "any")


class WorkerMetrics(Observer):
    """Counts what happens in this process, and shows the queues as the sweeper saw them last."""

    def __init__(self, registry: CollectorRegistry = REGISTRY) -> None:
        """Register everything."""
        self._running = Gauge("skyt_jobs_running", "Jobs that have a turn in this process.", registry=registry)
        self._runs = Counter("skyt_runs_total", "Runs by provider and by what came of them.", ["provider", "outcome"], registry=registry)
        names = ["organization", "contract", "outcome"]
        self._tenants = Counter("skyt_tenant_runs_total", "Runs by organization, contract and what came of them.", names, registry=registry)
        self._known: set[tuple[str, str]] = set()
        self._lost = Counter("skyt_leases_lost_total", "Turns that ended because the job was ended or taken over.", registry=registry)
        self._failed = Counter("skyt_attempts_failed_total", "Attempts that broke down, by error.", ["reason"], registry=registry)
        self._sweeps = Counter("skyt_sweeps_total", "Looks for jobs without a worker.", registry=registry)
        self._swept = Counter("skyt_sweeper_due_jobs_total", "Jobs found waiting without a worker, at every look.", registry=registry)
        self._overdue = Counter("skyt_overdue_jobs_total", "Jobs that the sweeper ended, by reason.", ["reason"], registry=registry)
        self._depth = Gauge("skyt_queue_depth", "Queued jobs by tier.", ["tier"], registry=registry)
        self._age = Gauge("skyt_queue_oldest_seconds", "How long the longest queued job has waited, by tier.", ["tier"], registry=registry)

    def turn_started(self) -> None:
        """A job's turn began."""
        self._running.inc()

    def turn_ended(self) -> None:
        """A job's turn is over."""
        self._running.dec()

    def run_generated(self, provider: str, status: GenerationStatus) -> None:
        """A run came to something at a provider."""
        self._runs.labels(provider, status.value).inc()

    def run_of_tenant(self, organization_id: UUID, contract: str, status: GenerationStatus) -> None:
        """A run came to something, by whose it is; what is beyond two thousand contracts of organizations in a process is `others`."""
        known = (str(organization_id), contract)
        if known not in self._known and len(self._known) >= MAX_KNOWN:
            known = OTHERS
        self._known.add(known)
        self._tenants.labels(*known, status.value).inc()

    def lease_lost(self) -> None:
        """A job was taken over or ended while this worker ran it."""
        self._lost.inc()

    def attempt_failed(self, reason: str) -> None:
        """An attempt broke down."""
        self._failed.labels(reason).inc()

    def swept(self, sent: int) -> None:
        """The sweeper looked, and sent so many jobs again."""
        self._sweeps.inc()
        self._swept.inc(sent)

    def ended_overdue(self, reason: str) -> None:
        """The sweeper ended a job."""
        self._overdue.labels(reason).inc()

    def queues(self, states: Iterable[QueueState]) -> None:
        """How the queues are; a tier that is not named has none waiting."""
        found = {state.tier: state for state in states}
        for tier in TIERS:
            state = found.get(tier, QueueState(tier, 0, 0.0))
            self._depth.labels(tier).set(state.waiting)
            self._age.labels(tier).set(state.oldest_seconds)
