"""Moving an anchor on purpose, and confirming one."""

from dataclasses import dataclass
from uuid import UUID

from api.dataloaders import DataLoaders
from api.services import Services
from api.use_cases.contracts import checked_reason
from engine.adapters.postgres.anchors import NewAnchor, confirm_anchor, replace_anchor
from engine.domain.errors import Fault, InvalidInput, NotFound
from engine.domain.job import JobStatus, Scope
from engine.domain.run import Generation


@dataclass(frozen=True, slots=True)
class ChosenRun:
    """A run of a job that is to be the anchor, and why."""

    job_id: UUID
    run_index: int
    reason: str


async def move_anchor(services: Services, loaders: DataLoaders, scope: Scope, chosen: ChosenRun) -> UUID:
    """Make a run of a completed job the anchor of the job's contract version; jobs that were judged keep the anchor they had.

    The run must meet the same conditions as any anchor. Raises NotFound for a job that the scope does not see, InvalidInput otherwise.
    """
    why, job_id, run_index = checked_reason(chosen.reason), chosen.job_id, chosen.run_index
    job = await loaders.jobs.load(job_id)
    if job is None:
        raise NotFound("job", str(job_id))
    if job.status is not JobStatus.COMPLETED:
        raise InvalidInput([Fault(f"the job is {job.status.value}", "$.jobId")], "Choose a run of a completed job.")
    run = await loaders.runs_of_jobs.load((job_id, run_index)) if 0 <= run_index < job.num_runs else None
    found = [] if run is None else [Generation(run_index, run.status, run.raw_output)]
    analyses = {} if run is None or run.analysis is None else {run_index: run.analysis}
    # Comparing forms needs the engine's canonicalization, which few processes come to.
    from engine.pipeline.anchor import anchor_on  # noqa: PLC0415

    anchor = anchor_on(run_index, found, analyses)
    return await replace_anchor(services.database, scope, NewAnchor(job.contract_id, job_id, anchor, why))


async def confirm(services: Services, scope: Scope, key: UUID) -> UUID:
    """Confirm the present anchor of a contract version. Raises NotFound for one that is past or somebody else's."""
    if not await confirm_anchor(services.database, scope, key):
        raise NotFound("present anchor", str(key), "it was replaced, or it is not of your organization")
    return key
