"""The API measured beside plain Strawberry on the same data."""
