"""One GraphQL request over HTTP, its failures translated."""

from types import TracebackType
from typing import Self

import httpx

from cli.client.errors import ServerRefused, ServerUnreachable
from engine.domain.json_value import JsonObject

TIMEOUT_SECONDS = 30.0
# The list of sessions names the command line by this word.
USER_AGENT = "skyt"


class GraphQLClient:
    """A connection to one server; use it as an asynchronous context manager."""

    def __init__(self, base_url: str, token: str | None = None, transport: httpx.AsyncBaseTransport | None = None) -> None:
        """Take the server's address, a token if there is one already, and for tests the transport."""
        self.base_url = base_url.rstrip("/")
        self._http = httpx.AsyncClient(timeout=TIMEOUT_SECONDS, transport=transport, headers={"User-Agent": USER_AGENT})
        if token is not None:
            self.use_token(token)

    def use_token(self, token: str) -> None:
        """Send this token from now on."""
        self._http.headers["Authorization"] = f"Bearer {token}"

    async def execute(self, document: str, **variables: object) -> JsonObject:
        """Run an operation; answers with its data.

        Raises ServerUnreachable when nobody answers, ServerRefused when the answer is not data.
        """
        try:
            response = await self._http.post(f"{self.base_url}/graphql", json={"query": document, "variables": variables})
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            problem = str(error) or type(error).__name__
            raise ServerUnreachable(f"no Skyt server answers at {self.base_url} ({problem}); start one with `make up`") from error
        return _data(response, self.base_url)

    async def fetch(self, address: str) -> bytes:
        """The bytes at an address of the server, or of its artifact store. Raises ServerUnreachable and ServerRefused."""
        is_own = address.startswith("/")
        headers = None if is_own else {"Authorization": ""}
        try:
            response = await self._http.get(f"{self.base_url}{address}" if is_own else address, headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ServerUnreachable(f"the artifact cannot be fetched ({error or type(error).__name__}); try again") from error
        if response.status_code != httpx.codes.OK:
            raise ServerRefused(f"the artifact cannot be fetched: status {response.status_code}")
        return response.content

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._http.aclose()


def _data(response: httpx.Response, base_url: str) -> JsonObject:
    try:
        body = response.json()
    except ValueError as error:
        raise ServerRefused(f"{base_url}/graphql answered {response.status_code} and not JSON; is this a Skyt server?") from error
    if not isinstance(body, dict) or body.get("errors") or not isinstance(body.get("data"), dict):
        errors = body.get("errors") if isinstance(body, dict) else None
        messages = "; ".join(str(item.get("message")) for item in errors) if errors else f"status {response.status_code}"
        raise ServerRefused(f"the server at {base_url} refused the request: {messages}")
    data: JsonObject = body["data"]
    return data
