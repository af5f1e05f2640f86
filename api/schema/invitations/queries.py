"""Looking at an invitation before accepting it."""

import strawberry

from api.auth.tokens import token_hash
from api.context import Info
from api.schema.invitations.types import InvitationPreview
from engine.adapters.postgres.invitations import find_invitation


@strawberry.type
class InvitationQueries:
    """For whoever holds the link."""

    @strawberry.field(description="The open invitation of a link's token; null when it is not open, or never was.")
    async def invitation(self, info: Info, token: str) -> InvitationPreview | None:
        """Find it."""
        found = await find_invitation(info.context.services.database, token_hash(token[:200]))
        return None if found is None else InvitationPreview.of(found)
