"""Redis: wake-ups for those who watch a job, and a cache."""
