"""The explorer: our own page from our own server, plain words when it is missing, off in production."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.responses import Response

from api.http.explorer import EXPLORER_FILE, explorer_page
from tests.graphql.service import Client, Service

SOURCE = Path(__file__).resolve().parents[2] / "frontend" / EXPLORER_FILE
BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


class Addresses(HTMLParser):
    """Gathers what a page loads or links to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in {"src", "href"} and value]


@pytest.fixture
def folder(service: Service) -> Path:
    folder = service.services.settings.frontend_dir
    (folder / "index.html").write_text("<h1>Skyt</h1>")
    (folder / EXPLORER_FILE).write_text(SOURCE.read_text())
    return folder


async def test_browsers_get_our_page_which_loads_from_nowhere_else(anonymous: Client, folder: Path) -> None:
    response = await anonymous.http.get("/graphql", headers=BROWSER)
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    addresses = Addresses(response.text).found
    assert "/theme.js" in addresses
    assert [address for address in addresses if not re.match(r"/[^/]", address)] == []
    assert re.findall(r"(?:https?:)?//[\w.-]+", response.text) == []
    assert response.headers["content-security-policy"].startswith("default-src 'self'; ")
    assert "http" not in response.headers["content-security-policy"]


async def test_an_explorer_that_is_not_built_is_explained(anonymous: Client) -> None:
    response = await anonymous.http.get("/graphql", headers=BROWSER)
    assert response.status_code == 503
    assert "holds no explorer.html" in response.text
    assert "npm run build" in response.text


async def test_queries_are_answered_without_the_explorer(anonymous: Client) -> None:
    assert await anonymous.data("{ viewer { role } }") == {"viewer": None}


async def test_the_explorer_has_no_second_address(anonymous: Client, folder: Path) -> None:
    assert (await anonymous.http.get(f"/{EXPLORER_FILE}")).text == "<h1>Skyt</h1>"


def test_the_explorer_is_off_in_production(tmp_path: Path) -> None:
    (tmp_path / EXPLORER_FILE).write_text("<h1>Explorer</h1>")
    response: Response = explorer_page(tmp_path, is_production=True)
    assert response.status_code == 404
    assert bytes(response.body).startswith(b"The GraphQL explorer is off in production.")
