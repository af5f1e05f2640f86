"""Restriction sets: their published schema, loading, merging, and the detectors that decide rules."""
