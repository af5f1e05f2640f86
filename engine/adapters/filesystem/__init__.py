"""The ports on a local disk."""
