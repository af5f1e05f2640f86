"""The GraphQL explorer: a built page of our own, which asks no other server for anything."""

from pathlib import Path

from starlette.responses import HTMLResponse, PlainTextResponse, Response

EXPLORER_FILE = "explorer.html"
_MISSING = (
    "The GraphQL endpoint is here, but its explorer is not built: {folder} holds no {file}.\n"
    "Install Node 20 and npm and run `make setup`, or `npm ci && npm run build` in the folder frontend.\n"
    "Queries are answered all the same: POST them to this address.\n"
)
_OFF = "The GraphQL explorer is off in production. Queries are answered: POST them to this address.\n"
# Browsers are told to load nothing from elsewhere; the editor writes its styles into the page and draws with data addresses.
_HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; worker-src 'self' blob:; "
        "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
}


def explorer_page(folder: Path, *, is_production: bool) -> Response:
    """The explorer from the folder of built files; plain words with 404 in production, with 503 when it is not built."""
    if is_production:
        return PlainTextResponse(_OFF, status_code=404)
    page = folder / EXPLORER_FILE
    if not page.is_file():
        return PlainTextResponse(_MISSING.format(folder=folder.name, file=EXPLORER_FILE), status_code=503)
    return HTMLResponse(page.read_bytes(), headers=_HEADERS)
