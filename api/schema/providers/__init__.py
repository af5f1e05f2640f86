"""GraphQL: providers."""
