"""The oracle: scenarios from a contract's tests, verdicts and behaviour signatures from observations; spawns nothing itself."""
