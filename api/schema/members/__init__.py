"""GraphQL: members."""
