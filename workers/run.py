"""One worker process: `python -m workers.run`, or `skyt worker`. SIGTERM and SIGINT stop it in order."""

import asyncio
import gc
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from types import FrameType

from dramatiq import Worker
from prometheus_client import start_http_server

from engine.metrics.libraries import load_libraries
from engine.ports.job_queue import queue_of
from engine.ports.llm_client import LlmClient
from workers.actors.run_job import declare_run_job
from workers.bootstrap import Rooms
from workers.broker import make_broker
from workers.logging import configure_logging
from workers.metrics import WorkerMetrics
from workers.middleware import Background, TakenMessages, on_actors_loop
from workers.process_family import kill_children
from workers.queue import ActorQueue
from workers.settings import WorkerSettings
from workers.sweeper import sweep_for_ever
from workers.webhooks import send_for_ever

IDLE_POLL_MS = 100
STOP_MS = 2_500
LAST_SECONDS = 3.5
DRAIN_POLL_SECONDS = 0.02
# How long an analysis in a thread may keep the event loop waiting, each time that the loop has something to do; Python's own is 5 ms.
SWITCH_SECONDS = 0.001

_logger = logging.getLogger(__name__)


def main() -> None:
    """Take messages until a signal asks to stop; jobs in progress are then given back to the queue."""
    settings = WorkerSettings()
    configure_logging(is_production=settings.environment == "production")
    stopping = _stop_event()
    run_worker(settings, stopping)


def run_worker(settings: WorkerSettings, stopping: threading.Event, clients: Mapping[str, LlmClient] | None = None) -> None:
    """Work until `stopping` is set, then end the process; `clients` are the providers where they are not those of the settings."""
    sys.setswitchinterval(SWITCH_SECONDS)
    load_libraries()
    metrics = WorkerMetrics()
    if settings.metrics_port is not None:
        start_http_server(settings.metrics_port)
    rooms = Rooms(settings, metrics, clients)
    worker = build_worker(settings, rooms)
    worker.start()
    _settle()
    _logger.info("ready")
    stopping.wait()
    _end_at_last(settings.drain_seconds + LAST_SECONDS)
    drain(worker, rooms, settings.drain_seconds)
    worker.stop(timeout=STOP_MS)
    worker.broker.close()
    _logger.info("stopped")
    _end(0)


def _settle() -> None:
    """What is there now stays: the garbage collector need not look at it again for each thing that analyses leave behind."""
    gc.collect()
    gc.freeze()


def build_worker(settings: WorkerSettings, rooms: Rooms) -> Worker:
    """A worker with its actor, its sweeper and its ear for ended jobs, not yet started."""
    broker = make_broker(settings.redis_url)
    queue = ActorQueue(broker, declare_run_job(broker, rooms.take_turns), settings.worker_tiers)

    async def background() -> None:
        sweeping = sweep_for_ever(rooms.due_jobs, rooms.end_overdue_jobs, queue, settings.sweep_seconds)
        await asyncio.gather(sweeping, rooms.hear_ended_jobs(), send_for_ever(rooms.send_webhooks, settings.webhook_seconds))

    broker.add_middleware(TakenMessages(rooms.tracing))
    broker.add_middleware(Background(background, rooms.close))
    queues = {queue_of(tier) for tier in settings.worker_tiers}
    return Worker(broker, queues=queues, worker_threads=settings.worker_threads, worker_timeout=IDLE_POLL_MS)


def drain(worker: Worker, rooms: Rooms, seconds: float) -> None:
    """Take no more messages, and wait a while until what was asked of providers is answered and stored."""
    for consumer in worker.consumers.values():
        consumer.pause()
    on_actors_loop(rooms.drain)
    deadline = time.monotonic() + seconds
    while rooms.is_busy and time.monotonic() < deadline:
        time.sleep(DRAIN_POLL_SECONDS)


def _stop_event() -> threading.Event:
    event = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        event.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    return event


def _end_at_last(seconds: float) -> None:
    """End the process even when a thread hangs on a store that is gone; leases make that harmless."""
    timer = threading.Timer(seconds, _end, (1,))
    timer.daemon = True
    timer.start()


def _end(code: int) -> None:
    """End at once, with the sandboxes: analyses that nobody waits for any more would hold the process up."""
    kill_children()
    logging.shutdown()
    os._exit(code)


if __name__ == "__main__":
    main()
