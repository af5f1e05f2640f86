"""GraphQL: API keys."""
