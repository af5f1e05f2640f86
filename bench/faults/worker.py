"""A worker whose provider is the scripted one: `python -m bench.faults.worker URL`."""

import logging
import signal
import sys
import threading

from bench.faults.clock import let_the_clock_jump
from bench.faults.provider import ScriptedClient
from workers.run import run_worker
from workers.settings import WorkerSettings


def main() -> None:
    """Work until SIGTERM."""
    logging.basicConfig(level=logging.WARNING)
    let_the_clock_jump()
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    client = ScriptedClient(sys.argv[1])
    run_worker(WorkerSettings(), stopping, {client.name: client})


if __name__ == "__main__":
    main()
