"""What every ResultStore must do. Subclass `ResultStoreConformance` and give it a fixture `harness`."""

from dataclasses import replace
from itertools import pairwise
from typing import Protocol
from uuid import UUID, uuid4

import pytest

from engine.domain.errors import LeaseLost
from engine.domain.experiment import ExperimentConfig
from engine.domain.job import MAX_FRUITLESS_ATTEMPTS, EventKind, JobEvent, JobStatus, LeasedJob, Progress, Scope, Used
from engine.domain.report import Anchor
from engine.ports.result_store import ResultStore
from tests.conformance import samples


class StoreHarness(Protocol):
    """A store, and the means to prepare and look behind it that the port does not have."""

    store: ResultStore

    async def new_scope(self) -> Scope:
        """An organization that owns nothing yet."""
        ...

    async def add_job(self, scope: Scope, config: ExperimentConfig) -> UUID:
        """Queue a job; its event number 1 is `job_queued`."""
        ...

    async def expire_lease(self, job_id: UUID) -> None:
        """Let the lease on this job run out."""
        ...

    async def lengthen_turn(self, job_id: UUID, seconds: float) -> None:
        """Let the job's present turn have begun so much earlier."""
        ...

    async def status(self, job_id: UUID) -> JobStatus:
        """The job's state."""
        ...

    async def events(self, job_id: UUID) -> list[JobEvent]:
        """All events of the job, by number."""
        ...


def outcomes(total: int = 3, **counts: int) -> dict[str, int]:
    """What events say of a job's runs."""
    counted = {"generated": 0, "failed": 0, "refused": 0, "timed_out": 0} | counts
    return counted | {"unanswered": sum(counted.values()) - counted["generated"], "total": total}


