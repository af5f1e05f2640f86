"""Running well-kept programs outside Skyt."""
