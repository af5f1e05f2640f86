"""What runs in the fork-server and in its children: standard library only, and nothing of a tenant before the fork."""
