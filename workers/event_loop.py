"""The event loop of a worker's actors."""

import uvloop
from dramatiq import Broker, Worker
from dramatiq.asyncio import EventLoopThread, set_event_loop_thread
from dramatiq.middleware import AsyncIO


class FastEventLoop(AsyncIO):
    """Dramatiq's middleware for async actors over uvloop: most of what a run costs a worker is sending and receiving."""

    def before_worker_boot(self, broker: Broker, worker: Worker) -> None:
        """Start the loop's thread."""
        del broker, worker
        thread = EventLoopThread(self.logger)
        thread.loop.close()
        thread.loop = uvloop.new_event_loop()
        thread.start(timeout=1.0)
        set_event_loop_thread(thread)
