"""Execution: the same answers as graphql-core, and bounds."""
