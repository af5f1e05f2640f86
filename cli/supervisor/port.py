"""Whether the port is free, before anything is started."""

import errno
import socket

from cli.errors import SetUpFailed

_REASONS = {
    errno.EADDRINUSE: "is taken by another program",
    errno.EACCES: "may not be used by this user (ports below 1024 are for root)",
    errno.EADDRNOTAVAIL: "cannot be used: the address is not one of this machine",
}


def require_free_port(host: str, port: int) -> None:
    """Raise SetUpFailed, with what to do, when a server could not listen there."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, f"cannot be used: {error.strerror}")
        raise SetUpFailed(f"port {port} on {host} {reason}; choose another one: SKYT_PORT={_next(port)} make up") from error


def _next(port: int) -> int:
    return port + 1 if 1024 <= port < 65535 else 8701
