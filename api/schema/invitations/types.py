"""Invitations as admins see them, and as whoever holds the link does."""

from datetime import datetime

import strawberry

from api.schema.connection import Connection
from api.schema.enums import Role
from api.schema.node import Node, node_id
from engine.adapters.postgres.invitations import InvitationRecord, OpenInvitation


@strawberry.type
class Invitation(Node):
    """An invitation into the organization; open until it is accepted, revoked or run out."""

    email: str | None
    role: Role
    created_at: datetime
    expires_at: datetime
    accepted_at: datetime | None
    revoked_at: datetime | None

    @classmethod
    def of(cls, record: InvitationRecord) -> "Invitation":
        """Show an invitation."""
        return cls(
            id=node_id("Invitation", record.id),
            email=record.email,
            role=Role(record.role),
            created_at=record.created_at,
            expires_at=record.expires_at,
            accepted_at=record.accepted_at,
            revoked_at=record.revoked_at,
        )


InvitationConnection = Connection[Invitation]


@strawberry.type
class InvitationPreview:
    """What an invitation's link leads to; with `email`, only the user with this address can accept it."""

    organization_name: str
    role: Role
    email: str | None
    expires_at: datetime

    @classmethod
    def of(cls, found: OpenInvitation) -> "InvitationPreview":
        """Show an open invitation."""
        return cls(organization_name=found.organization_name, role=Role(found.role), email=found.email, expires_at=found.expires_at)
