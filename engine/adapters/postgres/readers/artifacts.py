"""Which artifacts belong to a job: bundles of its results, and its runs' exchanges with the provider."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import text

from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers.page import Page, page_of
from engine.domain.job import Scope

_ARTIFACTS = text("""
select * from (
  select artifacts_url as content_hash, -1 as run_index from job_results
  where organization_id = :organization and job_id = :job and artifacts_url is not null group by 1
  union all
  select provider_data ->> 'exchange', min(run_index) from runs
  where organization_id = :organization and job_id = :job and provider_data ? 'exchange' group by 1
) artifacts
where (run_index, content_hash) > (:run, :hash) and (cast(:only as text) is null or content_hash = :only)
order by run_index, content_hash limit :count
""")


class ArtifactKind(StrEnum):
    """What an artifact holds."""

    BUNDLE = "bundle"
    EXCHANGE = "exchange"


@dataclass(frozen=True, slots=True)
class ArtifactRecord:
    """One object in the store; of runs that share an exchange, `run_index` is the first, and it is -1 for a bundle."""

    job_id: UUID
    content_hash: str
    run_index: int

    @property
    def kind(self) -> ArtifactKind:
        """What it holds."""
        return ArtifactKind.BUNDLE if self.run_index < 0 else ArtifactKind.EXCHANGE

    @property
    def file_name(self) -> str:
        """What the file is called when it is downloaded."""
        return f"{self.job_id}.skyt" if self.kind is ArtifactKind.BUNDLE else f"{self.job_id}-{self.run_index}.json"


@dataclass(frozen=True, slots=True)
class ArtifactsWanted:
    """How many artifacts, after which run index and hash; `only` one hash where it is named."""

    first: int
    after: tuple[int, str] = (-2, "")
    only: str | None = None


async def artifacts_page(database: Database, scope: Scope, job_id: UUID, wanted: ArtifactsWanted) -> Page[ArtifactRecord]:
    """The artifacts of a job: its bundle first, then the exchanges in the order of their runs."""
    run, content_hash = wanted.after
    given = {"organization": scope.organization_id, "job": job_id, "run": run, "hash": content_hash, "only": wanted.only}
    async with database.transaction(scope) as connection:
        rows = await connection.execute(_ARTIFACTS, {**given, "count": wanted.first + 1})
        return page_of([ArtifactRecord(job_id, row.content_hash, row.run_index) for row in rows], wanted.first)
