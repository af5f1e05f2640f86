"""Tests of the command line and the embedded stack."""
