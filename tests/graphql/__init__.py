"""Tests of the GraphQL service: exact answers, exact numbers of statements."""
