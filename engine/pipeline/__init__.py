"""Putting the rooms together: one output's analysis, a job's report, and the orchestration of a job over the ports."""
