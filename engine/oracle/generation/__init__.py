"""Inputs for a contract: drawn from its declared domain or mutated from its tests, edge cases first, the same for the same contract."""
