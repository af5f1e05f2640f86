"""Signing in: passwords, sessions, OpenID Connect."""
