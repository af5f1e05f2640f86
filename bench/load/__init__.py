"""Load on workers whose provider answers at once."""
