"""GraphQL: invitations."""
