"""The GraphQL schema, by noun."""
