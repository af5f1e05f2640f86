"""GraphQL: results."""
