"""Skyt's engine: a pure library that measures how far a model's answers coincide."""

ENGINE_VERSION = "0.5.0"
