"""The foundational properties of a Python output: its structure seen from fourteen sides, each comparable and free of names."""
