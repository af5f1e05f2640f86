"""Benchmarks of restriction sets."""
