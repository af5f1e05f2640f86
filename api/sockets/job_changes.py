"""Changes of all jobs of an organization as a stream that followers share."""

from collections.abc import Mapping, Sequence
from typing import Any

from api.context import Context
from api.problems import invalid_input
from api.schema.events.changes import JobChange
from api.sockets.job_events import Opened
from engine.adapters.postgres.database import Database
from engine.adapters.postgres.readers import job_changes
from engine.adapters.redis.progress_sink import changes_channel
from engine.domain.job import Scope


class JobChangesOpener:
    """Streams of `jobsChanged(after)`; without `after` it begins with the next change."""

    async def open(self, context: Context, arguments: Mapping[str, Any]) -> Opened:
        """Find the last change. Raises GraphQLError, StoreUnavailable."""
        source = JobChanges(context.services.database, context.signed_in.scope)
        last, _ = await source.state()
        after = arguments.get("after")
        if after is not None and after < 0:
            raise invalid_input("after is the number of the last change you have seen; 0 for none")
        return Opened(source, last if after is None else after, last)

    def show(self, event: job_changes.JobChange) -> JobChange:
        """Show a change."""
        return JobChange.of(event)


class JobChanges:
    """The port Source over an organization's changes; messages are mere wake-ups, and the stream has no end."""

    def __init__(self, database: Database, scope: Scope) -> None:
        """Take the store and in whose scope."""
        self.database, self.scope = database, scope
        self.channel = changes_channel(scope.organization_id)

    async def after(self, number: int, count: int) -> Sequence[job_changes.JobChange]:
        """The organization's next changes after a number. Raises StoreUnavailable."""
        return await job_changes.changes_after(self.database, self.scope, number, count)

    async def state(self) -> tuple[int, bool]:
        """The organization's last number; it never ends. Raises StoreUnavailable."""
        return await job_changes.last_change(self.database, self.scope), False

    def live(self, message: bytes) -> None:
        """A message says only that it is time to look."""

    def is_last(self, event: job_changes.JobChange) -> bool:
        """No change is the last."""
        del event
        return False
