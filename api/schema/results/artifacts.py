"""Artifacts: what is kept outside the database, with an address for a short time."""

import asyncio
from datetime import datetime
from typing import ClassVar
from uuid import UUID

import strawberry

from api.artifacts import ArtifactLink
from api.context import Context, Info
from api.problems import unavailable
from api.schema.connection import Connection, connection_of
from api.schema.lazy import Lazy
from api.schema.node import Node, as_key, bounded, node_id, parse_parts, parts_cursor
from engine.adapters.postgres.readers.artifacts import ArtifactKind, ArtifactRecord, ArtifactsWanted, artifacts_page
from engine.domain.errors import StoreUnavailable

BUNDLE = -1
_CURSOR = "artifact"
strawberry.enum(ArtifactKind, description="What an artifact holds: a whole job, or what one run's provider was sent and answered.")


@strawberry.type
class Artifact(Node, Lazy):
    """Bytes by their SHA-256; the address needs no sign-in and is worth nothing after `expiresAt`."""

    parts: ClassVar = {"id": lambda record: node_id("Artifact", record.job_id, record.content_hash)}
    record: strawberry.Private[ArtifactRecord]
    content_hash: str
    file_name: str
    kind: ArtifactKind

    @strawberry.field(description="Where it is fetched.")
    async def url(self, info: Info) -> str:
        """Sign an address."""
        return (await self._link(info)).url

    @strawberry.field(description="From when on the address is worth nothing.")
    async def expires_at(self, info: Info) -> datetime:
        """Sign an address."""
        return (await self._link(info)).expires_at

    async def _link(self, info: Info) -> ArtifactLink:
        """One address for both fields. Raises a GraphQLError with code UNAVAILABLE while the store is away."""
        signing = self.__dict__.get("signing")
        if signing is None:
            link = info.context.services.artifacts.link(self.record.content_hash, self.record.file_name)
            signing = self.__dict__["signing"] = asyncio.ensure_future(link)
        try:
            return await signing  # type: ignore[no-any-return]
        except StoreUnavailable as error:
            raise unavailable(str(error)) from error


ArtifactConnection = Connection[Artifact]


def bundle_of(job_id: UUID, content_hash: str) -> Artifact:
    """Show a job's bundle."""
    return Artifact.of(ArtifactRecord(job_id, content_hash, BUNDLE))


async def artifacts_of_job(info: Info, job_id: UUID, first: int | None, after: str | None) -> ArtifactConnection:
    """A page of a job's artifacts. Raises a GraphQLError for arguments that cannot be used."""
    count, place = bounded(first, 50), parse_parts(after, _CURSOR, int, str)
    wanted = ArtifactsWanted(count) if place is None else ArtifactsWanted(count, (place[0], place[1]))
    page = await artifacts_page(info.context.services.database, info.context.signed_in.scope, job_id, wanted)
    return connection_of(page, Artifact.of, is_continued=after is not None, cursor=_cursor)


async def artifact_by_id(context: Context, parts: tuple[str, ...]) -> Artifact | None:
    """The artifact of an id, as long as the job has it."""
    job_id = as_key(parts[:1])
    if job_id is None or len(parts) != 2 or not parts[1].isalnum():
        return None
    page = await artifacts_page(context.services.database, context.signed_in.scope, job_id, ArtifactsWanted(1, only=parts[1]))
    return Artifact.of(page.items[0]) if page.items else None


def _cursor(record: ArtifactRecord) -> str:
    return parts_cursor(_CURSOR, record.run_index, record.content_hash)
