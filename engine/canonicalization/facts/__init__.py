"""Facts about a program that rewrites ask for before they act: scopes, live ranges, types, effects."""
