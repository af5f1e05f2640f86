"""From where a request comes."""

from starlette.requests import HTTPConnection

from engine.adapters.postgres.sessions import Client


def client_of(connection: HTTPConnection) -> Client:
    """The network address and the program that a request comes from."""
    address = connection.client.host if connection.client else "unknown"
    return Client(address, connection.headers.get("user-agent", "")[:300] or None)
