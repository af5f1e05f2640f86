"""Analysing outputs that are not Python, one kind to a file."""
