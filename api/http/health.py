"""Health, readiness and metrics, for whoever watches the process."""

import contextlib

from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.services import Services
from engine.adapters.postgres.due_jobs import due_jobs
from engine.domain.errors import StoreUnavailable

WAITING_SECONDS = (0, 60, 300)
JOBS_WAITING = Gauge("skyt_jobs_waiting", "Jobs without a worker for longer than so many seconds (counted up to a bound).", ["longer_than"])


async def health(request: Request) -> Response:
    """The process lives."""
    return JSONResponse({"status": "ok"})


async def readiness(request: Request) -> Response:
    """The process can do its work: its database answers. Redis may be away for a while; jobs then wait for the sweeper."""
    services: Services = request.app.state.services
    try:
        await services.database.check()
    except StoreUnavailable as error:
        return JSONResponse({"status": "unavailable", "reason": str(error)}, status_code=503)
    return JSONResponse({"status": "ready"})


async def metrics(request: Request) -> Response:
    """Numbers in Prometheus' text format; how many jobs wait is read from the database now."""
    services: Services = request.app.state.services
    with contextlib.suppress(StoreUnavailable):
        for seconds in WAITING_SECONDS:
            JOBS_WAITING.labels(str(seconds)).set(len(list(await due_jobs(services.database, queued_seconds=seconds))))
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


ROUTES = [Route("/healthz", health), Route("/readyz", readiness), Route("/metrics", metrics)]
