"""The memory adapters under the conformance suites."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from engine.adapters.memory.clock import ManualClock
from engine.adapters.memory.result_store import MemoryResultStore
from engine.domain.experiment import ExperimentConfig
from engine.domain.job import JobEvent, JobStatus, Scope
from tests.conformance.result_store import ResultStoreConformance


class MemoryHarness:
    def __init__(self) -> None:
        self.clock = ManualClock()
        self.store = MemoryResultStore(self.clock)

    async def new_scope(self) -> Scope:
        return Scope(uuid4(), uuid4())

    async def add_job(self, scope: Scope, config: ExperimentConfig) -> UUID:
        return self.store.add_job(scope, config)

    async def expire_lease(self, job_id: UUID) -> None:
        self.store.jobs[job_id].lease_until = self.clock.now()

    async def lengthen_turn(self, job_id: UUID, seconds: float) -> None:
        self.store.jobs[job_id].turn_started = self.clock.now() - timedelta(seconds=seconds)

    async def status(self, job_id: UUID) -> JobStatus:
        return self.store.jobs[job_id].status

    async def events(self, job_id: UUID) -> list[JobEvent]:
        return self.store.jobs[job_id].events


class TestMemoryResultStore(ResultStoreConformance):
    @pytest.fixture
    def harness(self) -> MemoryHarness:
        return MemoryHarness()
