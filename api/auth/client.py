"""From where a request comes."""

from starlette.requests import HTTPConnection

from engine.adapters.postgres.sessions import Client


def address_of(connection: HTTPConnection) -> str:
    """The network address that a request comes from."""
    client = connection.scope.get("client")
    return client[0] if client else "unknown"


def client_of(connection: HTTPConnection) -> Client:
    """The network address and the program that a request comes from."""
    return Client(address_of(connection), connection.headers.get("user-agent", "")[:300] or None)
