"""GraphQL: provider credentials."""
