"""The web page: built files, and its start page for every other path."""

import os
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import Scope

from api.http.compression import taken_encodings
from api.http.explorer import EXPLORER_FILE
from api.http.page_hints import PageHints
from api.http.page_policy import PagePolicy

# The build lays compressed copies beside its files; the smaller one is looked for first.
_COPIES = {"br": ".br", "gzip": ".gz"}
_FOR_EVER = "public, max-age=31536000, immutable"
_MISSING = (
    "The API runs, but the web page is not built: {folder} holds no index.html.\n"
    "Install Node 20 and npm and run `make up`, or `npm ci && npm run build` in the folder frontend.\n"
    "The GraphQL endpoint is at /graphql.\n"
)


class WebPage(StaticFiles):
    """Serves a folder of built files; files under assets/ carry their hash in their name and may be kept for ever."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, which may be missing."""
        self._folder = folder
        self._hints = PageHints(folder)
        self._policy = PagePolicy(folder / "index.html")
        super().__init__(directory=folder, html=True, check_dir=False)

    async def check_config(self) -> None:
        """A missing folder is explained to the visitor instead."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A file; index.html for paths of the page itself; an explanation when there is no page."""
        if not (self._folder / "index.html").is_file():
            return PlainTextResponse(_MISSING.format(folder=self._folder.name), status_code=503)
        response = await self._file_or_page(path, scope)
        response.headers["Content-Security-Policy"] = str(self._policy)
        response.headers["Cache-Control"] = _FOR_EVER if path.startswith("assets/") else "no-cache"
        if link := self._hints.link(path):
            response.headers["Link"] = link
        return response

    async def _file_or_page(self, path: str, scope: Scope) -> Response:
        try:
            # The explorer has an address of its own, where production can turn it off.
            return await super().get_response("index.html" if path == EXPLORER_FILE else path, scope)
        except HTTPException as error:
            if error.status_code != 404 or path.startswith("assets/"):
                raise
            return await super().get_response("index.html", scope)

    def file_response(self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200) -> Response:
        """The file, or the smallest compressed copy of it that the browser takes."""
        encoding, copy = _copy_of(os.fspath(full_path), Headers(scope=scope).get("accept-encoding", ""))
        response = super().file_response(copy or full_path, copy.stat() if copy else stat_result, scope, status_code)
        response.headers.add_vary_header("Accept-Encoding")
        if encoding:
            response.headers["Content-Encoding"] = encoding
        return response


def _copy_of(path: str, accepted: str) -> tuple[str, Path] | tuple[None, None]:
    taken = taken_encodings(accepted)
    copies = [(encoding, Path(f"{path}{ending}")) for encoding, ending in _COPIES.items() if encoding in taken]
    return next(((encoding, copy) for encoding, copy in copies if copy.is_file()), (None, None))
