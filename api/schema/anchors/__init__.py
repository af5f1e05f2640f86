"""GraphQL: anchors."""
