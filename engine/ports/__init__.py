"""What the engine needs from the world, as small Protocols; adapters implement them under the same conformance suites."""
