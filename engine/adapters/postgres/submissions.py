"""Adding jobs: the row and its first event in one transaction, once per client job id."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.events import Happening, append_event
from engine.adapters.postgres.leases import from_now
from engine.adapters.postgres.quotas import charge
from engine.adapters.postgres.tables import JobRow
from engine.domain.experiment import ExperimentConfig, config_hash, config_to_document
from engine.domain.job import EventKind, Scope
from engine.domain.quota import Allowance, Tier


@dataclass(frozen=True, slots=True)
class Times:
    """Within how many seconds of its submission a job must be begun, and within how many it must have ended."""

    start_within: int = 24 * 3600
    finish_within: int = 3 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Submission:
    """What is to be stored: the resolved configuration and the rows that it was resolved from, in the same order.

    With `allowances`, its runs are counted against the organization's quotas.
    """

    config: ExperimentConfig
    contract_id: UUID
    restriction_ids: tuple[UUID, ...]
    client_job_id: str | None = None
    allowances: Mapping[Tier, Allowance] | None = None
    times: Times = Times()


_TIER = text("coalesce((select tier from quotas where quotas.organization_id = :organization), 'free')").bindparams(
    bindparam("organization", type_=Uuid)
)


@dataclass(frozen=True, slots=True)
class Submitted:
    """The job's id, whether it was added just now, and whether its configuration is the one submitted."""

    job_id: UUID
    is_new: bool
    is_same: bool
    tier: str = "free"


async def add_job(database: Database, scope: Scope, submission: Submission) -> Submitted:
    """Store a job as queued, with its event `job_queued`; a client job id that is known answers with the job it names.

    Raises QuotaExceeded, and then nothing is stored.
    """
    config = submission.config
    values = {
        "organization_id": scope.organization_id,
        "created_by": scope.user_id,
        "client_job_id": submission.client_job_id,
        "contract_id": submission.contract_id,
        "contract_version": config.contract.version,
        "num_runs": config.num_runs,
        "temperature": config.pins.temperature,
        "restriction_ids": list(submission.restriction_ids),
        "restriction_versions": [item.version for item in config.restriction_sets],
        "config": config_to_document(config),
        "config_hash": config_hash(config),
        "tier": _TIER.bindparams(organization=scope.organization_id),
        "expires_at": from_now(submission.times.start_within),
        "deadline_at": from_now(submission.times.finish_within),
    }
    statement = (
        insert(JobRow)
        .values(values)
        .on_conflict_do_nothing(index_elements=["organization_id", "client_job_id"], index_where=col(JobRow.client_job_id).is_not(None))
        .returning(col(JobRow.id), col(JobRow.tier))
    )
    async with database.transaction(scope) as connection:
        added = (await connection.execute(statement)).one_or_none()
        if added is not None:
            if submission.allowances is not None:
                await charge(connection, scope, config.num_runs, submission.allowances)
            await append_event(connection, scope, added.id, Happening(EventKind.JOB_QUEUED, {"num_runs": config.num_runs}))
            return Submitted(added.id, is_new=True, is_same=True, tier=added.tier)
        same_id = (col(JobRow.organization_id) == scope.organization_id, col(JobRow.client_job_id) == submission.client_job_id)
        row = (await connection.execute(select(col(JobRow.id), col(JobRow.config_hash)).where(*same_id))).one()
    return Submitted(row.id, is_new=False, is_same=row.config_hash == values["config_hash"])
