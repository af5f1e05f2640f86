"""Which pages may use a viewer's cookie."""

from collections.abc import Container
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection


def is_trusted(connection: HTTPConnection, allowed: Container[str]) -> bool:
    """Whether a request comes from our own page, from an allowed origin, or from no page at all.

    Browsers name the page's origin in every POST; `Sec-Fetch-Site` covers those that leave it out.
    """
    origin = connection.headers.get("origin")
    if origin is None:
        return connection.headers.get("sec-fetch-site") not in {"cross-site", "same-site"}
    return origin in allowed or urlsplit(origin).netloc.lower() == connection.headers.get("host", "").lower()