class ResultStoreConformance:
    """Needs a fixture `harness` that yields a StoreHarness."""

    async def leased(self, harness: StoreHarness, num_runs: int = 3) -> LeasedJob:
        scope = await harness.new_scope()
        job_id = await harness.add_job(scope, samples.config(num_runs))
        claimed = await harness.store.claim(scope, job_id, 60)
        assert claimed is not None
        return claimed[0]

    async def test_claim_leases_a_queued_job_with_its_whole_configuration(self, harness: StoreHarness) -> None:
        scope = await harness.new_scope()
        job_id = await harness.add_job(scope, samples.config())
        claimed = await harness.store.claim(scope, job_id, 60)
        assert claimed is not None
        job, event = claimed
        assert (job.id, job.scope.organization_id, job.config, job.is_resumed) == (job_id, scope.organization_id, samples.config(), False)
        assert (event.job_id, event.number, event.kind, event.payload) == (job_id, 2, EventKind.JOB_STARTED, {})
        assert await harness.status(job_id) is JobStatus.RUNNING

    async def test_a_leased_job_cannot_be_claimed_again(self, harness: StoreHarness) -> None:
        job = await self.leased(harness)
        assert await harness.store.claim(job.scope, job.id, 60) is None

    async def test_a_job_of_another_organization_cannot_be_claimed(self, harness: StoreHarness) -> None:
        job_id = await harness.add_job(await harness.new_scope(), samples.config())
        assert await harness.store.claim(await harness.new_scope(), job_id, 60) is None
        assert await harness.status(job_id) is JobStatus.QUEUED

    async def test_an_unknown_job_cannot_be_claimed(self, harness: StoreHarness) -> None:
        assert await harness.store.claim(await harness.new_scope(), uuid4(), 60) is None

    async def test_an_expired_lease_passes_to_the_next_and_the_former_holder_may_not_write(self, harness: StoreHarness) -> None:
        former = await self.leased(harness)
        await harness.store.save_generation(former, samples.generation(0))
        await harness.expire_lease(former.id)
        claimed = await harness.store.claim(former.scope, former.id, 60)
        assert claimed is not None
        job, event = claimed
        assert (job.is_resumed, event.kind) == (True, EventKind.JOB_RESUMED)
        assert job.lease_token != former.lease_token
        with pytest.raises(LeaseLost):
            await harness.store.save_generation(former, samples.generation(1))
        with pytest.raises(LeaseLost):
            await harness.store.save_analysis(former, 0, samples.analysis(0))
        with pytest.raises(LeaseLost):
            await harness.store.extend_lease(former, 60)
        with pytest.raises(LeaseLost):
            await harness.store.release(former)
        with pytest.raises(LeaseLost):
            await harness.store.establish_anchor(former, samples.anchor())
        with pytest.raises(LeaseLost):
            await harness.store.complete(former, samples.report())
        with pytest.raises(LeaseLost):
            await harness.store.fail(former, "too late")
        assert await harness.store.stored_generations(job) == (samples.generation(0),)

    async def test_an_extended_lease_does_not_expire_with_the_old_one(self, harness: StoreHarness) -> None:
        job = await self.leased(harness)
        await harness.expire_lease(job.id)
        await harness.store.extend_lease(job, 60)
        assert await harness.store.claim(job.scope, job.id, 60) is None

    async def test_release_gives_the_job_back_with_its_runs(self, harness: StoreHarness) -> None:
        job = await self.leased(harness)
        await harness.store.save_generation(job, samples.generation(1))
        await harness.store.release(job)
        assert await harness.status(job.id) is JobStatus.QUEUED
        claimed = await harness.store.claim(job.scope, job.id, 60)
        assert claimed is not None
        assert claimed[0].is_resumed
        assert await harness.store.stored_generations(claimed[0]) == (samples.generation(1),)

    async def test_a_job_that_gave_up_its_turn_goes_on_without_an_event(self, harness: StoreHarness) -> None:
        job = await self.leased(harness)
        await harness.store.yield_turn(job)
        assert await harness.status(job.id) is JobStatus.QUEUED
        claimed = await harness.store.claim(job.scope, job.id, 60)
        assert claimed is not None
        assert (claimed[0].is_resumed, claimed[1]) == (True, None)
        await harness.store.release(claimed[0])
        again = await harness.store.claim(job.scope, job.id, 60)
        assert again is not None
        assert again[1] is not None
        assert again[1].kind is EventKind.JOB_RESUMED

    async def test_a_job_whose_attempt_broke_down_waits_and_says_for_how_long(self, harness: StoreHarness) -> None:
        job = await self.leased(harness)
        event = await harness.store.delay(job, "the sandbox does not work")
        assert event is not None
        assert (event.kind, event.payload) == (EventKind.JOB_DELAYED, {"message": "the sandbox does not work", "seconds": 5.0})
        assert await harness.status(job.id) is JobStatus.QUEUED
        assert await harness.store.claim(job.scope, job.id, 60) is None

    async def test_attempts_that_store_nothing_are_bounded(self, harness: StoreHarness) -> None:
        job = await self.leased(harness)
        for _ in range(MAX_FRUITLESS_ATTEMPTS - 1):
            await harness.expire_lease(job.id)
            claimed = await harness.store.claim(job.scope, job.id, 60)
            assert claimed is not None
            job = claimed[0]
        assert await harness.store.delay(job, "the sandbox does not work") is None
        assert await harness.status(job.id) is JobStatus.RUNNING

    async def test_a_stored_run_forgives_the_attempts_before(self, harness: StoreHarness) -> None:
        job = await self.leased(harness, num_runs=20)
        for index in range(2 * MAX_FRUITLESS_ATTEMPTS):
            await harness.store.save_generation(job, samples.generation(index))
            await harness.expire_lease(job.id)
            claimed = await harness.store.claim(job.scope, job.id, 60)
            assert claimed is not None
            job = claimed[0]
        assert len(await harness.store.stored_generations(job)) == 2 * MAX_FRUITLESS_ATTEMPTS

    async def test_generations_come_back_whole_and_in_order_of_their_runs(self, harness: StoreHarness) -> None:
        job = await self.leased(harness)
        for item in (samples.generation(2), samples.failed_generation(0), samples.generation(1)):
            await harness.store.save_generation(job, item)
        expected = (samples.failed_generation(0), samples.generation(1), samples.generation(2))
        assert await harness.store.stored_generations(job) == expected

    async def test_progress_names_stored_and_analysed_runs_and_what_was_used_up(self, harness: StoreHarness) -> None:
        job = await self.leased(harness)
        assert await harness.store.progress(job) == Progress()
        paid = samples.generation(0)
        paid = replace(paid, usage=replace(paid.usage, cost_usd=0.25), provider_data={**paid.provider_data, "attempts": 2})
        for index in (0, 0, 2, 3, 3, 3):
            await harness.store.note_request(job, index)
        await harness.store.save_generation(job, paid)
        await harness.store.save_generation(job, samples.failed_generation(2))
        await harness.store.save_analysis(job, 0, samples.analysis(0))
        found = await harness.store.progress(job)
        assert found == Progress(frozenset({0, 2}), frozenset({0}), Used(requests=6, usd=0.25, seconds=0.0, lost_requests=3))

    async def test_a_job_remembers_how_long_its_turns_were_over_crashes_and_delays(self, harness: StoreHarness) -> None:
        job = await self.leased(harness)
        assert job.worked_seconds == 0
        known = [0.0]
        for give_back in (harness.store.yield_turn, harness.store.release, None):
            await harness.lengthen_turn(job.id, 100)
            if give_back is None:
                await harness.expire_lease(job.id)
            else:
                await give_back(job)
            claimed = await harness.store.claim(job.scope, job.id, 60)
            assert claimed is not None
            job = claimed[0]
            known.append(job.worked_seconds)
        assert [round(after - before, -1) for before, after in pairwise(known)] == [100, 100, 100]
        assert (await harness.store.progress(job)).used.seconds == job.worked_seconds

    async def test_a_generation_is_stored_once(self, harness: StoreHarness) -> None:
        job = await self.leased(harness)
        event = await harness.store.save_generation(job, samples.generation(0))
        assert event is not None
        assert event.payload == {"run_index": 0, "status": "generated", **outcomes(generated=1)}
        assert await harness.store.save_generation(job, samples.failed_generation(0)) is None
        assert await harness.store.stored_generations(job) == (samples.generation(0),)

    async def test_an_unanswered_run_is_counted_apart(self, harness: StoreHarness) -> None:
        job = await self.leased(harness)
        await harness.store.save_generation(job, samples.generation(0))
        event = await harness.store.save_generation(job, samples.failed_generation(2))
        assert event is not None
        assert event.payload == {"run_index": 2, "status": "timed_out", **outcomes(generated=1, timed_out=1)}

    async def test_an_analysis_is_stored_once(self, harness: StoreHarness) -> None:
        job = await self.leased(harness)
        await harness.store.save_generation(job, samples.generation(1))
        event = await harness.store.save_analysis(job, 1, samples.analysis(1))
        assert event is not None
        assert (event.kind, event.payload) == (
            EventKind.RUN_ANALYSED,
            {"run_index": 1, "canonical_hash": "form", "oracle_passed": True, "analysed": 1, "total": 3},
        )
        assert await harness.store.save_analysis(job, 1, samples.analysis(1)) is None

    async def test_the_first_anchor_of_a_contract_version_holds(self, harness: StoreHarness) -> None:
        job = await self.leased(harness)
        assert await harness.store.current_anchor(job) is None
        assert await harness.store.establish_anchor(job, samples.anchor(1)) == samples.anchor(1)
        assert await harness.store.establish_anchor(job, samples.anchor(0)) == samples.anchor(1)
        assert await harness.store.current_anchor(job) == samples.anchor(1)

    async def test_another_job_of_the_same_contract_sees_the_anchor_without_a_run(self, harness: StoreHarness) -> None:
        job = await self.leased(harness)
        await harness.store.establish_anchor(job, samples.anchor(1))
        other_id = await harness.add_job(job.scope, samples.config())
        claimed = await harness.store.claim(job.scope, other_id, 60)
        assert claimed is not None
        expected = Anchor(samples.anchor(1).raw_output, samples.anchor(1).canonical_output, None)
        assert await harness.store.current_anchor(claimed[0]) == expected
        assert await harness.store.establish_anchor(claimed[0], samples.anchor(0)) == expected

    async def test_another_organization_does_not_see_the_anchor(self, harness: StoreHarness) -> None:
        await harness.store.establish_anchor(await self.leased(harness), samples.anchor(1))
        assert await harness.store.current_anchor(await self.leased(harness)) is None

    async def test_a_completed_job_is_final(self, harness: StoreHarness) -> None:
        job = await self.leased(harness)
        event = await harness.store.complete(job, samples.report())
        assert (event.kind, event.payload) == (EventKind.JOB_COMPLETED, {"anchor_run": 0, **outcomes()})
        assert await harness.status(job.id) is JobStatus.COMPLETED
        assert await harness.store.claim(job.scope, job.id, 60) is None
        with pytest.raises(LeaseLost):
            await harness.store.fail(job, "again")

    async def test_a_failed_job_is_final_and_says_why(self, harness: StoreHarness) -> None:
        job = await self.leased(harness)
        event = await harness.store.fail(job, "the experiment was not recorded")
        assert (event.kind, event.payload) == (
            EventKind.JOB_FAILED,
            {"message": "the experiment was not recorded", "reason": "internal_error", **outcomes()},
        )
        assert await harness.status(job.id) is JobStatus.FAILED
        assert await harness.store.claim(job.scope, job.id, 60) is None

    async def test_event_numbers_count_from_one_without_gaps(self, harness: StoreHarness) -> None:
        job = await self.leased(harness)
        for index in range(3):
            await harness.store.save_generation(job, samples.generation(index))
            await harness.store.save_generation(job, samples.generation(index))
            await harness.store.save_analysis(job, index, samples.analysis(index))
        await harness.store.complete(job, samples.report())
        events = await harness.events(job.id)
        assert [event.number for event in events] == list(range(1, 10))
        kinds = [
            EventKind.JOB_QUEUED,
            EventKind.JOB_STARTED,
            *[EventKind.RUN_GENERATED, EventKind.RUN_ANALYSED] * 3,
            EventKind.JOB_COMPLETED,
        ]
        assert [event.kind for event in events] == kinds
        assert all(event.created_at.tzinfo is not None for event in events)
