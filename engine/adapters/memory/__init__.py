"""The ports in memory, for the command line and for tests; they pass the same conformance suites as the servers' adapters."""
