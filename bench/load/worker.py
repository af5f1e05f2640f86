"""A worker whose provider answers at once: `python -m bench.load.worker`.

With `silent` its provider never answers; with `bare` it is Dramatiq alone, with an empty actor.
"""

import logging
import os
import signal
import sys
import threading

import dramatiq
from dramatiq import Worker

from bench.load.cancelling import SilentClient
from bench.load.instant import InstantClient
from workers.broker import make_broker
from workers.run import IDLE_POLL_MS, run_worker
from workers.settings import WorkerSettings

BARE_QUEUE = "bare"


def main() -> None:
    """Work until SIGTERM."""
    logging.basicConfig(level=logging.WARNING)
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    if "bare" in sys.argv:
        return run_bare(stopping)
    client = SilentClient() if "silent" in sys.argv else InstantClient()
    return run_worker(WorkerSettings(), stopping, {client.name: client})


def run_bare(stopping: threading.Event) -> None:
    """Dramatiq with the broker of Skyt's workers and an actor that does nothing."""
    broker = make_broker(os.environ["SKYT_REDIS_URL"])

    @dramatiq.actor(actor_name="nothing", queue_name=BARE_QUEUE, broker=broker)
    async def nothing(number: int) -> None:
        del number

    worker = Worker(broker, queues={BARE_QUEUE}, worker_threads=8, worker_timeout=IDLE_POLL_MS)
    worker.start()
    stopping.wait()
    worker.stop(timeout=1000)


if __name__ == "__main__":
    main()
