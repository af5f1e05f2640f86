"""The `skyt` command."""
