"""Tests of the adapters of Redis and S3."""
