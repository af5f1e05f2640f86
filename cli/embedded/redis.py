"""The embedded Redis: its process and its address."""

from pathlib import Path

from redis.asyncio import Redis
from redis.exceptions import RedisError

from cli.embedded.account import Account
from cli.embedded.process import Command


def redis_command(program: Path, folder: Path, sockets: Path, account: Account | None) -> Command:
    """How to start the server: on a socket only, with an append-only file, so that a crash loses a second of messages at most."""
    options = {
        "port": "0",
        "unixsocket": str(socket_path(sockets)),
        "unixsocketperm": "700",
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
        "dir": str(folder),
    }
    arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
    return Command("redis", (str(program), *arguments), environment={"PATH": "/usr/bin:/bin"}, account=account)


def socket_path(sockets: Path) -> Path:
    """Where the server listens."""
    return sockets / "redis.sock"


def redis_url(sockets: Path) -> str:
    """The address of the server."""
    return f"unix://{socket_path(sockets)}"


async def is_ready(sockets: Path) -> bool:
    """Whether the server answers commands (it does not while it loads its file)."""
    client = Redis.from_url(redis_url(sockets))
    try:
        return bool(await client.ping())
    except (RedisError, OSError):
        return False
    finally:
        await client.aclose()
