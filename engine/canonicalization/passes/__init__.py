"""The rewrites of Python's canonical form, one to a file."""
