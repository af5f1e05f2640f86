"""The metrics of a job, one to a file; each says its name, label, definition and unit, and is computed only when asked for."""
