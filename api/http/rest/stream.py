"""A job's events as server-sent events (HTML standard, section 9.2): numbered, resumable, one stream source with the subscriptions."""

import time
from collections.abc import AsyncIterator

from starlette.responses import Response, StreamingResponse

from api.auth.viewer import remembered_viewer
from api.execution.encoding import encoded
from api.following import follow
from api.http.rest.inputs import StreamQuery
from api.http.rest.jobs import found_job
from api.http.rest.operation import Call
from api.http.rest.outputs import EventOutput
from api.http.rest.problem import Refused
from api.sockets.job_events import JobEvents

MEDIA_TYPE = "text/event-stream"
PING_SECONDS = 15.0
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_PING = b": still here\n\n"


class OpenStreams:
    """How many streams are open in this process."""

    count = 0


async def stream(call: Call[StreamQuery, None]) -> Response:
    """The job's events after a number, first those there are, then each as it happens; the answer ends with the job."""
    record = await found_job(call)
    if OpenStreams.count >= call.services.settings.max_sockets:
        raise Refused("TOO_MANY_REQUESTS", "too many streams are open; try again later", {"Retry-After": "30"})
    source = JobEvents(call.services.database, call.scope, record.id)
    return StreamingResponse(_events(call, source, _after(call)), media_type=MEDIA_TYPE, headers=_HEADERS)


def _after(call: Call[StreamQuery, None]) -> int:
    last = call.header("Last-Event-ID", 9)
    if last is None:
        return call.query.after
    if not (last.isascii() and last.isdigit()):
        raise Refused("INVALID_INPUT", "Last-Event-ID is the number of the last event you have seen")
    return int(last)


async def _events(call: Call[StreamQuery, None], source: JobEvents, after: int) -> AsyncIterator[bytes]:
    """Events as they happen, a comment in every silence; who signed in meanwhile loses the stream with the session."""
    OpenStreams.count += 1
    checked = time.monotonic()
    try:
        yield b"retry: 2000\n\n"
        async for events in follow(call.services.listener, source, after, PING_SECONDS):
            for event in events:
                data = encoded(EventOutput.of(event).model_dump(mode="json"))
                yield b"id: %d\nevent: %s\ndata: %s\n\n" % (event.number, event.kind.value.encode(), data)
            if not events:
                yield _PING
            if time.monotonic() - checked > PING_SECONDS:
                checked = time.monotonic()
                if not await _is_still_allowed(call):
                    return
    finally:
        OpenStreams.count -= 1


async def _is_still_allowed(call: Call[StreamQuery, None]) -> bool:
    context = call.context
    viewer = await remembered_viewer(call.services, context.token, context.address)
    return viewer is not None and viewer.scope == context.signed_in.scope
