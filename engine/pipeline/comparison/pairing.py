"""Which job of one result belongs to which of another."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from engine.domain.errors import Fault, InvalidInput, NotFound
from engine.pipeline.comparison.job import ComparableJob


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs, and the names of jobs that have no counterpart: in the second result, and in the first."""

    pairs: tuple[tuple[ComparableJob, ComparableJob], ...]
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


def pair_jobs(first: Sequence[ComparableJob], second: Sequence[ComparableJob]) -> Pairs:
    """Pair jobs by experiment name, or by contract where no name is in both and each contract has one job in each.

    Raises InvalidInput when there is no pair.
    """
    for keys in ([job.name for job in first], [job.name for job in second]), _contracts(first, second):
        common = set(keys[0]) & set(keys[1])
        if common:
            return _paired(first, second, keys, common)
    names = [", ".join(job.name for job in jobs) for jobs in (first, second)]
    faults = [Fault(f"no experiment of the first result ({names[0]}) has a counterpart in the second ({names[1]})", "$.jobs")]
    raise InvalidInput(faults, "Name the two experiments to compare.")


def named_job(jobs: Sequence[ComparableJob], name: str) -> ComparableJob:
    """The job of this experiment. Raises NotFound."""
    for job in jobs:
        if job.name == name:
            return job
    raise NotFound("experiment", name, f"there are {', '.join(job.name for job in jobs)}")


def _contracts(first: Sequence[ComparableJob], second: Sequence[ComparableJob]) -> tuple[list[str], list[str]]:
    """The contracts as keys; one that has several jobs is made a key that pairs with nothing."""
    keys = []
    for number, jobs in enumerate((first, second)):
        counts = Counter(job.contract_id for job in jobs)
        keys.append([job.contract_id if counts[job.contract_id] == 1 else f"{number}:{job.name}" for job in jobs])
    return keys[0], keys[1]


def _paired(first: Sequence[ComparableJob], second: Sequence[ComparableJob], keys: tuple[list[str], list[str]], common: set[str]) -> Pairs:
    others = dict(zip(keys[1], second, strict=True))
    pairs = tuple((job, others[key]) for key, job in zip(keys[0], first, strict=True) if key in common)
    missing = tuple(job.name for key, job in zip(keys[0], first, strict=True) if key not in common)
    added = tuple(job.name for key, job in zip(keys[1], second, strict=True) if key not in common)
    return Pairs(pairs, missing, added)
