"""Requests per minute: of each viewer, each API key, and each network address that nobody is signed in from."""

import structlog

from api.services import Services
from engine.adapters.postgres.accounts import Account
from engine.adapters.redis.rate_limiter import Rate
from engine.domain.errors import StoreUnavailable
from engine.domain.quota import Tier

_LOG = structlog.get_logger(__name__)


async def count_request(services: Services, viewer: Account | None, address: str) -> Rate | None:
    """Count one request; None while Redis is away, because PostgreSQL still holds the quotas that cost money."""
    who, limit = _who(services, viewer, address)
    try:
        return await services.rates.count(who, limit)
    except StoreUnavailable as error:
        _LOG.warning("requests_not_counted", error=str(error))
        return None


def rate_headers(rate: Rate) -> dict[str, str]:
    """The headers of draft-ietf-httpapi-ratelimit-headers, and Retry-After (RFC 9110) for a refused request."""
    told = {
        "RateLimit-Limit": str(rate.limit),
        "RateLimit-Remaining": str(rate.remaining),
        "RateLimit-Reset": str(rate.seconds),
        "RateLimit-Policy": f"{rate.limit};w=60",
    }
    return told if rate.is_allowed else told | {"Retry-After": str(rate.seconds)}


def _who(services: Services, viewer: Account | None, address: str) -> tuple[str, int]:
    settings = services.settings
    if viewer is None:
        return f"address:{address}", settings.anonymous_requests_per_minute
    limit = viewer.requests_per_minute or settings.tiers[Tier(viewer.tier)].requests_per_minute
    return (f"user:{viewer.user.id}" if viewer.api_key_id is None else f"key:{viewer.api_key_id}"), limit
