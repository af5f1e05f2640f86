"""The detectors, one to a file: each finds every place where a Python module breaks one rule."""
