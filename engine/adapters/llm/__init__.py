"""Providers of generations."""
