"""GraphQL subscriptions over WebSockets."""
