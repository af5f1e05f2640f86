"""Health, readiness and metrics, for whoever watches the process."""

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.services import Services
from engine.domain.errors import StoreUnavailable


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
    """Numbers in Prometheus' text format."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


ROUTES = [Route("/healthz", health), Route("/readyz", readiness), Route("/metrics", metrics)]
