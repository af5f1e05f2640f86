"""Tests of the PostgreSQL adapters beyond their ports."""
