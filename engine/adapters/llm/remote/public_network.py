"""Connections to public addresses only: for targets that users name, so that nobody reaches into the network that Skyt runs in.

The address that was checked is the one that is connected to, so a name that resolves differently the second time (DNS rebinding) gains
nothing. Names are resolved here and nowhere else; redirects are not followed and proxies from the environment are not used.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from engine.domain.errors import Fault, InvalidInput

Resolve = Callable[[str, int], Awaitable[list[str]]]
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet; addresses of IPv4 inside IPv6 are judged by what they lead to."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo[1] if parsed.teredo else None)
        if inner is None and parsed in _NAT64:
            inner = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return parsed.is_global and not parsed.is_multicast


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, as the system knows them. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


async def check_target(url: str, *, allow_private: bool, resolving: Resolve = resolve) -> None:
    """Raise InvalidInput for a URL that is not http(s), carries user or password, or leads to an address that is not public."""
    try:
        parsed = urlsplit(url)
        host, port = parsed.hostname, parsed.port or (443 if parsed.scheme == "https" else 80)
    except ValueError as error:
        raise _refused(f"'{url[:200]}' is not a URL") from error
    if parsed.scheme not in {"http", "https"} or not host:
        raise _refused(f"'{url[:200]}' does not begin with http:// or https:// and a host")
    if "@" in parsed.netloc:
        raise _refused("the URL carries a user or a password; store a key for the provider instead")
    if allow_private:
        return
    try:
        addresses = await resolving(host, port)
    except OSError as error:
        raise _refused(f"the host '{host}' cannot be resolved") from error
    if not all_public(addresses):
        raise _refused(f"the host '{host}' leads to an address that is not public")


def all_public(addresses: list[str]) -> bool:
    """Whether there are addresses, and all of them are public."""
    return bool(addresses) and all(map(is_public, addresses))


def _refused(message: str) -> InvalidInput:
    return InvalidInput([Fault(message, "$.pins.endpoint.url")], "Name a public http(s) address.")
