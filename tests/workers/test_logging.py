"""Logs of a worker name the job and the request, and hold no values of variables."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import pytest
from dramatiq import Message
from dramatiq.broker import MessageProxy
from dramatiq.brokers.stub import StubBroker
from structlog.contextvars import bound_contextvars

from api.queue import DramatiqJobQueue
from engine.adapters.postgres.due_jobs import NextJob
from workers.logging import configure_logging
from workers.middleware import TakenMessages
from workers.turns import Turns


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level, stream = root.handlers[:], root.level, io.StringIO()
    configure_logging(is_production=True)
    root.handlers[0].setStream(stream)  # type: ignore[attr-defined]
    yield stream
    logging.basicConfig(handlers=handlers or None, level=level, force=True)


def lines(written: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


async def test_a_message_carries_the_request_to_the_workers_log(redis_url: str, written: io.StringIO) -> None:
    queue, sent = DramatiqJobQueue(redis_url), []
    queue._broker.enqueue = sent.append  # type: ignore[assignment,method-assign]
    job = uuid4()
    with bound_contextvars(request_id="a-request"):
        await queue.send_run_job(uuid4(), job)
    queue.close()
    message: Message[None] = sent[0]
    TakenMessages().before_process_message(StubBroker(), MessageProxy(message))
    (line,) = lines(written)
    assert (line["event"], line["job_id"], line["request_id"]) == ("took a message", str(job), "a-request")


async def test_every_line_of_a_turn_names_its_job(written: io.StringIO) -> None:
    organization, job = uuid4(), uuid4()
    waiting = [NextJob(organization, job, 20)]

    async def next_jobs() -> tuple[NextJob, ...]:
        return tuple(waiting)

    async def execute(_scope: object, _job: UUID) -> bool:
        logging.getLogger("anywhere").warning("%s", "something")
        waiting.clear()
        return True

    @asynccontextmanager
    async def place(_organization: UUID, _runs_left: int):
        yield True

    assert await Turns(next_jobs, execute, place, asyncio.Event()).take() == 1
    (line,) = lines(written)
    assert (line["event"], line["job_id"], line["organization_id"]) == ("something", str(job), str(organization))


def test_a_traceback_holds_no_values(written: io.StringIO) -> None:
    def fail(password: str) -> None:
        raise RuntimeError(len(password))

    secret = "-".join(["a", "secret", "value"])
    try:
        fail(secret)
    except RuntimeError:
        logging.getLogger("anywhere").exception("it failed")
    (line,) = lines(written)
    assert "RuntimeError: 14" in str(line["exception"])
    assert secret not in written.getvalue()
