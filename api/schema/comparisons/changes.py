"""Classes of outputs that only one of two jobs has."""

from collections.abc import Sequence
from uuid import UUID

import strawberry

from api.context import Info
from api.schema.results.behaviour import Witness, shown_witness
from api.schema.runs.types import Run
from engine.adapters.postgres.readers.finished_jobs import FinishedJob
from engine.domain import comparison
from engine.domain.behaviour import BehaviourClass


@strawberry.type
class ClassChange:
    """A class of outputs that only one of the jobs has.

    For behaviours with its number among its job's classes, and with inputs on which it parts from others of them.
    """

    job_id: strawberry.Private[UUID]
    key: str
    size: int
    run_index: int
    number: int | None
    witnesses: list[Witness]

    @strawberry.field(description="The first run of the class.")
    async def run(self, info: Info) -> Run | None:
        """Load the run."""
        record = await info.context.loaders.runs_of_jobs.load((self.job_id, self.run_index))
        return None if record is None else Run.of(record)


@strawberry.type
class ClassChanges:
    """The classes that only the second job has, and those that only the first one has."""

    new: list[ClassChange]
    vanished: list[ClassChange]


def class_changes(changes: comparison.ClassChanges, first: FinishedJob, second: FinishedJob, *, is_behaviour: bool) -> ClassChanges:
    """Show the changes between two jobs."""
    return ClassChanges(
        new=_shown(changes.new, second, is_behaviour=is_behaviour), vanished=_shown(changes.vanished, first, is_behaviour=is_behaviour)
    )


def _shown(changes: Sequence[comparison.ClassChange], job: FinishedJob, *, is_behaviour: bool) -> list[ClassChange]:
    classes = {index: item for item in job.report.behaviour_classes for index in item.run_indexes} if is_behaviour else {}
    return [_shown_change(change, job, classes.get(change.run_index)) for change in changes]


def _shown_change(change: comparison.ClassChange, job: FinishedJob, found: BehaviourClass | None) -> ClassChange:
    return ClassChange(
        job_id=job.id,
        key=change.key,
        size=change.size,
        run_index=change.run_index,
        number=None if found is None else found.number,
        witnesses=[] if found is None else [shown_witness(item) for item in found.witnesses],
    )
