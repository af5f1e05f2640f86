"""REST v1: a second door over the same use cases."""
