"""Attacks and what must come of them."""
