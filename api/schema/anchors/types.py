"""Anchors: the reference outputs of contract versions, present and past."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

from api.context import Info
from api.schema.accounts.user import User
from api.schema.node import Node, node_id
from engine.adapters.postgres.readers.records import AnchorRecord

if TYPE_CHECKING:
    from api.schema.contracts.types import Contract
    from api.schema.jobs.types import Job


@strawberry.type
class Anchor(Node):
    """One reference output; `reason` is set where a person chose it, null where a job found it. `passRate` is its share of tests."""

    record: strawberry.Private[AnchorRecord]
    raw_output: str
    canonical_output: str
    pass_rate: float | None
    run_index: int | None
    established_at: datetime
    reason: str | None
    confirmed_at: datetime | None
    is_present: bool
    replaced_by_id: strawberry.ID | None

    @strawberry.field(description="The contract version whose anchor it is or was.")
    async def contract(self, info: Info) -> Annotated["Contract", strawberry.lazy("api.schema.contracts.types")] | None:
        """Load the contract."""
        from api.schema.contracts.types import Contract  # noqa: PLC0415 - contracts show anchors and anchors their contract

        record = await info.context.loaders.contracts.load(self.record.contract_id)
        return None if record is None else Contract.of(record)

    @strawberry.field(description="The job whose run it is.")
    async def job(self, info: Info) -> Annotated["Job", strawberry.lazy("api.schema.jobs.types")] | None:
        """Load the job."""
        from api.schema.jobs.types import Job  # noqa: PLC0415 - as above, by way of contracts

        key = self.record.source_job_id
        record = None if key is None else await info.context.loaders.jobs.load(key)
        return None if record is None else Job.of(record)

    @strawberry.field(description="Who chose it; null where a job found it.")
    async def established_by(self, info: Info) -> User | None:
        """Load the user."""
        return await _user(info, self.record.established_by)

    @strawberry.field(description="Who confirmed it first.")
    async def confirmed_by(self, info: Info) -> User | None:
        """Load the user."""
        return await _user(info, self.record.confirmed_by)

    @classmethod
    def of(cls, record: AnchorRecord) -> "Anchor":
        """Show an anchor."""
        return cls(
            id=node_id("Anchor", record.id),
            record=record,
            raw_output=record.raw_output,
            canonical_output=record.canonical_output,
            pass_rate=record.pass_rate,
            run_index=record.source_run_index,
            established_at=record.created_at,
            reason=record.reason,
            confirmed_at=record.confirmed_at,
            is_present=record.replaced_by is None,
            replaced_by_id=None if record.replaced_by is None else node_id("Anchor", record.replaced_by),
        )


async def _user(info: Info, key: UUID | None) -> User | None:
    record = None if key is None else await info.context.loaders.users.load(key)
    return None if record is None else User.of(record)
