"""Trying rules in a process of their own, which can be ended."""
