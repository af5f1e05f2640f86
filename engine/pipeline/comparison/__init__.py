"""Comparing jobs: what two jobs were, every number of both, and the verdict over all of them."""
