"""Canonical forms: a pipeline of small sound rewrites, so that equal forms are the same program."""
