"""Classes of outputs that only one of two jobs has."""

from collections.abc import Sequence
from uuid import UUID

import strawberry

from api.context import Info
from api.schema.results.behaviour import Witness, shown_witness
from api.schema.runs.types import Run
from engine.adapters.postgres.readers.finished_jobs import FinishedJob
from engine.domain import comparison


@strawberry.type
class ClassChange:
    """A class of outputs that only one of the jobs has; for behaviours, with inputs on which it parts from other classes of its job."""

    job_id: strawberry.Private[UUID]
    key: str
    size: int
    run_index: int
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
    return [
        ClassChange(
            job_id=job.id,
            key=change.key,
            size=change.size,
            run_index=change.run_index,
            witnesses=[shown_witness(item) for item in classes[change.run_index].witnesses] if change.run_index in classes else [],
        )
        for change in changes
    ]
