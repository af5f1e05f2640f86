"""Attacks, and tests of who may see and change what."""
