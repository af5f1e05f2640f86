"""What the browser is told to fetch with the start page: the files of the page at the address, which the build wrote down."""

import json
import re
from pathlib import Path

HINTS_FILE = "page-hints.json"
_SCRIPT = "rel=modulepreload; crossorigin; fetchpriority=low"
_STYLE = "rel=preload; as=style; crossorigin"
_PARAMETER = re.compile(r"\\?:\w+")

_Routes = list[tuple[re.Pattern[str], str]]


class PageHints:
    """The hints of one built page; read again once the page was built anew."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of the built page, which may hold no hints."""
        self._file = folder / HINTS_FILE
        self._built_at = 0
        self._routes: _Routes = []

    def link(self, path: str) -> str | None:
        """The value of the header Link for an address, such as `jobs/42`; None where nothing is known of it."""
        self._read()
        return next((link for route, link in self._routes if route.fullmatch(path.strip("./"))), None)

    def _read(self) -> None:
        built_at = self._file.stat().st_mtime_ns if self._file.is_file() else 0
        if built_at != self._built_at:
            self._routes = _routes(json.loads(self._file.read_text(encoding="utf-8"))) if built_at else []
            self._built_at = built_at


def _routes(hints: dict[str, list[str]]) -> _Routes:
    # A route with fewer parameters is the nearer one: /jobs/new comes before /jobs/:id.
    ordered = sorted(hints.items(), key=lambda hint: hint[0].count(":"))
    return [(_pattern(route), _link(files)) for route, files in ordered if files]


def _pattern(route: str) -> re.Pattern[str]:
    return re.compile(_PARAMETER.sub("[^/]+", re.escape(route.strip("/"))))


def _link(files: list[str]) -> str:
    return ", ".join(f"</{name}>; {_STYLE if name.endswith('.css') else _SCRIPT}" for name in files)
