"""Which classes of outputs appeared and which vanished."""

from collections import Counter

from engine.domain.comparison import ClassChange, ClassChanges
from engine.pipeline.comparison.job import ComparableJob


def class_changes(first: ComparableJob, second: ComparableJob, key: str) -> ClassChanges:
    """The classes by `key` (a field of RunFacts) that only one job has, largest first, then by first run."""
    return ClassChanges(new=_only_in(second, first, key), vanished=_only_in(first, second, key))


def class_keys(job: ComparableJob, key: str) -> list[str]:
    """The class of each answered run."""
    return [str(value) for run in job.facts.runs if (value := getattr(run, key)) is not None]


def _only_in(job: ComparableJob, other: ComparableJob, key: str) -> tuple[ClassChange, ...]:
    sizes = Counter(class_keys(job, key))
    known = set(class_keys(other, key))
    first_run: dict[str, int] = {}
    for index, run in zip(job.run_indexes, job.facts.runs, strict=True):
        if (value := getattr(run, key)) is not None:
            first_run.setdefault(value, index)
    changes = [ClassChange(name, size, first_run[name]) for name, size in sizes.items() if name not in known]
    return tuple(sorted(changes, key=lambda change: (-change.size, change.run_index)))
