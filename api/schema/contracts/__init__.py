"""GraphQL: contracts."""
