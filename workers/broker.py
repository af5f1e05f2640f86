"""The message broker with the middleware that workers need."""

from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import AgeLimit, Callbacks, Middleware, Retries, ShutdownNotifications, TimeLimit

from workers.event_loop import FastEventLoop

ALWAYS = 1_000_000
HEARTBEAT_TIMEOUT_MS = 60_000


def make_broker(redis_url: str, *extra: Middleware) -> RedisBroker:
    """Connect to Redis.

    Maintenance runs with every command, not with one in a thousand: otherwise what a killed worker had taken would come back
    after some twenty minutes.
    """
    middleware = [AgeLimit(), TimeLimit(), ShutdownNotifications(), Callbacks(), Retries(), FastEventLoop(), *extra]
    options = {"maintenance_chance": ALWAYS, "heartbeat_timeout": HEARTBEAT_TIMEOUT_MS}
    return RedisBroker(url=redis_url, middleware=middleware, **options)  # type: ignore[no-untyped-call]
