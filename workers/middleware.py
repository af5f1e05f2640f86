"""Work that belongs to a worker process rather than to a message: it lives on the actors' event loop."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import Future

from dramatiq import Broker, Middleware, Worker
from dramatiq.asyncio import get_event_loop_thread
from dramatiq.broker import MessageProxy
from structlog.contextvars import bound_contextvars

from engine.ports.tracing import NoTracing, Tracing

_logger = logging.getLogger(__name__)


class TakenMessages(Middleware):
    """Writes down which message woke the worker: its job, and the request that it was sent in, if it was sent in one."""

    def __init__(self, tracing: Tracing | None = None) -> None:
        """Take who traces, if anybody does."""
        self._tracing = tracing or NoTracing()

    def before_process_message(self, broker: Broker, message: MessageProxy) -> None:
        """Log the ids."""
        given = message.options.get("request_id")
        trace_parent = message.options.get("trace_parent")
        if trace_parent is not None:
            with self._tracing.span("take message", {"skyt.job_id": str(message.kwargs.get("job_id"))}, trace_parent):
                pass
        with bound_contextvars(job_id=message.kwargs.get("job_id"), request_id=given, message_id=message.message_id):
            _logger.info("took a message")


class Background(Middleware):
    """Runs one coroutine beside the actors, from the worker's start to its end, and then closes what they used.

    Must stand after FastEventLoop, whose event loop it uses.
    """

    def __init__(self, work: Callable[[], Awaitable[None]], close: Callable[[], Awaitable[None]]) -> None:
        """Take the work, which may go on for ever, and what to do when it was cancelled."""
        self._work, self._close = work, close
        self._future: Future[None] | None = None

    def after_worker_boot(self, broker: Broker, worker: Worker) -> None:
        """Start the work."""
        self._future = asyncio.run_coroutine_threadsafe(_run(self._work), _loop())

    def before_worker_shutdown(self, broker: Broker, worker: Worker) -> None:
        """Cancel the work; messages in progress still go on."""
        if self._future is not None:
            self._future.cancel()

    def after_worker_shutdown(self, broker: Broker, worker: Worker) -> None:
        """Close what the actors used, on the loop that they used it on."""
        on_actors_loop(self._close)


def on_actors_loop(call: Callable[[], Awaitable[None]]) -> None:
    """Call something on the event loop of the actors and wait for it."""
    asyncio.run_coroutine_threadsafe(_run(call), _loop()).result(timeout=2)


async def _run(work: Callable[[], Awaitable[None]]) -> None:
    await work()


def _loop() -> asyncio.AbstractEventLoop:
    thread = get_event_loop_thread()
    assert thread is not None, "the middleware FastEventLoop did not start its event loop"
    return thread.loop
