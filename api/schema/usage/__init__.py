"""GraphQL: usage and quotas."""
