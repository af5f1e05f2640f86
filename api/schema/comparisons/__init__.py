"""GraphQL: comparisons of jobs."""
