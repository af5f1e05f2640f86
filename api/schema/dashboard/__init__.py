"""GraphQL: what a dashboard shows."""
