"""Comparing two jobs: differences with intervals, tests, effect sizes, and how many runs a decision needs; one method to a file."""
