"""One worker process: `python -m workers.run`, or `skyt worker`. SIGTERM and SIGINT stop it in order."""

import logging
import os
import signal
import threading
from types import FrameType

from dramatiq import Worker
from prometheus_client import start_http_server

from workers.actors.run_job import declare_run_job
from workers.bootstrap import Rooms
from workers.broker import make_broker
from workers.middleware import Background
from workers.process_family import kill_children
from workers.queue import ActorQueue
from workers.settings import WorkerSettings
from workers.sweeper import sweep_for_ever

IDLE_POLL_MS = 100
STOP_MS = 2_500
LAST_SECONDS = 6.0

_logger = logging.getLogger(__name__)


def main() -> None:
    """Take messages until a signal asks to stop; jobs in progress are then given back to the queue."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    stopping = _stop_event()
    settings = WorkerSettings()
    worker = build_worker(settings)
    if settings.metrics_port is not None:
        start_http_server(settings.metrics_port)
    worker.start()
    _logger.info("ready")
    stopping.wait()
    _end_at_last(LAST_SECONDS)
    worker.stop(timeout=STOP_MS)
    worker.broker.close()
    _logger.info("stopped")
    _end(0)


def build_worker(settings: WorkerSettings) -> Worker:
    """A worker with its actor and its sweeper, not yet started."""
    rooms = Rooms(settings)
    broker = make_broker(settings.redis_url)
    queue = ActorQueue(broker, declare_run_job(broker, rooms.execute))
    broker.add_middleware(Background(lambda: sweep_for_ever(rooms.due_jobs, queue, settings.sweep_seconds), rooms.close))
    return Worker(broker, worker_threads=settings.worker_threads, worker_timeout=IDLE_POLL_MS)


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
