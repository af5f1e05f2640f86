"""GraphQL: places where outputs break rules."""
