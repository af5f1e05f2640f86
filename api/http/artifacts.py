"""Fetching an artifact by a signed, short-lived address."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.artifacts import ROUTE
from api.services import Services
from engine.domain.errors import NotFound, StoreUnavailable


async def artifact(request: Request) -> Response:
    """The bytes, as a download that no cache keeps; 404 for a token that is not ours or is too old."""
    services: Services = request.app.state.services
    opened = services.artifacts.opened(request.path_params["token"])
    if opened is None:
        return JSONResponse({"reason": "this address does not hold or no longer does; ask for a new one"}, status_code=404)
    try:
        content = await services.artifacts.store.get(opened[0])
    except NotFound:
        return JSONResponse({"reason": "the artifact is gone; its time of retention is over"}, status_code=404)
    except StoreUnavailable as error:
        return JSONResponse({"reason": str(error)}, status_code=503)
    headers = {"content-disposition": f'attachment; filename="{opened[1]}"', "cache-control": "no-store"}
    return Response(content, media_type="application/octet-stream", headers=headers)


ROUTES = [Route(f"{ROUTE}/{{token}}", artifact)]
