"""GraphQL: restriction sets."""
