"""GraphQL: organizations."""
