"""Contracts, restriction sets and sample answers shipped with Skyt, read-only."""
