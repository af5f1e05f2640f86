"""HTTP to public addresses only. It loads an HTTP library, so it is itself loaded by those who send something: the API never does."""

import ssl
from collections.abc import Iterable

import httpcore2

from engine.adapters.llm.remote.failure import ProviderFailed, timed_out, unreachable
from engine.adapters.llm.remote.public_network import Resolve, all_public, resolve

Headers = dict[bytes | str, bytes | str]


class PublicNetwork(httpcore2.AsyncNetworkBackend):
    """Resolves a name, refuses it when any of its addresses is not public, and connects to the address that was checked."""

    def __init__(self, resolving: Resolve = resolve) -> None:
        """Take how names are resolved."""
        self._resolve, self._inner = resolving, httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface's own parameter
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to a public address of the host. Raises ProviderFailed for one that is not."""
        try:
            addresses = await self._resolve(host, port)
        except OSError as error:
            raise httpcore2.ConnectError(f"the host '{host}' cannot be resolved") from error
        if not all_public(addresses):
            raise ProviderFailed(f"the host '{host}' leads to an address that is not public", "rejected", is_fatal=True)
        return await self._inner.connect_tcp(addresses[0], port, timeout, local_address, socket_options)

    async def sleep(self, seconds: float) -> None:
        """Sleep, as the connection pool asks for."""
        await self._inner.sleep(seconds)


class HttpPoster:
    """Posts JSON and reads answers up to a size."""

    def __init__(self, *, allow_private: bool, resolving: Resolve) -> None:
        """Take whether private addresses may be reached, and how names are resolved; connects at the first post."""
        network = None if allow_private else PublicNetwork(resolving)
        self._pool = httpcore2.AsyncConnectionPool(ssl_context=ssl.create_default_context(), max_connections=100, network_backend=network)

    async def post(
        self, url: str, headers: Headers, content: bytes, limits: dict[str, float], max_bytes: int
    ) -> tuple[int, dict[str, str], bytes | None]:
        """Status, headers and body of the answer; no body where it is longer than `max_bytes`. Raises ProviderFailed."""
        try:
            return await self._post(url, headers, content, limits, max_bytes)
        except (TimeoutError, httpcore2.ReadTimeout, httpcore2.WriteTimeout) as error:
            raise timed_out() from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException, OSError) as error:
            raise unreachable(str(error) or type(error).__name__) from error

    async def close(self) -> None:
        """Close connections."""
        await self._pool.aclose()

    async def _post(
        self, url: str, headers: Headers, content: bytes, limits: dict[str, float], max_bytes: int
    ) -> tuple[int, dict[str, str], bytes | None]:
        extensions = {"timeout": limits}
        async with self._pool.stream("POST", url, headers=headers, content=content, extensions=extensions) as response:
            read = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            body = bytearray()
            async for chunk in response.aiter_stream():
                body += chunk
                if len(body) > max_bytes:
                    return response.status, read, None
            return response.status, read, bytes(body)
