"""Alembic migrations; revisions import nothing of ours, so that they mean the same for ever."""
