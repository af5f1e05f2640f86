"""What an organization may use: tiers, and what happens at the limit."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from engine.domain.errors import SkytError


class Tier(StrEnum):
    """What an organization subscribes to."""

    FREE = "free"
    PRO = "pro"
    ENTERPRISE = "enterprise"


class QuotaName(StrEnum):
    """What is limited."""

    RUNS_PER_DAY = "runs_per_day"
    RUNS_PER_MONTH = "runs_per_month"
    CONCURRENT_JOBS = "concurrent_jobs"
    REQUESTS_PER_MINUTE = "requests_per_minute"


@dataclass(frozen=True, slots=True)
class Allowance:
    """The limits of a tier: runs ordered per day and month (UTC), jobs queued or running at once, requests per minute and viewer.

    0 lets nothing of its kind through. Without a single request nobody could even read what there is, so there is at least one.
    """

    runs_per_day: Annotated[int, Field(ge=0)]
    runs_per_month: Annotated[int, Field(ge=0)]
    concurrent_jobs: Annotated[int, Field(ge=0)]
    requests_per_minute: Annotated[int, Field(ge=1)]


DEFAULT_ALLOWANCES = {
    Tier.FREE: Allowance(2_000, 20_000, 20, 600),
    Tier.PRO: Allowance(20_000, 200_000, 100, 3_000),
    Tier.ENTERPRISE: Allowance(1_000_000, 10_000_000, 1_000, 60_000),
}


class QuotaExceeded(SkytError):
    """More was asked for than is left; `resets_at` is None where room comes when something else ends."""

    def __init__(self, quota: QuotaName, limit: int, used: int, requested: int, resets_at: datetime | None) -> None:
        """Take what is limited, how far, how much of it is used, how much was asked for, and when there is room again."""
        self.quota, self.limit, self.used, self.requested, self.resets_at = quota, limit, used, requested, resets_at
        name = quota.value.replace("_", " ")
        when = "when a job ends" if resets_at is None else f"at {resets_at.isoformat(timespec='seconds')}"
        super().__init__(f"{requested} asked for, but of {limit} {name} {used} are used; there is room again {when}")
