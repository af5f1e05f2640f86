"""Jobs in turns, workers that stop, stores that are away, attempts that break down: over memory adapters."""

from engine.domain.errors import GenerationFailed, SandboxFailed, StoreUnavailable
from engine.domain.job import EndReason, EventKind, JobStatus
from engine.pipeline.turn import Turn
from tests.unit.engine.test_pipeline import OTHER, PLAIN, SPACED, WRONG, World


async def test_an_answer_outlives_a_store_that_is_away_and_is_asked_for_once(monkeypatch):
    monkeypatch.setattr("engine.pipeline.persistence.AGAIN_SECONDS", 0)
    world = World([PLAIN])
    save, refusals = world.store.save_generation, iter(range(3))

    async def save_later(*arguments):
        if next(refusals, None) is not None:
            raise StoreUnavailable("PostgreSQL does not answer")
        return await save(*arguments)

    monkeypatch.setattr(world.store, "save_generation", save_later)

    assert await world.run()
    assert (world.job.status, world.client.asked, world.job.asked) == (JobStatus.COMPLETED, [0], {0: 1})


async def test_a_job_takes_turns_and_nothing_is_asked_for_twice():
    world = World([PLAIN, SPACED, OTHER, WRONG, PLAIN])
    world.executor._turn = Turn(max_runs=2)

    statuses = []
    while await world.run():
        statuses.append(world.job.status)

    assert statuses == [JobStatus.QUEUED, JobStatus.QUEUED, JobStatus.COMPLETED]
    assert sorted(world.client.asked) == [0, 1, 2, 3, 4]
    kinds = [event.kind for event in world.job.events]
    assert kinds.count(EventKind.JOB_STARTED) == 1
    assert EventKind.JOB_RESUMED not in kinds
    assert world.job.attempts == 3


async def test_a_worker_that_stops_finishes_what_it_asked_for_and_gives_the_job_back():
    world = World([PLAIN] * 20)
    turn = Turn()
    world.executor._turn = turn
    answer = world.client.generate

    async def generate(*arguments):
        turn.stopping.set()
        return await answer(*arguments)

    world.client.generate = generate

    assert await world.run()
    assert world.job.status is JobStatus.QUEUED
    assert sorted(world.client.asked) == sorted(world.job.generations)
    assert 0 < len(world.client.asked) <= 8


async def test_a_job_without_any_answer_has_failed():
    world = World([GenerationFailed("no answer in time", "timed_out"), GenerationFailed("refused by the server")])
    await world.run()
    assert (world.job.status, world.job.end_reason) == (JobStatus.FAILED, EndReason.NO_ANSWERS)
    assert world.job.error_message == "none of the 2 runs got an answer; the first said: no answer in time"


async def test_refusals_are_measured():
    world = World([GenerationFailed("I will not", "refused")])
    await world.run()
    assert world.job.status is JobStatus.COMPLETED


async def test_a_sandbox_that_does_not_work_is_tried_again_later(monkeypatch):
    world = World([PLAIN])

    def fail(*_):
        raise SandboxFailed("the fork-server is gone")

    monkeypatch.setattr(world.sandbox, "run", fail)
    for _ in range(10):
        await world.run()
        world.clock.advance(600)

    assert (world.job.status, world.job.end_reason) == (JobStatus.FAILED, EndReason.ATTEMPTS_EXHAUSTED)
    assert world.client.asked == [0]
    delays = [event.payload["seconds"] for event in world.job.events if event.kind is EventKind.JOB_DELAYED]
    assert delays == [5.0, 10.0, 20.0, 40.0]
