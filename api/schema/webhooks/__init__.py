"""GraphQL: webhooks."""
