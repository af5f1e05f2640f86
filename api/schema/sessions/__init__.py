"""GraphQL: sessions."""
