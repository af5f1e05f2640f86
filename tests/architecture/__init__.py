"""Tests of the house itself: layers, sizes, locks, deployment files."""
