"""Frozen value types of Skyt's vocabulary and its errors; no input or output happens here."""
